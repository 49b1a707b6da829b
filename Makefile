PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))

.PHONY: check test lint types floors bench bench-keys pictures

check: lint types floors test  ## all that must hold

lint:  ## style and format
	$(BIN)ruff check .
	$(BIN)ruff format --check .

types:  ## strict types
	$(BIN)mypy

floors:  ## imports point down
	$(BIN)lint-imports

test:  ## the tests, on SQLite and PostgreSQL
	$(PYTHON) -m pytest

bench:  ## ratios against a peer or a floor, never asserted by a test
	$(PYTHON) -m benchmarks.startup

bench-keys:  ## what a key costs, against a short article, an empty Textual app, and SLATE
	$(PYTHON) -m benchmarks.keys

pictures:  ## the pictures of the README and the docs, from the real seeds
	$(PYTHON) docs/pictures.py
