"""Parquet: other programs find the words at the offsets, nothing is lost, and no lie and no bytes pass for a record."""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, SCHEME, annotation, article, note, read, relation, skip
from tests.formats.corpus import Folder, exchanged, header
from workbench.errors import FormatError, MissingExtra
from workbench.exchange import verify
from workbench.formats import Broken, Record, Source, parquet
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Kind

SAMPLE = Path(__file__).parent / "samples" / "parquet" / "news.parquet"
TEXT = "\ufeff“We knew,”\u2028she \x1b[31msaid 👩‍👩‍👧.\r\n\r\nNobody aske\u0301d."


def sample() -> Annotated:
    """All that there can be, in nasty text."""
    quote = annotation((1, 5), (6, 11), attributes={"form": TEXT, "verbs": ("said", "knew"), "n": 10**40, "x": 1.5})
    source = annotation((12, 15), label="named_source", comment="who?", score=0.1, unsure=True)
    return Annotated(
        article(text=TEXT, paragraphs=paragraphs(TEXT), metadata={"outlet": "Times"}, guessed=frozenset({"title"})),
        (quote, source),
        (relation(quote, source),),
        (read(1),),
        (note("all"), note("why?", 1)),
        (skip("no news"),),
    )


def written(folder: Path, *articles: Annotated) -> Path:
    target = Folder(folder / "out.parquet")
    parquet.write(target, header(), articles, {})
    return target.path


def outcome(path: Path) -> tuple[list[Record], list[str]]:
    """The records, and the reasons of what is broken."""
    found = list(parquet.read(path, Source()))
    return [one for one in found if isinstance(one, Record)], [one.reason for one in found if isinstance(one, Broken)]


def test_a_file_of_before_is_read() -> None:
    """The sample was written by this program through DuckDB 2.0, and must stay readable."""
    (ann, model), broken = outcome(SAMPLE)
    assert broken == []
    text = ann.annotated.article.text
    assert text == "“We knew,” the cafe\u0301 owner said 😀.\r\n\r\nMayor Lind stayed home."
    assert [(one.label, one.quote(text)) for one in ann.annotated.annotations] == [
        ("quote", "“We knew,”"),
        ("source", "the cafe\u0301 owner"),
    ]
    assert [(one.label, one.quote(text), one.score) for one in model.annotated.annotations] == [
        ("person", "Mayor Lind", 0.5)
    ]
    assert ann.annotated.annotations[0].attributes == {"form": "full"}
    assert [one.type for one in ann.annotated.relations] == ["said_by"]
    assert [one.text for one in ann.annotated.notes] == ["see p. 2"]
    assert (ann.kinds, model.kinds) == ({"ann": Kind.PERSON}, {"model": Kind.MACHINE})


@pytest.mark.parametrize("path", sorted(SAMPLE.parent.iterdir()), ids=lambda path: path.stem)
def test_a_file_of_before_holds_under_the_scheme_that_it_brings(path: Path) -> None:
    """It can be proved and imported, not only read."""
    proved = verify(path, parquet.read(path, Source()), lambda _: None, lambda broken: pytest.fail(str(broken)))
    assert proved.annotations


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Ids, times, read marks, notes, the skip and the scheme included."""
    [record], broken = outcome(written(tmp_path, sample()))
    assert broken == []
    assert record.annotated == sample_like(record.annotated)
    assert record.annotated.annotations[0].made_at == NOW
    assert record.scheme == SCHEME
    assert [one.text for one in record.schemes] == ["scheme: test\n"]


def sample_like(found: Annotated) -> Annotated:
    """The sample with the random ids of another one."""
    one = sample()
    return replace(
        one,
        annotations=tuple(replace(a, id=b.id) for a, b in zip(one.annotations, found.annotations, strict=True)),
        relations=found.relations,
        notes=tuple(replace(a, id=b.id) for a, b in zip(one.notes, found.notes, strict=True)),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(work=exchanged("001_first"))
def test_pandas_finds_the_quoted_words_at_the_offsets(
    work: Annotated, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the text."""
    with TemporaryDirectory() as folder:
        frame = pd.read_parquet(written(Path(folder), work))
    for text, spans in zip(frame.text, frame.spans, strict=True):
        assert text == work.article.text
        for span in spans:
            assert text[span["start"] : span["end"]] == span["text"]
            assert all(text[part["start"] : part["end"]] == part["text"] for part in span["segments"])


