"""What docs/export.md promises, and the part of docs/exchange.md that is made."""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from docs import format_tables
from tests.conftest import ROOT
from tests.formats.corpus import written
from tests.formats.test_jsonl import sample
from workbench.formats import record

PAGE = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
EXAMPLE = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1].replace(", […]]", "]"))


def members(shape: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in shape.model_fields.items()]


SHAPES = [
    record.RecordShape,
    record.SpanShape,
    record.ArticleShape,
    record.RelationShape,
    record.NoteShape,
    record.SkipShape,
]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_member_is_told(shape: type[BaseModel]) -> None:
    """A new member has to be explained."""
    assert [name for name in members(shape) if f"`{name}`" not in PAGE] == []


def test_the_example_has_the_members_of_a_record_in_their_order() -> None:
    """It was real once; it must not grow old."""
    [line] = written(sample()).decode().splitlines()
    real = json.loads(line)
    assert list(EXAMPLE) == list(real)
    assert list(EXAMPLE["spans"][0]) == list(real["spans"][0])
    assert list(EXAMPLE["article"]) == list(real["article"])


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # six lines of Python leave their file to the garbage collector
def test_the_code_on_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the spans, and proving the hashes, with nothing but Python."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "spans.jsonl").write_bytes(written(sample()))
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
            exec(code, {})
    assert "001_first ann named_source she" in printed.getvalue()


def test_the_table_of_formats_is_that_of_the_registry() -> None:
    """`make docs` writes it."""
    page = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    assert format_tables.filled(page) == page
