"""`workbench import` as a person runs it."""

import json
from pathlib import Path

from tests.cli.conftest import Workbench
from tests.formats.corpus import sealed


def test_an_export_comes_into_another_database(worked: Path, workbench: Workbench) -> None:
    """What is new is said; the second time nothing is; the same bytes leave both databases."""
    workbench("articles", "set", "story", "--title", "A corrected title")
    workbench("export")
    done = workbench("--db", "other.db", "import", "--format", "jsonl", "exports/spans.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "exports/spans.jsonl: new articles 1, annotators 1, annotations 1, read paragraphs 1\n"
    again = workbench("--db", "other.db", "import", "exports/spans.jsonl")
    assert again.stderr == "exports/spans.jsonl: nothing new (annotations that are here already: 1)\n"
    assert workbench("--db", "other.db", "export", "-o", "-").stdout == (worked / "exports" / "spans.jsonl").read_text()


def test_what_is_not_true_does_not_come_in(worked: Path, workbench: Workbench) -> None:
    """Exit code 2, the line is named, and nothing has changed."""
    workbench("export")
    path = worked / "exports" / "spans.jsonl"
    record = json.loads(path.read_text())
    record["spans"][0] |= {"id": "2" * 32, "label": "opinion"}
    path.write_bytes(path.read_bytes() + sealed(record))
    before = workbench("status", "--json").stdout
    done = workbench("import", "exports/spans.jsonl")
    assert done.returncode == 2
    assert "exports/spans.jsonl:2: " in done.stderr
    assert workbench("status", "--json").stdout == before
