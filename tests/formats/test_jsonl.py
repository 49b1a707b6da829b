"""The workbench's own records: what is written is read, and no lie passes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import annotation, article, decision, note, read, relation, skip
from tests.formats import corpus
from workbench.errors import FormatError
from workbench.formats import Broken, Record, Source, annotators, jsonl
from workbench.model import Annotated, Span, Verdict, reading_order

in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def sample() -> Annotated:
    """Two overlapping annotations, one of them in two pieces, a relation and a read mark; all by ann."""
    quote = annotation((0, 9), (11, 20), id="0" * 31 + "1", attributes={"form": "full", "verbs": ("said", "knew")})
    source = annotation((11, 14), id="0" * 31 + "2", label="named_source", comment="who?", score=0.5)
    link = replace(relation(quote, source), id="f" * 32)
    return Annotated(
        article(metadata={"outlet": "Times"}, guessed=frozenset({"title"})), (quote, source), (link,), (read(1),)
    )


def refusal(folder: Path, content: bytes) -> Broken:
    """The first of what is broken."""
    found = jsonl.read(corpus.in_file(folder, content), Source())
    return next(one for one in found if isinstance(one, Broken))


def records_of(path: Path) -> list[Record]:
    """What is read, nothing of it broken."""
    found = list(jsonl.read(path, Source()))
    assert not [one for one in found if isinstance(one, Broken)]
    return [one for one in found if isinstance(one, Record)]


@in_one_folder
@given(work=st.tuples(corpus.annotated("a"), corpus.annotated("b")))
def test_what_is_written_reads_back_equal(work: tuple[Annotated, ...], tmp_path: Path) -> None:
    """Every value of every annotator, from the nastiest text."""
    records = records_of(corpus.in_file(tmp_path, corpus.written(*work)))
    assert [next(iter(record.kinds)) for record in records] == [name for each in work for name in annotators(each)]
    for each in work:
        mine = [record.annotated for record in records if record.annotated.article == each.article]
        assert sorted((a for one in mine for a in one.annotations), key=reading_order) == list(each.annotations)
        assert sorted((r for one in mine for r in one.relations), key=lambda r: r.id) == list(each.relations)
        assert [mark for one in mine for mark in one.read] == list(each.read)
        assert [note for one in mine for note in one.notes] == list(each.notes)
        assert [skip for one in mine for skip in one.skips] == list(each.skips)
        assert [decision for one in mine for decision in one.decisions] == list(each.decisions)


@given(work=corpus.annotated())
def test_any_json_reader_finds_the_quoted_words_at_the_offsets(work: Annotated) -> None:
    """Without the workbench: lines at newlines only, offsets in code points, position order."""
    for line in corpus.written(work).decode().split("\n")[:-1]:
        record = json.loads(line)
        for span in record["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]
            assert all(record["text"][s["start"] : s["end"]] == s["text"] for s in span["segments"])
        assert [s["start"] for s in record["spans"]] == sorted(s["start"] for s in record["spans"])


@given(work=corpus.annotated())
def test_the_same_work_gives_the_same_bytes(work: Annotated) -> None:
    """In whatever order attributes were given."""
    turned = tuple(replace(one, attributes=dict(reversed(one.attributes.items()))) for one in work.annotations)
    assert corpus.written(replace(work, annotations=turned)) == corpus.written(work)


FILE = corpus.written(
    sample(), replace(sample(), article=article("002_second"), annotations=(), relations=(), read=(read(0),))
)


@settings(in_one_folder, max_examples=300)
@given(
    place=st.integers(0, len(FILE) - 1), byte=st.integers(0, 255), how=st.sampled_from(["replace", "insert", "delete"])
)
def test_one_changed_byte_is_found_on_its_line(place: int, byte: int, how: str, tmp_path: Path) -> None:
    """Wherever it is: in a key, a hash, a text, or between two members."""
    put = b"" if how == "delete" else bytes([byte])
    changed = FILE[:place] + put + FILE[place + (how != "insert") :]
    if changed == FILE:
        return
    line = FILE.count(b"\n", 0, place) + 1
    new_line_at_the_end = how == "insert" and byte == 10 and FILE[place : place + 1] == b"\n"
    assert refusal(tmp_path, changed).line == line + new_line_at_the_end


def test_a_record_without_notes_skip_or_doubt_is_what_it_was_before_there_were_any() -> None:
    """Older exports hold, and new ones equal them."""
    record = json.loads(FILE.split(b"\n")[0])
    assert not {"notes", "skip", "decisions"} & record.keys()
    assert "unsure" not in record["spans"][0]


DECIDED = (
    decision((0, 9), id="0" * 31 + "5", candidates=(f"{'a' * 32}@{'b' * 16}",), comment="no quote"),
    decision((0, 20), id="0" * 31 + "6", candidates=(), result=("0" * 31 + "1",), verdict=Verdict.ADDED),
)


def remarked() -> Annotated:
    """The sample with doubt about the quote, notes, a skip and decisions."""
    quote, source = sample().annotations
    notes = note("all", id="0" * 31 + "3"), note("why?", 1, id="0" * 31 + "4")
    remarks = {"notes": notes, "skips": (skip("no news"),), "decisions": DECIDED}
    return replace(sample(), annotations=(replace(quote, unsure=True), source), **remarks)


REMARKED = corpus.written(remarked())


def test_notes_skip_and_doubt_stand_only_where_there_are_any() -> None:
    """In members of their own; the article's note has no paragraph."""
    record = json.loads(REMARKED)
    at = "2026-11-22T09:30:15.123456Z"
    assert record["notes"] == [
        {"id": "0" * 31 + "3", "paragraph": None, "text": "all", "made_at": at},
        {"id": "0" * 31 + "4", "paragraph": 1, "text": "why?", "made_at": at},
    ]
    assert record["skip"] == {"reason": "no news", "at": at}
    assert [(one["verdict"], one["result"], one["comment"]) for one in record["decisions"]] == [
        ("rejected", [], "no quote"),
        ("added", ["0" * 31 + "1"], ""),
    ]
    assert [span.get("unsure") for span in record["spans"]] == [True, None]


