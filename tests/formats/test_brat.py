"""brat standoff: what brat writes is read, what is written is what brat opens, and no wrong offset passes for right."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import annotation, article, note, relation, skip
from tests.formats.corpus import Folder, header
from workbench.errors import FormatError
from workbench.formats import Broken, Header, Record, SaidBy, SchemeText, Source, brat, brat_lines, brat_plain
from workbench.model import Annotated, Kind

SAMPLE = Path(__file__).parent / "samples" / "brat"
FOLDER = {"layout": "folder"}
ANN = Source(FOLDER, "ann")


def found(path: Path, source: Source = ANN) -> tuple[list[Record], list[Broken]]:
    """The records, and what is broken."""
    every = list(brat.read(path, source))
    return [one for one in every if isinstance(one, Record)], [one for one in every if isinstance(one, Broken)]


def pair(folder: Path, text: str | bytes, *lines: str, name: str = "doc") -> Path:
    """A pair of files; each line gets its end."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())
    return folder


def told(folder: Path, text: str, *lines: str) -> tuple[Annotated, list[str]]:
    """What a pair of files tells, and what is wrong with it, with line numbers."""
    [record], broken = found(pair(folder, text, *lines))
    return record.annotated, [f"{one.line}: {one.reason}" for one in broken]


def marked(work: Annotated) -> list[tuple[str, str]]:
    return [(one.label, one.quote(work.article.text)) for one in work.annotations]


def linked(work: Annotated) -> set[tuple[str, str, str]]:
    words = {one.id: one.quote(work.article.text) for one in work.annotations}
    return {(one.type, words[one.from_id], words[one.to_id]) for one in work.relations}


# What brat writes


def test_the_sample_is_read_as_its_annotators_meant_it() -> None:
    """Made by hand after the documentation; Ben's file counts UTF-16 units and ends its lines with CR LF."""
    records, broken = found(SAMPLE, Source(FOLDER, said_by=SaidBy.FOLDER))
    assert broken == []
    assert [(one.annotated.article.id, *one.kinds) for one in records] == [
        ("harbour", "ada"),
        ("harbour", "ben"),
        ("weather", "ada"),
    ]
    ada, ben, weather = (one.annotated for one in records)
    assert ada.article.text == ben.article.text
    assert ada.article.text.count("\r\n") == 4
    assert marked(ada) == [
        ("organisation", "Harbour"),
        ("organisation", "council"),
        ("direct_quote", "“We will not close it,”"),
        ("person", "mayor Léa Roy"),
        ("Say", "said"),
        ("claim", "the plan costly … late"),
        ("place", "Port Cafe\u0301 Bay"),
    ]
    assert linked(ada) == {
        ("Speaker", "said", "mayor Léa Roy"),
        ("Message", "said", "“We will not close it,”"),
        ("about", "“We will not close it,”", "Harbour"),
        ("Equiv", "Port Cafe\u0301 Bay", "Harbour"),
    }
    assert [dict(one.attributes) for one in ada.annotations if one.attributes] == [
        {"form": "full"},
        {"Reference": "Wikidata:Q42 Léa Roy"},
        {"Hedged": True},
    ]
    assert [one.comment for one in ada.annotations if one.comment] == ["who said so?"]
    assert marked(ben) == [("direct_quote", "“We will not close it,”"), ("named source, person", "mayor Léa Roy")]
    assert linked(ben) == {("said-by", "“We will not close it,”", "mayor Léa Roy")}
    assert weather.annotations == ()


def test_files_of_the_tool_that_are_no_data_are_left_alone(tmp_path: Path) -> None:
    """Settings, statistics, hidden files and copies of an editor."""
    pair(tmp_path, "One two.", "T1\ta 0 3\tOne")
    for name in ("annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf", ".stats_cache", "doc.ann~"):
        (tmp_path / name).write_bytes(b"\xff")
    pair(tmp_path / ".git", "x")
    records, broken = found(tmp_path)
    assert (len(records), broken) == (1, [])


