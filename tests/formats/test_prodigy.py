"""Prodigy's lines: what it stores is read, what is written can be shown in it, and no line brings the reader down."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tests.factories import annotation, article, read, relation, skip
from tests.formats.corpus import Folder, exchanged, header
from workbench.errors import FormatError
from workbench.formats import Broken, Record, Source, prodigy
from workbench.model import Annotated, Kind

SAMPLE = Path(__file__).parent / "samples" / "prodigy" / "answers.jsonl"
TEXT = "“We knew 👍🏽,” Zoe\u0308 said."
KNEW = {"start": 1, "end": 12, "label": "quote"}
ZOE = {"start": 14, "end": 18, "label": "source", "token_start": 5, "token_end": 5}

in_one_folder = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def found(path: Path, annotator: str = "ann") -> tuple[list[Record], list[str]]:
    """The records of a file, and the reasons of what is broken in it."""
    given_back = list(prodigy.read(path, Source({}, annotator)))
    return (
        [one for one in given_back if isinstance(one, Record)],
        [one.reason for one in given_back if isinstance(one, Broken)],
    )


def told(folder: Path, *lines: dict[str, Any]) -> tuple[list[Record], list[str]]:
    """The same of a file with these lines; each has the text where it says no other."""
    path = folder / "told.jsonl"
    path.write_text("".join(f"{json.dumps({'text': TEXT, **line})}\n" for line in lines), "utf-8")
    return found(path)


def labelled(record: Record) -> list[tuple[str, str]]:
    return [(one.label, one.quote(record.annotated.article.text)) for one in record.annotated.annotations]


def ends(record: Record) -> list[tuple[str, str, str]]:
    """The relations: the label where each starts, its type, and the label where it ends."""
    labels = {one.id: one.label for one in record.annotated.annotations}
    return [(labels[one.from_id], one.type, labels[one.to_id]) for one in record.annotated.relations]


def written(folder: Path, *articles: Annotated) -> list[dict[str, Any]]:
    """The members of the lines of these articles."""
    target = Folder(folder / "out.jsonl")
    target.path.unlink(missing_ok=True)
    prodigy.write(target, header(), articles, {})
    return [json.loads(line) for line in target.path.read_bytes().split(b"\n")[:-1]]


def test_what_prodigy_stored_is_read() -> None:
    """The sample follows the documented format; its tokens are spaCy's, as Prodigy's are."""
    [flood, same, council, advert], _ = found(SAMPLE)
    assert labelled(flood) == [
        ("direct_quote", "“The river rose by 2\u00a0m,”"),
        ("named_source", "mayor Zoe\u0308 Marsh"),
        ("claim", "old dam"),
    ]
    assert ends(flood) == [("direct_quote", "said_by", "named_source")]
    assert flood.annotated.annotations[2].attributes == {"certainty": "high"}
    assert [one.text for one in flood.annotated.notes] == ["Is the dam meant?"]
    assert "\r\n\r\n" in flood.annotated.article.text
    assert flood.annotated.article.metadata == {"outlet": "The Daily Marsh", "words": "14"}
    assert (flood.annotated.article.id, flood.annotated.article.title) == ("flood", "The flood")
    assert flood.finished == {"news-ann"}
    assert same.annotated.article == flood.annotated.article
    assert labelled(same) == [("claim", "She blamed the old dam.")]
    assert same.kinds == {"news-bob": Kind.PERSON}
    assert (council.annotated.article.id, advert.annotated.article.id) == ("council", "answers-4")
    assert list(advert.kinds) == ["ann"]


def test_what_was_rejected_or_ignored_is_a_skip_and_no_empty_gold() -> None:
    """Nobody has read such a text for what is not in it."""
    [_, _, council, advert], reasons = found(SAMPLE)
    assert [one.reason for one in council.annotated.skips] == ["rejected in Prodigy"]
    assert [one.reason for one in advert.annotated.skips] == ["ignored in Prodigy"]
    assert not council.annotated.annotations
    assert not council.finished | advert.finished
    assert reasons == ["the text was rejected in Prodigy, so its spans and relations are not taken"]


def test_without_an_answer_the_work_is_open(tmp_path: Path) -> None:
    """As in a file that Prodigy has yet to show."""
    [record], _ = told(tmp_path, {"spans": [KNEW]})
    assert not record.finished
    assert labelled(record) == [("quote", "We knew 👍🏽,")]


def test_offsets_count_code_points(tmp_path: Path) -> None:
    """Behind an emoji of two and a letter with a combining mark."""
    [record], reasons = told(tmp_path, {"spans": [KNEW, ZOE], "answer": "accept"})
    assert labelled(record) == [("quote", "We knew 👍🏽,"), ("source", "Zoe\u0308")]
    assert not reasons


def test_offsets_in_utf_16_are_known_by_the_words(tmp_path: Path) -> None:
    """Another program may have made the tokens; nothing but they and the spans say so."""
    tokens = [{"text": "Zoe\u0308", "start": 16, "end": 20, "id": 0, "ws": True}]
    [record], reasons = told(tmp_path, {"tokens": tokens, "spans": [{**ZOE, "start": 16, "end": 20}]})
    assert labelled(record) == [("source", "Zoe\u0308")]
    assert not reasons


def test_wrong_tokens_are_told_and_spans_are_taken_by_their_offsets(tmp_path: Path) -> None:
    """The offsets hold; what somebody saw on the screen is another question."""
    tokens = [{"text": "Zoe\u0308", "start": 14, "end": 18}, {"text": "sad", "start": 19, "end": 23}, {"text": "!"}]
    [record], reasons = told(tmp_path, {"tokens": tokens, "spans": [ZOE]})
    assert labelled(record) == [("source", "Zoe\u0308")]
    assert reasons == ["2 of 3 tokens are not what the text has there"]


def test_nobody_is_named_where_a_session_has_no_name(tmp_path: Path) -> None:
    """Prodigy calls it by the time then; a name in either member is one."""
    unnamed = "2026-11-22_10-31-07"
    records, _ = told(
        tmp_path,
        {"_annotator_id": unnamed, "_session_id": unnamed},
        {"_annotator_id": None, "_session_id": "news-bob"},
        {"_annotator_id": 7},
    )
    assert [list(record.kinds) for record in records] == [["ann"], ["news-bob"], ["7"]]
    with pytest.raises(FormatError, match="does not say who annotated"):
        found(tmp_path / "told.jsonl", "")


SPANS = {
    "twice": (KNEW, "'quote' on the same words, with the same values, was given before"),
    "empty": ({**KNEW, "end": 1}, "spans[1]: 1–1 is no span"),
    "backwards": ({**KNEW, "start": 4, "end": 2}, "spans[1]: 4–2 is no span"),
    "past the end": ({**KNEW, "end": 99}, f"spans[1]: 1–99 does not lie in the text of {len(TEXT)} code points"),
    "of a huge number": ({**KNEW, "end": 10**400}, f"spans[1]: 1–{10**400} does not lie in the text"),
    "of a blank": ({**KNEW, "start": 3, "end": 4}, "'quote' has no words"),
    "of other words": ({**KNEW, "text": "They knew"}, "spans[1]: the text has other words at 1–12 than “They knew”"),
    "a rejected one": ({**KNEW, "answer": "reject"}, "spans[1]: the span was rejected in Prodigy"),
    "no label": ({"start": 1, "end": 3}, "spans[1]: label is missing"),
    "an empty label": ({**KNEW, "label": " "}, "the label has no name"),
    "a label that is none": ({**KNEW, "label": None}, "spans[1]: label is no text"),
    "half an offset": ({**KNEW, "start": 1.5}, "spans[1]: start is no whole number"),
    "no object": ([1, 3, "quote"], "spans[1]: the span is no object"),
}


@pytest.mark.parametrize("case", SPANS)
def test_a_wrong_span_is_told_and_the_others_are_taken(case: str, tmp_path: Path) -> None:
    """With its place among them."""
    span, words = SPANS[case]
    [record], [reason] = told(tmp_path, {"spans": [KNEW, span, ZOE], "answer": "accept"})
    assert words in reason
    assert labelled(record) == [("quote", "We knew 👍🏽,"), ("source", "Zoe\u0308")]


def test_what_else_a_span_says_is_an_attribute(tmp_path: Path) -> None:
    """But for the numbers and colours of recipes; a score of another scale is one, and what cannot be one is told."""
    more = {"score": 7.5, "certain": True, "color": "#fff", "pattern": 12, "box": {"x": 1}, "comment": "who?"}
    [record], reasons = told(tmp_path, {"spans": [{**KNEW, **more, "attributes": {"verbs": ["said", "knew"]}}]})
    [one] = record.annotated.annotations
    assert one.attributes == {"score": 7.5, "certain": True, "verbs": ("said", "knew")}
    assert (one.score, one.comment) == (None, "who?")
    assert reasons == ["spans[0]: box is neither text, a number, true, false nor a list of texts"]


def linking(**members: object) -> dict[str, Any]:
    """A line with two spans and this relation between them."""
    return {"spans": [KNEW, ZOE], "relations": [{"label": "said_by", **members}]}


def test_a_relation_finds_its_spans(tmp_path: Path) -> None:
    """By what it tells of them, else by the number of the last token."""
    [record], reasons = told(tmp_path, linking(head=9, child=5, head_span=KNEW, color="#fff"))
    assert ends(record) == [("quote", "said_by", "source")]
    assert not reasons


RELATIONS = {
    "between tokens": (linking(head=0, child=5), "its head is a token that is no span, or none at all"),
    "to a token that is told": (
        linking(head_span=KNEW, child_span={"start": 19, "end": 23, "label": None}),
        "its child is a token that is no span",
    ),
    "to a span that is not there": (linking(head_span={**KNEW, "end": 2}, child=5), "its head is a token"),
    "without a label": (linking(label=None, head_span=KNEW, child_span=ZOE), "label is no text"),
    "from an object": (linking(head={}, child=5), "its head is a token"),
    "from a list": (linking(head_span=[], child=5), "head_span is no object"),
}


@pytest.mark.parametrize("case", RELATIONS)
def test_a_relation_that_does_not_lead_to_two_spans_is_told(case: str, tmp_path: Path) -> None:
    """The spans are taken."""
    line, words = RELATIONS[case]
    [record], [reason] = told(tmp_path, line)
    assert reason.startswith("relations[0]: ")
    assert words in reason
    assert len(record.annotated.annotations) == 2


def test_what_is_said_of_the_text_as_a_whole_is_metadata_or_told(tmp_path: Path) -> None:
    """A class that a text got, and options that were chosen, have no place here."""
    line = {"section": "news", "year": 2026, "label": "SPORTS", "accept": ["a"], "meta": {"tags": ["x"]}, "options": []}
    [record], reasons = told(tmp_path, line)
    assert record.annotated.article.metadata == {"section": "news", "year": "2026"}
    assert reasons == [
        f"“{key}” says of the whole text what cannot be held" for key in ("label", "accept", "meta.tags")
    ]


LINES = {
    "no JSON": b'{"text":\n',
    "no object": b"[]\n",
    "not UTF-8": b'{"text":"\xff"}\n',
    "no text": b'{"image":"a.jpg"}\n',
    "a text that is none": b'{"text":[1]}\n',
    "a text without words": b'{"text":" \\n"}\n',
    "half a character": b'{"text":"\\ud83d"}\n',
    "another answer": b'{"text":"a","answer":"maybe"}\n',
    "an answer in a list": b'{"text":"a","answer":["accept"]}\n',
    "spans that are none": b'{"text":"a","spans":{}}\n',
    "relations that are none": b'{"text":"a","relations":"x"}\n',
    "tokens that are none": b'{"text":"a","tokens":1}\n',
    "meta that is none": b'{"text":"a","meta":[1]}\n',
    "a name that is none": b'{"text":"a","_annotator_id":[1]}\n',
    "nested too deeply": b'{"text":"a","spans":' + b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("case", LINES)
def test_a_wrong_line_is_told_and_the_next_is_read(case: str, tmp_path: Path) -> None:
    """With its number."""
    path = tmp_path / "told.jsonl"
    path.write_bytes(LINES[case] + b'{"text":"good"}\n')
    broken, record = prodigy.read(path, Source({}, "ann"))
    assert isinstance(broken, Broken)
    assert isinstance(record, Record)
    assert (broken.line, record.line) == (1, 2)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KNEW, "id", "text"]), inner),
)
VOCAB = Vocab()
LINE = json.loads(SAMPLE.read_bytes().split(b"\n")[0])


@settings(in_one_folder, max_examples=200)
@given(data=st.data())
def test_no_value_in_any_member_brings_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    """A line with anything anywhere is read or told."""
    line = json.loads(json.dumps(LINE))
    inner = line
    while isinstance(inner, dict | list) and inner:
        key = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        outer, inner = inner, inner[key]
        if data.draw(st.booleans()):
            break
    outer[key] = data.draw(anything)
    path = tmp_path / "told.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    assert list(prodigy.read(path, Source({}, "ann")))


@settings(in_one_folder)
@given(work=exchanged("001_first"))
def test_tokens_are_those_of_a_document_with_this_text(work: Annotated, tmp_path: Path) -> None:
    """spaCy, with which Prodigy trains, makes the same text of them."""
    for line in written(tmp_path, replace(work, read=(read(0),))):
        tokens = line["tokens"]
        made = Doc(VOCAB, [one["text"] for one in tokens], [one["ws"] for one in tokens])
        assert made.text == line["text"]
        assert [one["start"] for one in tokens] == [token.idx for token in made]
        assert all(one["text"] == line["text"][one["start"] : one["end"]] for one in tokens)


def work() -> Annotated:
    """A quote with its marks, a part of a word, and a relation; by ann."""
    quote, part = annotation((0, 13), score=0.0), annotation((15, 17), label="named_source")
    return Annotated(article(text=TEXT), (quote, part), (relation(quote, part),))


def test_spans_name_their_tokens_where_they_fit(tmp_path: Path) -> None:
    """Quotation marks are tokens; a part of a word is none."""
    [line] = written(tmp_path, work())
    texts = [one["text"] for one in line["tokens"]]
    quote, part = line["spans"]
    assert texts == ["“", "We", "knew", "👍🏽", ",", "”", "Zoe\u0308", "said", "."]
    assert texts[quote["token_start"] : quote["token_end"] + 1] == ["“", "We", "knew", "👍🏽", ",", "”"]
    assert "token_start" not in part
    assert [(one["head"], one["child"], one["label"]) for one in line["relations"]] == [(5, 6, "said_by")]


def test_only_what_is_finished_is_accepted(tmp_path: Path) -> None:
    """All paragraphs are read, or it is gold; who skips ignores; the rest is a question that Prodigy has yet to ask."""
    gold = tuple(replace(one, annotator="gold") for one in work().annotations)
    lines = written(
        tmp_path,
        work(),
        replace(work(), read=(read(0),)),
        replace(work(), annotations=gold, relations=()),
        replace(work(), skips=(skip("an advert"),)),
    )
    assert [line.get("answer") for line in lines] == [None, "accept", "accept", "ignore"]
    assert lines[-1]["meta"]["skipped"] == "an advert"
    assert [line["_annotator_id"] for line in lines] == ["ann", "ann", "gold", "ann"]


def test_a_relation_to_another_article_is_not_written(tmp_path: Path) -> None:
    """Its end has no place in the line."""
    far = relation(work().annotations[0], annotation())
    [line] = written(tmp_path, replace(work(), relations=(far,)))
    assert line["relations"] == []
