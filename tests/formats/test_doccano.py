"""doccano's files, as its export writes them: one for each user, in UTF-16 units, spans in the order of clicks."""

import json
from pathlib import Path

import pytest

from tests.formats.corpus import in_file
from workbench.formats import Broken, Record, SaidBy, Source, doccano, options

SAMPLE = Path(__file__).parent / "samples" / "doccano"
USUAL = options(doccano.FORMAT, {})


def read(path: Path, source: Source) -> tuple[list[Record], list[str]]:
    """What is taken, and what is told."""
    found = list(doccano.read(path, source))
    return [one for one in found if isinstance(one, Record)], [one.reason for one in found if isinstance(one, Broken)]


def of(folder: Path, *lines: object, **other: str) -> tuple[list[Record], list[str]]:
    content = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    return read(in_file(folder, content.encode()), Source(options(doccano.FORMAT, other), "ann"))


def words(record: Record) -> list[tuple[str, str]]:
    """Labels and the words under them."""
    return [(one.label, one.quote(record.annotated.article.text)) for one in record.annotated.annotations]


def test_the_sample_is_read_by_the_name_of_its_files() -> None:
    """Emoji, a combining mark and CR LF before the spans move none of them."""
    records, told = read(SAMPLE / "admin.jsonl", Source(USUAL, "admin"))
    assert not told
    assert words(records[0]) == [
        ("direct_quote", "“We were told nothing 👩‍👩‍👧,”"),
        ("named source", "Zoe\u0308 Marsh"),
        ("no-comment", "would not comment"),
    ]
    assert words(records[1]) == [("anonymous, several", "Officials familiar with the plan")]
    assert [note.text for note in records[0].annotated.notes] == ["Check the name, please."]
    assert [len(record.annotated.article.paragraphs) for record in records] == [2, 1]


def test_entities_and_relations_are_read() -> None:
    """As a project with relations exports them."""
    [record], told = read(SAMPLE / "bea.jsonl", Source(USUAL, "bea"))
    [link] = record.annotated.relations
    names = {one.id: one.label for one in record.annotated.annotations}
    assert (names[link.from_id], link.type, names[link.to_id]) == ("direct_quote", "said by", "named source")
    assert not told


def test_files_of_several_users_lie_in_a_folder(tmp_path: Path) -> None:
    """The same text is one article there, whatever it is called."""
    records, _ = read(SAMPLE, Source(USUAL, said_by=SaidBy.FOLDER))
    assert {name for record in records for name in record.kinds} == {"doccano"}
    assert len({record.annotated.article.sha256 for record in records}) == 2


def test_offsets_may_be_code_points(tmp_path: Path) -> None:
    """As programs write that know nothing of JavaScript."""
    line = {"text": "👍 yes", "label": [[2, 5, "a"]]}
    assert words(of(tmp_path, line, offsets="code-point")[0][0]) == [("a", "yes")]
    assert of(tmp_path, line)[1] == []
    assert words(of(tmp_path, line)[0][0]) == [("a", "ye")]


BROKEN = {
    "an empty span": ([2, 2, "a"], "label[0]: 2–2 is no span"),
    "one that runs backwards": ([3, 1, "a"], "label[0]: 3–1 is no span"),
    "one past the end": ([0, 7, "a"], "label[0]: 0–7 does not lie in the text of 6 UTF-16 units"),
    "one that divides a character": ([0, 1, "a"], "label[0]: 0–1 begins or ends inside of a character"),
    "one without words": ([2, 3, "a"], "'a' has no words"),
    "a label without a name": ([0, 2, " "], "the label has no name"),
    "an offset that is a word": (["0", 2, "a"], "label[0]: start is no whole number"),
    "a yes for an offset": ([True, 2, "a"], "label[0]: start is no whole number"),
    "two of three": ([0, 2], "label[0]: label[0] is no object"),
    "null": (None, "label[0]: label[0] is no object"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_span_that_cannot_be_is_named_and_the_others_are_taken(case: str, tmp_path: Path) -> None:
    """With its place in the line."""
    span, sentence = BROKEN[case]
    [record], told = of(tmp_path, {"text": "👍 yes", "label": [span, [3, 6, "b"]]})
    assert told == [sentence]
    assert words(record) == [("b", "yes")]


def test_a_span_that_is_given_twice_is_taken_once(tmp_path: Path) -> None:
    """And told."""
    [record], told = of(tmp_path, {"text": "yes", "label": [[0, 3, "a"], [0, 3, "a"]]})
    assert words(record) == [("a", "yes")]
    assert told == ["'a' on the same words, with the same values, was given before"]


def test_lines_that_are_no_tasks_are_named(tmp_path: Path) -> None:
    """Each, and those between are read."""
    records, told = of(
        tmp_path, {"label": []}, {"text": 5}, {"text": " \n"}, {"text": "yes", "label": "x"}, {"text": "no"}
    )
    assert told == ["text is missing", "text is no text", "the text has no words", "label is no list"]
    assert [record.annotated.article.text for record in records] == ["no"]