@pytest.mark.parametrize("given", ["doc.ann", "doc.txt"])
def test_one_file_is_read_with_its_partner(given: str, tmp_path: Path) -> None:
    """And without the others of its folder."""
    pair(pair(tmp_path, "One two.", "T1\ta 0 3\tOne"), "Three.", name="other")
    [record], broken = found(tmp_path / given)
    assert (marked(record.annotated), broken) == ([("a", "One")], [])


def test_a_text_without_annotations_is_an_article_that_nobody_has_finished(tmp_path: Path) -> None:
    """An empty .ann file says that somebody looked at it."""
    (tmp_path / "alone.txt").write_bytes(b"One two.")
    pair(tmp_path, "Three four.", name="empty")
    records, broken = found(tmp_path)
    assert [(one.annotated.article.id, one.finished) for one in records] == [("alone", set()), ("empty", {"ann"})]
    assert broken == []


def test_annotators_may_stand_at_the_end_of_names_with_a_text_each_or_one_for_all(tmp_path: Path) -> None:
    """`doc_ada.txt` goes before `doc.txt`."""
    pair(tmp_path, "One two.", "T1\ta 0 3\tOne", name="doc_ada")
    (tmp_path / "doc_ada.txt").rename(tmp_path / "doc.txt")
    (tmp_path / "doc_ben.ann").write_bytes(b"T1\tb 4 7\ttwo\n")
    pair(tmp_path, "Three.", "T1\tc 0 5\tThree", name="other_ben")
    records, broken = found(tmp_path, Source(FOLDER, said_by=SaidBy.SUFFIX))
    assert [(one.annotated.article.id, *one.kinds, marked(one.annotated)) for one in records] == [
        ("doc", "ada", [("a", "One")]),
        ("doc", "ben", [("b", "two")]),
        ("other", "ben", [("c", "Three")]),
    ]
    assert broken == []


def test_the_same_text_under_two_names_is_read_twice(tmp_path: Path) -> None:
    """Which articles are the same is not for the reader to say."""
    pair(tmp_path / "ada", "One two.", "T1\ta 0 3\tOne", name="first")
    pair(tmp_path / "ben", "One two.", "T1\ta 0 3\tOne", name="erster")
    records, _ = found(tmp_path, Source(FOLDER, said_by=SaidBy.FOLDER))
    assert [(one.annotated.article.id, *one.kinds) for one in records] == [("erster", "ben"), ("first", "ada")]


def test_nobody_says_who_annotated(tmp_path: Path) -> None:
    """Then nothing is read."""
    pair(tmp_path, "One two.", "T1\ta 0 3\tOne")
    with pytest.raises(FormatError, match="does not say who annotated"):
        found(tmp_path, Source(FOLDER))


# Offsets

HARD = "\ufeffA 👩‍👩‍👧 e\u0301 B.\r\nC 𝒜\rD said so.\r\nE"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (HARD.index("said"), HARD.index("said") + 4),
        (HARD.index("said") - 1, HARD.index("said") + 3),
        (HARD.index("said") + 4, HARD.index("said") + 8),
        (len(HARD[: HARD.index("said")].encode()), len(HARD[: HARD.index("said")].encode()) + 4),
        (HARD.index("said") - 2, HARD.index("said") + 2),
    ],
    ids=["code points", "no mark, or folded lines", "UTF-16", "bytes", "folded lines and no mark"],
)
def test_the_words_tell_what_offsets_count(start: int, end: int, tmp_path: Path) -> None:
    """After astral and combining characters, a byte-order mark, CR LF and a lone CR."""
    work, broken = told(tmp_path, HARD, f"T1\ta {start} {end}\tsaid")
    assert work.article.text == HARD
    assert (marked(work), broken) == ([("a", "said")], [])


def test_pieces_tell_it_too(tmp_path: Path) -> None:
    """brat divides what runs over a line end, so there may be nothing else."""
    work, broken = told(tmp_path, "👩 One\ntwo three", "T1\ta 3 6;11 16\tOne three")
    assert (marked(work), broken) == ([("a", "One … three")], [])