def told(change: Callable[[dict[str, Any]], object]) -> bytes:
    members = json.loads(FILE.split(b"\n")[0])
    change(members)
    return corpus.sealed(members)


def put(path: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Sets the member at a path such as `spans.0.start`."""

    def change(members: dict[str, Any]) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        inner: Any = members
        for step in way:
            inner = inner[step]
        inner[last] = value

    return change


LIES = {
    "a quote that is not there": (
        put("spans.0.segments.0.text", "“We know,"),
        "text says ““We know,”, but the article has",
    ),
    "a yes for an offset": (put("spans.0.start", False), "spans[0].start: "),
    "an offset in halves": (put("spans.0.start", 0.0), "spans[0].start: "),
    "a word for an offset": (put("spans.0.end", "20"), "spans[0].end: "),
    "an offset before the text": (put("spans.0.start", -1), "spans[0].start: "),
    "an empty span": (put("spans.1.end", 11), "spans[1]: 11–11 is no span"),
    "an offset after the text": (put("spans.1.end", 10**30), "does not lie in the text of 43 characters"),
    "no segments": (put("spans.0.segments", []), "spans[0].segments: "),
    "an extent beside the segments": (
        put("spans.0.segments", [{"start": 0, "end": 9, "text": "“We knew,"}]),
        "spans[0] is 0–20, but its segments reach 0–9",
    ),
    "segments that go back": (lambda m: m["spans"][0]["segments"].reverse(), "0–9 does not come after 11–20"),
    "spans out of order": (lambda m: m["spans"].reverse(), "spans are not in reading order"),
    "an id twice": (lambda m: m["spans"].append(m["spans"][1]), "spans are not in reading order"),
    "an id that is none": (put("spans.0.id", "../x"), "spans[0].id: "),
    "a label without a name": (put("spans.0.label", ""), "spans[0].label: "),
    "a score of two": (put("spans.0.score", 2), "spans[0].score: "),
    "an attribute in a list in a list": (put("spans.0.attributes.form", [["full"]]), "spans[0].attributes.form: "),
    "an attribute of nothing": (put("spans.0.attributes.form", None), "spans[0].attributes.form: it is neither text"),
    "an attribute beyond all numbers": (
        put("spans.0.attributes.form", 10**400),
        "spans[0].attributes.form: it is neither",
    ),
    "a time without a zone": (put("spans.0.made_at", "2026-11-22T09:30:15"), "spans[0].made_at: "),
    "a time before all time": (put("spans.0.made_at", "0001-01-01T00:00:00+14:00"), "spans[0].made_at: "),
    "an origin of its own": (put("spans.0.origin", "heaven"), "spans[0].origin: "),
    "a relation from elsewhere": (put("relations.0.from", "9" * 32), "is none of the record's spans"),
    "another text": (put("text", "“We knew,” she said.\n\nNobody asked her how."), "but the text has"),
    "another hash of the text": (put("article.sha256", "0" * 64), "article.sha256 is 000"),
    "paragraphs that overlap": (put("article.paragraphs", [[0, 20], [19, 43]]), "19–43 does not come after 0–20"),
    "a paragraph after the text": (put("article.paragraphs.1", [22, 44]), "does not lie in the text"),
    "a paragraph of three": (put("article.paragraphs.1", [22, 30, 43]), "article.paragraphs[1]: "),
    "a paragraph that is not there, read": (put("read_paragraphs", [2]), "there is no paragraph 2 of 2"),
    "a paragraph read twice": (
        lambda m: m.update(read_paragraphs=[1, 1], read_at=m["read_at"] * 2),
        "read_paragraphs are not ascending",
    ),
    "a paragraph read at no time": (put("read_at", []), "read_at has 0 times for 1 read_paragraphs"),
    "a name in pieces": (put("annotator.name", "Rene\u0301"), "annotator.name: is not trimmed"),
    "another unit": (put("offset_unit", "byte"), "offset_unit: "),
    "another format": (put("format", "brat"), "is no record of the workbench"),
    "a format of tomorrow": (put("format_version", 2), "“format_version” is not 1"),
    "a member too many": (put("spans.0.colour", "red"), "spans[0].colour: "),
    "a member too few": (lambda m: m.pop("annotator"), "annotator: "),
    "a seal in the middle": (lambda m: m.update(meta=1), "meta: "),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_with_a_right_hash_is_told(lie: str, tmp_path: Path) -> None:
    """Whoever writes records with another program must tell the truth in each member."""
    change, words = LIES[lie]
    broken = refusal(tmp_path, told(change))
    assert words in broken.reason
    assert str(broken).startswith(f"{tmp_path / 'spans.jsonl'}:1: ")


REMARKED_LIES = {
    "a note on a paragraph that is not there": (
        put("notes.1.paragraph", 2),
        "notes[1].paragraph: there is no paragraph 2 of 2",
    ),
    "a note before the first paragraph": (put("notes.1.paragraph", -1), "notes[1].paragraph: "),
    "a note without words": (put("notes.0.text", ""), "notes[0].text: "),
    "a note at no time": (put("notes.0.made_at", "today"), "notes[0].made_at: "),
    "a note without an id": (put("notes.0.id", "1"), "notes[0].id: "),
    "notes out of order": (lambda m: m["notes"].reverse(), "notes are not sorted by paragraph"),
    "a note twice": (lambda m: m["notes"].append(m["notes"][1]), "notes are not sorted by paragraph"),
    "a skip without a reason": (put("skip.reason", ""), "skip.reason: "),
    "a skip at no time": (lambda m: m["skip"].pop("at"), "skip.at: "),
    "a skip by somebody else": (put("skip.annotator", "bob"), "skip.annotator: "),
    "a doubt that is a word": (put("spans.0.unsure", "yes"), "spans[0].unsure: "),
    "a decision beyond the text": (put("decisions.0.end", 44), "decisions[0]: 0–44 does not lie in the text of 43"),
    "a decision on no words": (put("decisions.0.end", 0), "decisions[0]: 0–0 is no span"),
    "a decision on what has no id": (put("decisions.0.candidates.0", "a@b"), "decisions[0].candidates[0]: "),
    "a decision of another kind": (put("decisions.0.verdict", "guessed"), "decisions[0].verdict: "),
    "a decision by nobody": (put("decisions.0.by", ""), "decisions[0].by: "),
    "decisions out of order": (lambda m: m["decisions"].reverse(), "decisions are not sorted by place"),
}


@pytest.mark.parametrize("lie", REMARKED_LIES)
def test_a_lie_about_notes_skip_or_doubt_is_told(lie: str, tmp_path: Path) -> None:
    """With the line."""
    change, words = REMARKED_LIES[lie]
    members = json.loads(REMARKED)
    change(members)
    broken = refusal(tmp_path, corpus.sealed(members))
    assert words in broken.reason
    assert broken.line == 1


def test_records_of_another_program_are_read(tmp_path: Path) -> None:
    """With other white space and escapes, as long as the last member is the hash."""
    [record] = records_of(corpus.in_file(tmp_path, told(lambda _: None)))
    assert record.annotated == sample()


def test_the_hash_must_be_the_last_member(tmp_path: Path) -> None:
    """Anywhere else nobody could say what was hashed."""
    members = json.loads(FILE.split(b"\n")[0])
    line = json.dumps({"record_sha256": members.pop("record_sha256")} | members).encode() + b"\n"
    assert "record_sha256 is not the last member" in refusal(tmp_path, line).reason


def test_a_scheme_is_told_once() -> None:
    """In the first line that names it."""
    lines = [json.loads(line) for line in FILE.splitlines()]
    assert [len(line["schemes"]) for line in lines] == [1, 0]
    assert lines[0]["schemes"][0]["fingerprint"] == lines[1]["scheme"]["fingerprint"]


@pytest.mark.parametrize("segments", [(Span(40, 99),), (Span(5, 9), Span(0, 6))])
def test_an_annotation_outside_of_its_text_is_not_written(segments: tuple[Span, ...]) -> None:
    """The error names article and annotation."""
    work = replace(sample(), annotations=(replace(sample().annotations[0], segments=segments),), relations=())
    with pytest.raises(FormatError, match=r"Annotation 0{31}1 of article 001_first cannot be written"):
        corpus.written(work)


def test_a_number_that_json_does_not_have_is_not_written() -> None:
    """NaN is in no standard, and many readers refuse the whole file for it."""
    work = replace(
        sample(), annotations=(replace(sample().annotations[0], attributes={"n": float("nan")}),), relations=()
    )
    with pytest.raises(FormatError, match="its attribute n is nan, which is no number"):
        corpus.written(work)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@settings(in_one_folder, max_examples=200)
@given(data=st.data())
def test_no_value_in_any_member_brings_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    """A record with anything anywhere is read or refused with a sentence."""
    members = json.loads(FILE.split(b"\n")[0])
    inner: Any = members
    while isinstance(inner, dict | list) and inner:
        key = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        if data.draw(st.booleans()):
            break
        outer, inner = inner, inner[key]
    else:
        inner = outer
    inner[key] = data.draw(anything)
    body = json.dumps({key: value for key, value in members.items() if key != "record_sha256"}).encode()
    assert outcome(corpus.in_file(tmp_path, corpus.sealed_body(body))) in (1, "one record")


def outcome(path: Path) -> int | str:
    """The line that is broken, or that there is one record."""
    [one] = jsonl.read(path, Source())
    return one.line if isinstance(one, Broken) else "one record"
