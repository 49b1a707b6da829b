"""The table for spreadsheets: Python's own reader finds in it all that the losses leave."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.factories import SCHEME, annotation, article
from tests.formats import corpus
from tests.formats.corpus import Folder, written_articles
from workbench.exchange.losing import leaving
from workbench.formats import Header, SchemeText, options
from workbench.formats.losses import as_text
from workbench.formats.spreadsheet import FORMAT
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated

SAMPLE = Path(__file__).parent / "samples" / "csv" / "spans.csv"
FORM = """\
scheme: news
version: 1
labels:
  direct_quote:
    attributes: [form, sure]
  scare_quote: {}
attributes:
  form:
    type: choice
    values: [full, partial]
  sure:
    type: yes_no
"""
NEWS = "“We knew,” said Jose\u0301 🐙.\r\n\r\nNobody asked: “How — or why?”"

AS_IS = options(FORMAT, {"formulas": "as-is"})
FACTS = {"outlet": "Times", "date": "2026-11-22"}


def at(words: str) -> tuple[int, int]:
    """Where the words stand in the news."""
    return NEWS.index(words), NEWS.index(words) + len(words)


def header(scheme: str = FORM) -> Header:
    """A header with this scheme."""
    told = SchemeText(SCHEME, "news", scheme)
    return Header(told, "1", corpus.EVERYBODY, {SCHEME: told})


def work() -> Annotated:
    """Two annotators on one article: a discontinuous quote, doubt, a machine's score."""
    return Annotated(
        article("001_news", NEWS, title="=1+1; or not", metadata=FACTS, paragraphs=paragraphs(NEWS)),
        (
            annotation(
                at("“We knew,”"),
                at("“How — or why?”"),
                article_id="001_news",
                id="0" * 31 + "1",
                attributes={"form": "full"},
            ),
            annotation(
                at("Jose\u0301 🐙"),
                article_id="001_news",
                id="0" * 31 + "2",
                annotator="model",
                label="named source",
                score=0.5,
            ),
            annotation(
                at("why"),
                article_id="001_news",
                id="0" * 31 + "3",
                label="scare_quote",
                comment="@ann: why?\nor not",
                unsure=True,
                attributes={"tone": ("dry", "bitter"), "sure": True},
            ),
        ),
    )


def table(folder: Path, *articles: Annotated, scheme: str = FORM, **chosen: str) -> bytes:
    """The file of these articles."""
    target = Folder(folder / "spans.csv")
    target.path.unlink(missing_ok=True)
    rows = FORMAT.write(target, header(scheme), articles, options(FORMAT, chosen))
    assert rows == sum(len(one.annotations) for one in articles)
    return target.path.read_bytes()