def test_wrong_words_are_no_annotation(tmp_path: Path) -> None:
    """The sentence tells both; the rest is taken."""
    work, broken = told(tmp_path, "One two three.", "T1\ta 0 3\tOne", "T2\ta 4 7\tTwo", "T3\ta 8 13\tthree")
    assert marked(work) == [("a", "One"), ("a", "three")]
    assert broken == ["2: T2: at 4–7 stands “two”, not “Two”"]


def test_words_that_broke_the_line_are_put_together(tmp_path: Path) -> None:
    """Where they then stand in the text; anything else in that place is told."""
    work, broken = told(
        tmp_path,
        "One\r\n\r\ntwo three.\nFour\nfive",
        "T1\ta 0 10\tOne",
        "",
        "two",
        "stray",
        "",
        "T2\tb 18 27\tFour",
        "five",
        "R1\tr Arg1:T1 Arg2:T2",
        "stray",
        "T3\tc 11 16\tthree",
        "stray",
    )
    assert marked(work) == [("a", "One\r\n\r\ntwo"), ("c", "three"), ("b", "Four\nfive")]
    assert [one.partition(":")[0] for one in broken] == ["4", "9", "11"]


def test_labels_of_other_tools_may_hold_anything(tmp_path: Path) -> None:
    """Spaces, commas, hyphens, digits: a line is read from its right."""
    labels = ["named source", "a, b", "half-true", "top 5 9", "b;0 2", "Größe"]
    lines = [f"T{number}\t{label} 0 3\tOne" for number, label in enumerate(labels)]
    work, broken = told(tmp_path, "One two.", *lines, "T9\tlast one 0 3;4 7\tOne two")
    assert sorted(label for label, _ in marked(work)) == sorted([*labels, "last one"])
    assert broken == []


def test_pieces_may_be_out_of_order_touch_or_be_joined_without_a_space(tmp_path: Path) -> None:
    """As old versions of brat joined them."""
    work, broken = told(
        tmp_path, "One two three.", "T1\ta 8 13;0 3\tthree One", "T2\tb 0 3;4 7\tOnetwo", "T3\tc 0 2;2 3\tOn e"
    )
    assert [(one.label, one.quote(work.article.text)) for one in work.annotations] == [
        ("a", "One … three"),
        ("b", "One two"),
        ("c", "One"),
    ]
    assert broken == []


# The other kinds of lines


def test_events_are_relations_from_their_triggers(tmp_path: Path) -> None:
    """A number only tells roles apart, and an event that is an argument is its trigger."""
    work, broken = told(
        tmp_path,
        "One two three four.",
        "E1\tSay:T1 Theme:T2 Theme2:T3",
        "E2\tDeny:T4 Of:E1",
        "T1\tSay 0 3\tOne",
        "T2\ta 4 7\ttwo",
        "T3\ta 8 13\tthree",
        "T4\tDeny 14 18\tfour",
        "M1\tNegation E2",
        "E3\tSay:T4",
        "E4\tSay:T9 Theme:T1",
    )
    assert linked(work) == {("Theme", "One", "two"), ("Theme", "One", "three"), ("Of", "four", "One")}
    assert [(one.label, dict(one.attributes)) for one in work.annotations if one.attributes] == [
        ("Deny", {"Negation": True})
    ]
    assert broken == [
        "8: E3: its trigger T4 is no annotation 'Say'",
        "9: E4: its trigger T9 is no annotation 'Say'",
        "9: the relation 'Theme' has an end that was not taken: E4",
    ]


def test_equivalent_annotations_are_linked_to_the_first(tmp_path: Path) -> None:
    """Under the type that is written."""
    lines = ["T1\ta 0 3\tOne", "T2\ta 4 7\ttwo", "T3\ta 8 13\tthree", "*\tSame T1 T2 T3"]
    work, broken = told(tmp_path, "One two three.", *lines)
    assert linked(work) == {("Same", "two", "One"), ("Same", "three", "One")}
    assert broken == []


