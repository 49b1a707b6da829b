PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))

.PHONY: check test lint types floors bench bench-keys storm docs

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

storm:  ## an hour of random keys, others each time; STORM_KEYS and STORM_SEED say how many and which
	STORM_KEYS=$${STORM_KEYS:-400000} STORM_SEED=$${STORM_SEED:-$$(date +%s)} $(PYTHON) -m pytest -q tests/end_to_end/test_storm.py

bench:  ## ratios against a peer or a floor, never asserted by a test
	$(PYTHON) -m benchmarks.startup
	$(PYTHON) -m benchmarks.exchange
	$(PYTHON) -m benchmarks.gamma
	$(PYTHON) -m benchmarks.agreement

bench-keys:  ## what a key costs, against a short article, an empty Textual app, and SLATE
	$(PYTHON) -m benchmarks.keys

docs:  ## the tables and pictures of the docs, from the bindings, the formats and the real seeds
	$(PYTHON) -m docs.key_tables
	$(PYTHON) -m docs.format_tables
	$(PYTHON) -m docs.measure_tables
	$(PYTHON) -m docs.lesson
	$(PYTHON) -m docs.pictures