def rows(content: bytes, separator: str = ",") -> list[dict[str, str]]:
    """What Python's reader makes of it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(articles=written_articles)
def test_the_cells_hold_all_that_the_losses_leave(articles: list[Annotated], tmp_path: Path) -> None:
    """Of any text: the words at the offsets, and every value of every annotation and article."""
    found = {row["id"]: row for row in rows(table(tmp_path, *articles, formulas="as-is"))}
    for whole in articles:
        left = reduce(lambda one, loss: loss(one), FORMAT.losses(AS_IS), whole)
        assert (left.relations, left.read, left.notes, left.skips) == ((), (), (), ())
        for one in left.annotations:
            row = found.pop(one.id)
            segments = [tuple(map(int, segment.split(".."))) for segment in row["segments"].split(";")]
            assert segments == [(segment.start, segment.end) for segment in one.segments]
            assert (int(row["start"]), int(row["end"])) == (segments[0][0], segments[-1][1])
            assert row["text"] == " … ".join(left.article.text[start:end] for start, end in segments)
            told = json.loads(row["attributes"] or "{}")
            told |= {name: row[f"attribute:{name}"] for name in ("form", "sure") if row[f"attribute:{name}"]}
            assert told == {name: value for name, value in one.attributes.items() if value or name != "form"}
            assert (row["article"], row["title"]) == (left.article.id, left.article.title)
            facts = {name: row[name] for name in ("outlet", "byline", "date", "url", "language") if row[name]}
            assert facts == left.article.metadata
            assert (row["annotator"], row["label"], row["comment"]) == (one.annotator, one.label, one.comment)
            assert row["unsure"] == ("yes" if one.unsure else "no")
            assert (float(row["score"]) if row["score"] else None) == one.score
            assert (row["origin"], row["made_at"], row["scheme"]) == (one.origin, one.made_at.isoformat(), one.scheme)
    assert found == {}


def test_the_text_outside_of_annotations_is_lost() -> None:
    """It is in no cell."""
    left = FORMAT.losses(AS_IS)[-1](work())
    assert left.article.text.replace("\0", "") == "“We knew,”Jose\u0301 🐙“How — or why?”"
    assert len(left.article.text) == len(NEWS)
    assert "Nobody" not in SAMPLE.read_text(encoding="utf-8")


def test_the_sample_is_what_is_written(tmp_path: Path) -> None:
    """And it opens in Excel: a byte-order mark, CR LF after rows, quotation marks where they are needed."""
    assert table(tmp_path, work()) == SAMPLE.read_bytes()


def test_the_sample_says_who_marked_which_words() -> None:
    """In the order of the text, paragraphs counted from one."""
    told = [(row["annotator"], row["label"], row["text"], row["paragraph"]) for row in rows(SAMPLE.read_bytes())]
    assert told == [
        ("ann", "direct_quote", "“We knew,” … “How — or why?”", "1"),
        ("model", "named source", "Jose\u0301 🐙", "1"),
        ("ann", "scare_quote", "why", "2"),
    ]


def test_attributes_of_the_scheme_have_columns_of_their_own() -> None:
    """Others stand in a column together."""
    first, _, last = rows(SAMPLE.read_bytes())
    assert (first["attribute:form"], first["attribute:sure"], first["attributes"]) == ("full", "", "")
    assert (last["attribute:form"], last["attribute:sure"]) == ("", "yes")
    assert json.loads(last["attributes"]) == {"tone": "dry | bitter"}


def test_a_scheme_that_is_none_makes_no_columns(tmp_path: Path) -> None:
    """All attributes stand together then."""
    first, *_ = rows(table(tmp_path, work(), scheme="scheme: news\n"))
    assert json.loads(first["attributes"]) == {"form": "full"}
    assert not any(name.startswith("attribute:") for name in first)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1 to that", "-", "- 5", "@SUM(A1)", "\t=1+1", "\r=1", " =1", "＝1+1", "-1+1", "=cmd|' /C calc'!A0"],
)
def test_no_cell_is_run_by_a_spreadsheet(cell: str, tmp_path: Path) -> None:
    """An apostrophe makes it text."""
    noted = replace(work(), annotations=(replace(work().annotations[0], comment=cell, label=cell),))
    [row] = rows(table(tmp_path, noted))
    assert (row["comment"], row["label"], row["title"]) == (f"'{cell}", f"'{cell}", "'=1+1; or not")
    [row] = rows(table(tmp_path, noted, formulas="as-is"))
    assert (row["comment"], row["label"], row["title"]) == (cell, cell, "=1+1; or not")


def lost(article_: Annotated, **chosen: str) -> Counter[str]:
    """What is told as lost, with counts."""
    found = Counter[str]()
    for _ in leaving([article_], FORMAT, options(FORMAT, chosen), corpus.EVERYBODY, found):
        pass
    return found


def test_the_apostrophes_are_told() -> None:
    """Of the article for its title, of an annotation for its comment, of the text for the words under another one."""
    words = "how texts begin that a spreadsheet would run: an apostrophe comes before each"
    assert lost(work())[words] == 2
    assert words not in lost(work(), formulas="as-is")
    one = replace(work(), article=replace(work().article, title="Plain"), annotations=work().annotations[:2])
    assert words not in lost(one)
    assert lost(replace(one, article=replace(one.article, text=f"={NEWS[1:]}")))[words] == 1


@pytest.mark.parametrize("number", [-5, -0.25, -1e-07, 3, 1e300])
def test_numbers_are_left_alone(number: float, tmp_path: Path) -> None:
    """No spreadsheet runs them."""
    [row] = rows(
        table(tmp_path, replace(work(), annotations=(replace(work().annotations[0], attributes={"form": number}),)))
    )
    assert row["attribute:form"] == as_text(number)


@pytest.mark.parametrize(("name", "separator"), [("comma", ","), ("semicolon", ";"), ("tab", "\t")])
def test_the_separator_can_be_chosen(name: str, separator: str, tmp_path: Path) -> None:
    """Where the comma is the decimal sign, spreadsheets want semicolons."""
    content = table(tmp_path, work(), separator=name)
    assert content.decode("utf-8-sig").startswith(f"article{separator}title{separator}outlet")
    assert rows(content, separator) == rows(SAMPLE.read_bytes())


def test_the_mark_can_be_left_out(tmp_path: Path) -> None:
    """Programs other than Excel may take it for a part of the first name."""
    assert table(tmp_path, work(), bom="no") == SAMPLE.read_bytes().removeprefix("\ufeff".encode())


def test_nothing_is_read() -> None:
    """The articles are not in the table."""
    assert FORMAT.read is None