def test_pyarrow_finds_columns_with_types(tmp_path: Path) -> None:
    """Nested ones, and times that are times; attributes are JSON."""
    table = pq.read_table(written(tmp_path, sample()))
    assert table.schema.field("text").type == pa.string()
    assert table.schema.field("read_at").type.value_type == pa.timestamp("us", tz="UTC")
    [row] = table.to_pylist()
    assert [span["label"] for span in row["spans"]] == ["direct_quote", "named_source"]
    assert json.loads(row["spans"][0]["attributes"])["verbs"] == ["said", "knew"]
    assert json.loads(row["metadata"]) == {"outlet": "Times"}
    assert row["spans"][1]["made_at"] == NOW
    assert (row["annotator"], row["kind"], row["skip"]["reason"]) == ("ann", "person", "no news")


def test_a_table_that_pandas_filtered_is_read(tmp_path: Path) -> None:
    """The rows that are left say all by themselves, but for a scheme's text."""
    path = written(tmp_path, sample(), replace(sample(), annotations=(annotation((1, 5), annotator="bob"),)))
    frame = pd.read_parquet(path)
    frame[frame.annotator == "bob"].to_parquet(path, index=False)
    [record], broken = outcome(path)
    assert broken == []
    assert record.annotated.annotations[0].quote(TEXT) == "“We "


def test_the_same_work_gives_the_same_bytes(tmp_path: Path) -> None:
    """Although they pass through a database."""
    work = sample()
    one, other = written(tmp_path / "a", work), written(tmp_path / "b", work)
    assert one.read_bytes() == other.read_bytes()


def test_without_duckdb_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtra, match=r"workbench\[parquet\]"):
        written(tmp_path, sample())
    with pytest.raises(MissingExtra, match=r"workbench\[parquet\]"):
        outcome(SAMPLE)


def test_nothing_annotated_is_a_table_without_rows(tmp_path: Path) -> None:
    """Its columns are there."""
    path = written(tmp_path)
    assert outcome(path) == ([], [])
    assert pq.read_table(path).num_rows == 0


def test_a_name_with_stars_and_brackets_is_one_file(tmp_path: Path) -> None:
    """DuckDB would look for many; and a folder that looks like a value is no column."""
    folder = tmp_path / "kind=gold" / "it's [a]*"
    folder.mkdir(parents=True)
    [record], broken = outcome(written(folder, sample()))
    assert (record.kinds, broken) == ({"ann": Kind.PERSON}, [])


def test_no_extension_is_loaded_and_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the home folder, nor where the program runs, nor among temporary files."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path / "here")
    outcome(written(tmp_path, sample()))
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["here", "out.parquet", "temporary"]
    assert not (Path(os.environ["HOME"]) / ".duckdb").exists()


def test_an_annotation_outside_of_its_text_is_not_written(tmp_path: Path) -> None:
    """The error names article and annotation."""
    work = Annotated(article(text=TEXT), (annotation((1, 900), id="0" * 32),))
    with pytest.raises(FormatError, match=r"Annotation 0{32} of article 001_first cannot be written"):
        written(tmp_path, work)


def test_rows_keep_their_order_over_many_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They pass through files of a few megabytes."""
    monkeypatch.setattr(parquet, "_PIECE", 2000)
    many = [Annotated(article(f"{number:03}"), by=("ann",)) for number in range(300)]
    rows = pq.read_table(written(tmp_path, *many)).to_pylist()
    assert [row["article_id"] for row in rows] == [one.article.id for one in many]


def test_a_number_that_json_does_not_have_is_not_written(tmp_path: Path) -> None:
    """As in the workbench's own records."""
    work = Annotated(article(text=TEXT), (annotation((1, 5), attributes={"n": float("nan")}),))
    with pytest.raises(FormatError, match="its attribute n is nan, which is no number"):
        written(tmp_path, work)


def rewritten(folder: Path, change: Callable[[dict[str, Any]], object], column: str = "", type_: Any = None) -> Path:
    """The sample file, its first row changed, and perhaps the type of a column."""
    table = pq.read_table(SAMPLE)
    rows = table.to_pylist()
    change(rows[0])
    schema = table.schema
    if column:
        schema = schema.set(schema.get_field_index(column), pa.field(column, type_))
        for row in rows:
            row[column] = None
    path = folder / "changed.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema), path)
    return path