def test_attributes_notes_and_references_go_to_their_annotation(tmp_path: Path) -> None:
    """Values with spaces, the same name again, and BioNLP's own way to refer, among them."""
    work, broken = told(
        tmp_path,
        "One two.",
        "T1\ta 0 3\tOne",
        "A1\tform T1 half true",
        "A2\tsure T1",
        "A3\tverb T1 said",
        "A4\tverb T1 knew",
        "N1\tReference Annotation:T1 Referent:Wiki:1",
        "N2\tReference T1 Wiki:2\tTwo",
        "#1\tAnnotatorNotes T1\twho?",
        "#2\tAnnotatorNotes T1\t and\ttabs ",
        "#3\tAnnotationUnconfirmed T1\t",
    )
    [one] = work.annotations
    assert one.attributes == {
        "form": "half true",
        "sure": True,
        "verb": ("said", "knew"),
        "Reference": ("Wiki:1", "Wiki:2 Two"),
    }
    assert (one.comment, one.unsure, broken) == ("who?\n and\ttabs ", True, [])


HOSTILE = {
    "empty": ("T2\ta 2 2\t", "T2: 2–2 is no span"),
    "backwards": ("T2\ta 3 0\tOne", "T2: 3–0 is no span"),
    "before the text": ("T2\ta -3 3\tOne", "T2: -3–3 is no span"),
    "past the end": ("T2\ta 4 99\ttwo.", "T2: 4–99 does not lie in the text"),
    "beyond all numbers": (f"T2\ta 0 {'9' * 5000}\tOne", "T2: is not as in 'Type 0 5;16 23'"),
    "beyond most numbers": (f"T2\ta 0 {'9' * 500}\tOne", "does not lie in the text"),
    "without offsets": ("T2\ta\tOne", "T2: is not as in"),
    "without a label": ("T2\t 0 3\tOne", "the label has no name"),
    "white space alone": ("T2\ta 3 4\t ", "'a' has no words"),
    "an id twice": ("T1\ta 4 7\ttwo", "T1: was given before"),
    "the same annotation twice": ("T2\ta 0 3\tOne", "was given before"),
    "spaces for tabs": ("T2 a 0 3 One", "begins with no id"),
    "a relation of one": ("R1\tr Arg1:T1", "R1: is not as in"),
    "a relation of three": ("R1\tr a:T1 b:T1 c:T1", "R1: is not as in"),
    "a relation without roles": ("R1\tr T1 T1", "R1: 'T1' is not as in 'Role:T1'"),
    "a relation to nothing": ("R1\tr Arg1:T1 Arg2:T9", "has an end that was not taken: T9"),
    "an event without a trigger": ("E1\tSay Theme:T1", "E1: 'Say' is not as in"),
    "an event of nothing": ("E1\t", "E1: '' is not as in"),
    "an equivalence of one": ("*\tEquiv T1", "*: is not as in"),
    "an attribute of nothing": ("A1\tform", "A1: is not as in"),
    "an attribute of a relation": ("A1\tform R1 full", "'form' is told of R1, which is no annotation"),
    "a note on a relation": ("#1\tAnnotatorNotes R1\twhy?", "a note is on R1, which is no annotation"),
    "a note of another kind": ("#1\tAnnotationError T1\twrong", "the kind 'AnnotationError' has no place"),
    "a reference to nothing": ("N1\tReference T1\tOne", "N1: is not as in"),
    "an id of no kind": ("X1\ta 0 3\tOne", "begins with no id"),
    "NUL": ("T2\ta\0 4 7\ttwo", "U+0000"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_line_that_cannot_be_taken_is_told_and_the_rest_is_taken(what: str, tmp_path: Path) -> None:
    """With its number."""
    line, reason = HOSTILE[what]
    work, broken = told(tmp_path, "One two.", "T1\ta 0 3\tOne", line, "T3\tb 4 7\ttwo")
    assert marked(work) == [("a", "One"), ("b", "two")]
    assert len(broken) == 1
    assert broken[0].startswith("2: ")
    assert reason in broken[0]


FILES = {
    "no text": ({"doc.ann": b""}, "there is no text doc.txt beside it"),
    "a text that is not UTF-8": ({"doc.ann": b"", "doc.txt": b"\xff"}, "is not UTF-8: byte 1"),
    "annotations that are not UTF-8": ({"doc.ann": b"T1\t\xff", "doc.txt": b"One"}, "is not UTF-8: byte 4"),
    "a text without words": ({"doc.ann": b"", "doc.txt": b"\xef\xbb\xbf\r\n"}, "the text has no words"),
    "a lone text without words": ({"doc.txt": b""}, "the text has no words"),
    "a text with NUL": ({"doc.txt": b"One\0"}, "U+0000"),
    "annotations in parts": ({"doc.a1": b"", "doc.txt": b"One"}, "put them all into one .ann file"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_cannot_be_taken_is_told_and_the_rest_is_taken(what: str, tmp_path: Path) -> None:
    """In a sentence that goes on after the file's name."""
    contents, reason = FILES[what]
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    records, broken = found(pair(tmp_path, "Two.", name="good"))
    assert [one.annotated.article.id for one in records] == ["good"]
    assert [reason in one.reason for one in broken] == [True]


@pytest.mark.parametrize("name", ["missing", "other.csv", "empty"])
def test_what_holds_no_such_file_cannot_be_read(name: str, tmp_path: Path) -> None:
    """Neither nothing, nor another kind of file, nor an empty folder."""
    (tmp_path / "other.csv").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatError):
        found(tmp_path / name)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=200, deadline=None
)
@given(
    lines=st.lists(
        st.lists(st.sampled_from([*"TREAMN#*1 2\t:;", "T1", "E1", "0 3", "\tOne", "Arg1:T1", "_x0041_"]), max_size=9)
        .map("".join)
        .filter(bool),
        max_size=6,
    )
)
def test_no_lines_bring_the_reader_down(lines: list[str], tmp_path: Path) -> None:
    """A pair of files is one record, whatever stands in it."""
    records, _ = found(pair(tmp_path, "One two.", *lines))
    assert len(records) == 1


PLAIN = [
    "T1\tcue 0 3\tOne",
    "T2\t_x0041_b 4 7\ttwo",
    "T3\tcue 0 3;8 13\tOne three",
    "R1\tfollows Arg1:T1 Arg2:T2",
    "A1\tstrength T1 very_x0020_weak",
    "A2\tnegated T2",
    "#1\tAnnotatorNotes T1\tperhaps _x0009_ not",
    "#2\tAnnotationUnconfirmed T3\t",
]


def test_a_file_as_brat_writes_it_is_read_in_one_pass() -> None:
    """Or a large corpus would take twice as long, and nobody would see why."""
    content = "".join(f"{line}\n" for line in PLAIN)
    plain = brat_plain.plainly_told(content, "One two three.")
    assert plain is not None
    assert len(plain.marks) == 3
    assert plain == brat_lines.told(content, "One two three.")


@settings(max_examples=400, deadline=None)
@given(
    lines=st.lists(st.sampled_from(PLAIN), max_size=9),
    gone=st.tuples(st.integers(min_value=0, max_value=200), st.integers(min_value=0, max_value=3)),
    new=st.text(st.sampled_from("T1RA#;9- \t\n\r\0\x0b\xa0\u0663x:\ufeff"), max_size=3),
    end=st.sampled_from(["", "\n", "\r\n"]),
    text=st.sampled_from(["One two three.", "One  two three.", "\ufeffOne two three.", "One", "One two🐙three."]),
)
def test_one_pass_tells_what_the_reader_of_any_file_tells(
    lines: list[str], gone: tuple[int, int], new: str, end: str, text: str
) -> None:
    """Files of plain lines with some characters in one place taken away and others put there."""
    content = "\n".join(lines) + end
    at, number = gone
    content = content[:at] + new + content[at + number :]
    plain = brat_plain.plainly_told(content, text)
    assert plain is None or plain == brat_lines.told(content, text)


# What is written

HARD_NAME = "Éva_1 🐙"


def sample() -> Annotated:
    """An annotation over a line end, one that is unsure, a relation, a note and a skip; by ann."""
    text = "“We\tknew,” she\r\n\r\n  said\u2028so.\nNobody asked."
    quote = annotation(
        (0, 24),
        label="named source",
        comment="a\tb\nc",
        attributes={"sure": True, "n": 3, "speech mode": "half, true", "empty": "", "verbs": ("a", "b"), "said": False},
    )
    nobody = annotation((29, 35), label="Größe", unsure=True)
    return Annotated(
        article("a b", text, metadata={"outlet": "Times"}),
        (quote, nobody),
        (relation(quote, nobody, "who: what"),),
        notes=(note("all"),),
        skips=(skip("no news"),),
    )


def written(folder: Path, work: Annotated, layout: str = "folder", told: Header | None = None) -> dict[str, str]:
    """What is in the files."""
    told = told or header()
    told = replace(told, kinds={**told.kinds, HARD_NAME: Kind.PERSON})
    brat.write(Folder(folder), told, [work], {"layout": layout})
    return {one.relative_to(folder).as_posix(): one.read_bytes().decode() for one in folder.rglob("*") if one.is_file()}


def test_files_are_written_as_brat_writes_them(tmp_path: Path) -> None:
    """No piece has in it what Python takes for a line end; what is no type of brat is escaped."""
    files = written(tmp_path, sample())
    assert files["ann/a%20b.txt"] == sample().article.text
    assert files["ann/a%20b.ann"].split("\n") == [
        "T1\tnamed_x0020_source 0 14;20 24\t“We\tknew,” she said",
        "T2\tGr_x00F6__x00DF_e 29 35\tNobody",
        "R1\twho_x003A__x0020_what Arg1:T1 Arg2:T2",
        "A1\tsure T1",
        "A2\tn T1 3",
        "A3\tspeech_x0020_mode T1 half_x002C__x0020_true",
        "A4\tempty T1 _x0000_",
        "A5\tverbs T1 a_x0020__x007C__x0020_b",
        "A6\tsaid T1 no",
        "#1\tAnnotatorNotes T1\ta_x0009_b_x000A_c",
        "#2\tAnnotationUnconfirmed T2\t",
        "",
    ]


def test_brat_is_told_its_types(tmp_path: Path) -> None:
    """Those of the scheme as a tree, then those in use; and how to show them."""
    scheme = (
        "scheme: test\nversion: 1\nlabels:\n  quote:\n    colour: '#279beb'\n"
        "  direct quote:\n    colour: '#806cff'\n    parent: quote\n"
        "    attributes:\n      form:\n        values: [full, in part]\n"
    )
    text = SchemeText("0" * 16, "test", scheme)
    files = written(tmp_path, sample(), told=replace(header(), scheme=text))
    assert files["annotation.conf"].split("\n") == [
        "[entities]",
        "quote",
        "\tdirect_x0020_quote",
        "named_x0020_source",
        "Gr_x00F6__x00DF_e",
        "",
        "[relations]",
        "who_x003A__x0020_what\tArg1:<ENTITY>, Arg2:<ENTITY>",
        "",
        "[events]",
        "",
        "[attributes]",
        "form\tArg:<ENTITY>, Value:full|in_x0020_part",
        "sure\tArg:<ENTITY>",
        "n\tArg:<ENTITY>, Value:3",
        "speech_x0020_mode\tArg:<ENTITY>, Value:half_x002C__x0020_true",
        "empty\tArg:<ENTITY>, Value:_x0000_",
        "verbs\tArg:<ENTITY>, Value:a_x0020__x007C__x0020_b",
        "said\tArg:<ENTITY>, Value:no",
        "",
    ]
    assert "direct_x0020_quote | direct quote\n" in files["visual.conf"]
    assert "direct_x0020_quote\tbgColor:#806cff\n" in files["visual.conf"]


def test_what_brat_has_no_place_for_stands_beside(tmp_path: Path) -> None:
    """One line of JSON per file of annotations."""
    [line] = written(tmp_path, sample())["workbench.jsonl"].splitlines()
    assert json.loads(line) == {
        "file": "ann/a%20b.ann",
        "annotator": "ann",
        "kind": "person",
        "id": "a b",
        "title": "A B",
        "metadata": {"outlet": "Times"},
        "notes": ["all"],
        "skipped": "no news",
        "finished": False,
    }


@pytest.mark.parametrize("layout", ["folder", "suffix"])
def test_a_folder_of_ours_tells_who_annotated(layout: str, tmp_path: Path) -> None:
    """Also a machine, also somebody with a difficult name, also from one file of it."""
    work = Annotated(article(), (annotation(annotator=HARD_NAME), annotation(annotator="model")))
    written(tmp_path, work, layout)
    records, broken = found(tmp_path, Source(FOLDER))
    assert sorted((who, kind) for one in records for who, kind in one.kinds.items()) == [
        ("model", Kind.MACHINE),
        (HARD_NAME, Kind.PERSON),
    ]
    assert {one.annotated.article.title for one in records} == {"001_First"}
    assert broken == []
    [alone], _ = found(records[0].path, Source(FOLDER))
    assert alone == records[0]


@pytest.mark.parametrize(("layout", "said_by"), [("folder", SaidBy.FOLDER), ("suffix", SaidBy.SUFFIX)])
def test_without_that_file_the_names_tell(layout: str, said_by: SaidBy, tmp_path: Path) -> None:
    """Escapes in them are undone."""
    work = Annotated(article(), (annotation(annotator=HARD_NAME),))
    written(tmp_path, work, layout)
    (tmp_path / "workbench.jsonl").unlink()
    [record], broken = found(tmp_path, Source(FOLDER, said_by=said_by))
    assert (record.annotated.article.id, *record.kinds, broken) == ("001_first", HARD_NAME, [])


def test_a_text_that_annotators_share_is_written_once(tmp_path: Path) -> None:
    """In the layout that says so."""
    work = Annotated(article(), (annotation(annotator="ann"), annotation(annotator="bob")))
    assert {name for name in written(tmp_path, work, "suffix") if not name.endswith(".conf")} == {
        "001_first.txt",
        "001_first_ann.ann",
        "001_first_bob.ann",
        "workbench.jsonl",
    }


LIES = {
    "no JSON": b"{",
    "no name": b'{"file":"doc.ann","annotator":" ","id":"doc"}',
    "a number for a name": b'{"file":"doc.ann","annotator":1,"id":"doc"}',
    "no file": b'{"annotator":"ann","id":"doc"}',
    "no such kind": b'{"file":"doc.ann","annotator":"ann","id":"doc","kind":"god"}',
    "metadata in a list": b'{"file":"doc.ann","annotator":"ann","id":"doc","metadata":[1]}',
    "deep metadata": b'{"file":"doc.ann","annotator":"ann","id":"doc","metadata":' + b"[" * 100_000,
}


@pytest.mark.parametrize("lie", LIES)
def test_a_broken_line_beside_is_told_and_the_pair_is_read_by_its_names(lie: str, tmp_path: Path) -> None:
    """Nothing else depends on it."""
    pair(tmp_path, "One two.", "T1\ta 0 3\tOne")
    (tmp_path / "workbench.jsonl").write_bytes(LIES[lie])
    [record], [broken] = found(tmp_path)
    assert (broken.path.name, broken.line) == ("workbench.jsonl", 1)
    assert (*record.kinds, marked(record.annotated)) == ("ann", [("a", "One")])


@given(name=st.text(st.sampled_from("_x0041FfD8é |,"), max_size=14) | st.text(st.characters(codec="utf-8")))
def test_any_name_comes_back_from_its_escapes(name: str) -> None:
    """Also one that looks like an escape."""
    work = Annotated(article(), (annotation(label=name or "x", attributes={name: name}, comment=name),))
    if "\0" in name:
        return
    [mark] = brat_lines.told(brat_lines.standoff(work), work.article.text).marks
    assert (mark.label, dict(mark.attributes), mark.comment) == (name or "x", {name: name}, name)


@pytest.mark.parametrize("name", ["_xD800_", "_x110000_", "_x41_", "a_x_b"])
def test_what_is_no_character_is_no_escape(name: str, tmp_path: Path) -> None:
    """A label of another tool stays what it is."""
    work, broken = told(tmp_path, "One two.", f"T1\t{name} 0 3\tOne")
    assert (marked(work), broken) == ([(name, "One")], [])