LIES = {
    "a quote that is not there": (lambda row: row["spans"][0].update(text="We"), "spans[0]: text says “We”"),
    "an offset after the text": (lambda row: row["spans"][1].update(end=10**15), "does not lie in the text of"),
    "no offset": (lambda row: row["spans"][0].update(start=None), "spans[0].start: "),
    "a score that is no number": (lambda row: row["spans"][0].update(score=float("nan")), "JSON"),
    "an origin of its own": (lambda row: row["spans"][0].update(origin="heaven"), "spans[0].origin: "),
    "attributes that are no JSON": (lambda row: row["spans"][0].update(attributes="{"), "spans.attributes: no JSON"),
    "attributes that are no object": (lambda row: row["spans"][0].update(attributes="3"), "attributes is no object"),
    "half a character": (lambda row: row["spans"][0].update(attributes='{"a":"\\ud800"}'), "U+D800"),
    "metadata of nothing": (lambda row: row.update(metadata=None), "metadata is no text"),
    "another text": (lambda row: row.update(text=row["text"] + "!"), "but the text has"),
    "no text": (lambda row: row.update(text=None), "text: "),
    "a NUL": (lambda row: row.update(title="\0"), "U+0000"),
    "no spans": (lambda row: row.update(spans=None), "spans is no list"),
    "a span of nothing": (lambda row: row.update(spans=[None]), "spans is no object"),
    "paragraphs that overlap": (lambda row: row.update(paragraphs=[[0, 20], [19, 22]]), "does not come after 0–20"),
    "another sort": (lambda row: row.update(kind="god"), "annotator.kind: "),
    "a relation from elsewhere": (lambda row: row["relations"][0].update({"from": "9" * 32}), "none of the record"),
    "a paragraph that is not there, read": (lambda row: row.update(read_paragraphs=[9]), "there is no paragraph 9"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_told_and_the_rest_taken(lie: str, tmp_path: Path) -> None:
    """With the number of the row."""
    change, words = LIES[lie]
    [record], [reason] = outcome(rewritten(tmp_path, change))
    assert record.kinds == {"model": Kind.MACHINE}
    assert reason.startswith("row 1: ")
    assert words in reason


@pytest.mark.parametrize("column", ["text", "spans", "metadata", "read_at", "scheme", "skip"])
@pytest.mark.parametrize("type_", [pa.int64(), pa.binary(), pa.list_(pa.list_(pa.float16()))], ids=str)
def test_a_column_of_another_type_is_told(column: str, type_: Any, tmp_path: Path) -> None:
    """Row by row; an empty skip of any type is none."""
    records, broken = outcome(rewritten(tmp_path, lambda _: None, column, type_))
    assert len(records) + len(broken) == 2
    assert bool(records) == (column == "skip")


def test_columns_of_others_are_told(tmp_path: Path) -> None:
    """Once, and the rest is read."""
    table = pq.read_table(SAMPLE).append_column("colour", [["red", "blue"]])
    pq.write_table(table, tmp_path / "more.parquet")
    records, broken = outcome(tmp_path / "more.parquet")
    assert len(records) == 2
    assert broken == ["columns that the workbench does not know are not read: 'colour'"]


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    """They are named."""
    pq.write_table(pq.read_table(SAMPLE).drop_columns(["sha256", "text"]), tmp_path / "less.parquet")
    with pytest.raises(FormatError, match="it lacks the columns 'sha256', 'text'"):
        outcome(tmp_path / "less.parquet")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all", SAMPLE.read_bytes()[:-20], b"PAR1" * 9])
def test_what_is_no_parquet_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    """In one line."""
    path = tmp_path / "broken.parquet"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=r"broken.parquet cannot be read: .+\Z"):
        outcome(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """By name."""
    with pytest.raises(FormatError, match=r"There is no file .*none\.parquet"):
        outcome(tmp_path / "none.parquet")


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_no_changed_byte_brings_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    """It is read, or refused with a sentence."""
    content = bytearray(SAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "changed.parquet"
    path.write_bytes(content)
    assert read_or_refused(path) in ("rows", "a sentence")


def read_or_refused(path: Path) -> str:
    try:
        outcome(path)
    except FormatError as error:
        return "a sentence" if str(path) in error.message else error.message
    return "rows"


def test_ctrl_c_ends_a_query_that_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no bug, which is what DuckDB's own word for it would be told as."""
    slow = "SELECT count(*)::VARCHAR FROM range(100000), range(10000000), read_parquet(?)"
    monkeypatch.setattr(parquet, "_SELECT", slow)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    records = parquet.read(SAMPLE, Source())
    Timer(0.5, signal.raise_signal, [signal.SIGINT]).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            next(records)
    finally:
        signal.signal(signal.SIGINT, before)
