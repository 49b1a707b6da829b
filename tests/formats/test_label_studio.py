"""Label Studio's JSON as it writes it, and as it should not be."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.factories import annotation, article, note, relation, skip
from tests.formats.corpus import Folder, exchanged, header
from workbench.errors import FormatError
from workbench.formats import Broken, Record, SaidBy, Source, options
from workbench.formats.label_studio import FORMAT, read, write
from workbench.model import Annotated, Annotation, Kind, reading_order

SAMPLE = ROOT / "tests" / "formats" / "samples" / "label-studio" / "project.json"
TEXT = "Ann 🐙 said: “No!”\r\nBob left."
in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def opened(path: Path, *, annotator: str = "ann", **given: str) -> tuple[list[Record], list[str]]:
    """The records of the file, and what of it is broken."""
    found = list(read(path, Source(options(FORMAT, given), annotator)))
    return [one for one in found if isinstance(one, Record)], [str(one) for one in found if isinstance(one, Broken)]


def put(folder: Path, document: object, name: str = "tasks.json") -> Path:
    path = folder / name
    path.write_bytes(
        document if isinstance(document, bytes) else json.dumps(document).replace("Infinity", "1e999").encode()
    )
    return path


def region(words: str, label: str = "quote", id_: str = "r1", text: str = TEXT, **other: Any) -> dict[str, Any]:
    start = text.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels", "value": value} | other


def answer(type_: str, told: object, question: str = "form", id_: str = "r1") -> dict[str, Any]:
    key = {"textarea": "text"}.get(type_, type_)
    return {
        "id": id_,
        "from_name": question,
        "to_name": "text",
        "type": type_,
        "value": {"start": 0, "end": 3, key: told},
    }


def task(*results: object, **other: Any) -> dict[str, Any]:
    annotations = [{"id": 7, "completed_by": {"email": "ann@example.org"}, "result": list(results)}]
    return {"id": 5, "data": {"text": TEXT}, "annotations": annotations, "predictions": []} | other


def one(folder: Path, *results: object, **other: Any) -> tuple[Annotated, list[str]]:
    """What is read of one task with one annotation, and what of it is broken."""
    [record], broken = opened(put(folder, [task(*results, **other)]))
    return record.annotated, broken


def words(annotated: Annotated) -> list[tuple[str, str]]:
    return [(made.label, made.quote(annotated.article.text)) for made in annotated.annotations]


# The sample: annotations sent to Label Studio 1.23.2 over its interface for programs, and the snapshot that it exported


def test_the_sample_gives_texts_and_words_to_the_code_point() -> None:
    """After an octopus, a combining accent, a family of one glyph and CRLF."""
    records, _ = opened(SAMPLE)
    found = {(record.annotated.article.id, *record.kinds): words(record.annotated) for record in records}
    assert found == {
        ("project-4", "ann@example.org"): [
            ("direct_quote", "“We had no choice,”"),
            ("half-true, so far", "Ines Vogt"),
            ("named source", "Ines Vogt"),
        ],
        ("project-4", "bob@example.org"): [("direct_quote", "“We had no choice,"), ("named source", "👩‍👩‍👧 She")],
        ("project-5", "ann@example.org"): [],
        ("project-5", "bob@example.org"): [("named source", "A baker"), ("direct_quote", "“a joke”")],
        ("project-5", "tagger-2"): [("named source", "The city"), ("half-true, so far", "🚋")],
        ("project-6",): [],
    }
    assert records[0].annotated.article.text.count("\r\n") == 3
    assert "cafe\u0301" in records[0].annotated.article.text


def test_the_sample_gives_all_else_that_was_said() -> None:
    """Answers, a comment, a remark on the text, relations both ways round, a skip, scores and facts."""
    records, _ = opened(SAMPLE)
    ann, _, skipped, bob, machine, untouched = sorted(records, key=lambda one: (one.annotated.article.id, *one.kinds))
    quote, _, source = ann.annotated.annotations
    assert quote.attributes == {
        "form": "full",
        "speech verb": "said",
        "weight": 4,
        "year": 2026,
        "field": ("politics/city", "money"),
    }
    assert quote.comment == "who heard it?"
    [link] = ann.annotated.relations
    assert (link.type, link.from_id) == ("said by", quote.id)
    assert link.to_id in {made.id for made in ann.annotated.annotations if made.label != "direct_quote"}
    assert source.attributes == {}
    assert [note.text for note in ann.annotated.notes] == ["Check the date."]
    assert dict(ann.annotated.article.metadata) == {"outlet": "Harbour Post", "date": "2026-10-02", "batch": "one"}
    assert [skip.reason for skip in skipped.annotated.skips] == ["skipped in Label Studio"]
    [said] = bob.annotated.relations
    assert (said.type, said.from_id) == ("related", bob.annotated.annotations[1].id)
    assert [made.score for made in machine.annotated.annotations] == [0.5, 0.75]
    assert untouched.annotated.article.text.startswith("Rain fell")


def test_the_sample_tells_what_of_it_is_left_out() -> None:
    """An answer about the whole text, and a draft."""
    _, broken = opened(SAMPLE)
    assert [told.removeprefix(f"{SAMPLE}: ") for told in broken] == [
        "task 4: annotations[0].result[9]: 'tone' is about the whole text, on which the workbench holds notes alone",
        "task 5: drafts[0]: it was never submitted",
    ]


# Who annotated


def test_predictions_are_unfinished_work_of_a_machine(tmp_path: Path) -> None:
    """Named after the model, or after Label Studio where that has no name."""
    predictions = [
        {"model_version": "tagger", "score": 0.5, "result": [region("Ann"), region("Bob", id_="r2", score=0)]},
        {"result": []},
    ]
    records, broken = opened(put(tmp_path, [task(predictions=predictions, annotations=[])]))
    assert broken == []
    assert [record.kinds for record in records] == [
        {"tagger": Kind.MACHINE},
        {"Label Studio predictions": Kind.MACHINE},
    ]
    assert [record.finished for record in records] == [frozenset(), frozenset()]
    assert [made.score for made in records[0].annotated.annotations] == [0.5, 0]


def test_a_prediction_that_is_only_a_number_is_told(tmp_path: Path) -> None:
    """A plain export has no more of it."""
    _, broken = one(tmp_path, predictions=[17])
    assert broken[0].endswith("predictions[0]: only its number is here: export a snapshot with predictions in it")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (3, "annotator 3"),
        ({"id": 3, "email": "eva@example.org", "first_name": "Éva"}, "eva@example.org"),
        ({"id": 3, "email": "", "username": "eva"}, "eva"),
        ({"id": 3, "first_name": "E\u0301va", "last_name": "Kun"}, "Éva Kun"),
        ({"id": 3, "first_name": " ", "last_name": ""}, "annotator 3"),
        (None, "somebody"),
        ({}, "somebody"),
    ],
)
def test_an_annotator_is_called_by_the_best_name_that_there_is(said: object, name: str, tmp_path: Path) -> None:
    """E-mail, user name, full name, number; else it is who the user says."""
    annotations = [{"completed_by": said, "result": []}]
    [record], _ = opened(put(tmp_path, [task(annotations=annotations)]), annotator="somebody")
    assert list(record.kinds) == [name]


def test_nobody_is_guessed(tmp_path: Path) -> None:
    """A file that does not say who annotated is refused where the user does not either."""
    path = put(tmp_path, [task(annotations=[{"result": []}])])
    with pytest.raises(FormatError, match="does not say who annotated"):
        list(read(path, Source(options(FORMAT, {}), said_by=SaidBy.NOTHING)))


def test_of_several_annotations_by_one_person_the_last_is_taken(tmp_path: Path) -> None:
    """By time, wherever it stands; the others are told."""
    annotations = [
        {"completed_by": 1, "updated_at": "2026-11-02T10:00:00Z", "result": [region("Bob")]},
        {"completed_by": 1, "updated_at": "2026-11-01T10:00:00Z", "result": [region("Ann")]},
        {"completed_by": 2, "created_at": "2026-11-01T10:00:00Z", "result": [region("said")]},
    ]
    records, broken = opened(put(tmp_path, [task(annotations=annotations)]))
    assert [(*record.kinds, *words(record.annotated)) for record in records] == [
        ("annotator 1", ("quote", "Bob")),
        ("annotator 2", ("quote", "said")),
    ]
    [told] = broken
    assert told.endswith("annotations[1]: 'annotator 1' made annotations[0] later, and only that is taken")


def test_a_ground_truth_stays_the_work_of_its_annotator(tmp_path: Path) -> None:
    """A star on one annotation makes nobody a gold standard, nor does a name alone."""
    stars = [{"completed_by": 1, "ground_truth": True}, {"completed_by": {"email": "gold"}, "ground_truth": False}]
    records, _ = opened(put(tmp_path, [task(annotations=[{**star, "result": [region("Bob")]} for star in stars])]))
    assert [record.kinds for record in records] == [{"annotator 1": Kind.PERSON}, {"gold": Kind.PERSON}]


def test_a_cancelled_annotation_is_a_skip(tmp_path: Path) -> None:
    """It keeps what was labelled, and nobody is done with the article."""
    annotations = [{"completed_by": 1, "was_cancelled": True, "result": [region("Bob")]}]
    [record], _ = opened(put(tmp_path, [task(annotations=annotations)]))
    assert [skip.reason for skip in record.annotated.skips] == ["skipped in Label Studio"]
    assert words(record.annotated) == [("quote", "Bob")]
    assert record.finished == frozenset()


# Layouts of files


def test_older_releases_say_completions(tmp_path: Path) -> None:
    """The same under another name."""
    made = [{"completed_by": 1, "result": [region("Bob")]}]
    [record], _ = opened(put(tmp_path, [{"id": 1, "data": {"text": TEXT}, "completions": made}]))
    assert words(record.annotated) == [("quote", "Bob")]


@pytest.mark.parametrize("name", ["tasks.json", "tasks.jsonl"])
def test_a_line_may_be_a_task(name: str, tmp_path: Path) -> None:
    """Each is read by itself, and a broken one is named by its line."""
    lines = [json.dumps(task(region("Ann"))), '{"id": 2,}', json.dumps(task(region("Bob"), id=6))]
    records, broken = opened(put(tmp_path, "\n".join(lines).encode(), name))
    assert [(record.line, *words(record.annotated)) for record in records] == [
        (1, ("quote", "Ann")),
        (3, ("quote", "Bob")),
    ]
    [told] = broken
    assert f"{name}:2: no JSON" in told


def test_a_folder_holds_a_file_for_each_task_or_annotation(tmp_path: Path) -> None:
    """As exports to cloud storages do; one with its task inside is called by the number of that."""
    put(tmp_path, task(region("Ann")), "5.json")
    inside = {"id": 9, "completed_by": 2, "result": [region("Bob")], "task": {"id": 5, "data": {"text": TEXT}}}
    (tmp_path / "deep").mkdir()
    put(tmp_path / "deep", json.dumps(inside, indent=2).encode(), "9.json")
    records, broken = opened(tmp_path)
    assert broken == []
    assert [(record.annotated.article.id, *record.kinds, *words(record.annotated)) for record in records] == [
        ("5-5", "ann@example.org", ("quote", "Ann")),
        ("task-5", "annotator 2", ("quote", "Bob")),
    ]


def test_the_text_is_under_the_key_that_was_said_or_the_only_one(tmp_path: Path) -> None:
    """Where several members of the data are text and nobody said which, the task is refused."""
    path = put(tmp_path, [{"data": {"body": TEXT, "lead": "No!"}}, {"data": {"reply": TEXT, "pages": 2}}])
    records, broken = opened(path, text="body")
    assert [record.annotated.article.metadata for record in records] == [{"lead": "No!"}, {"pages": "2"}]
    assert broken == []
    records, broken = opened(path)
    assert len(records) == 1
    assert broken == [f"{path}: task 1: data.text is missing"]


def test_facts_are_kept_as_text_or_told(tmp_path: Path) -> None:
    """From the data and from the meta of a task."""
    data = {"text": TEXT, "title": "No!", "id": "007", "page": 3, "front": True, "tags": ["a"], "byline": None}
    annotated, broken = one(tmp_path, data=data, meta={"page": 4, "batch": "x"})
    assert (annotated.article.id, annotated.article.title) == ("007", "No!")
    assert annotated.article.metadata == {"page": "3", "front": "true", "batch": "x"}
    assert [told.partition("task 5: ")[2] for told in broken] == [
        "data.tags is no text",
        "meta.page: data has another value under this name",
    ]


# Offsets


@pytest.mark.parametrize("wide", [0, 1])
def test_the_quoted_words_tell_what_offsets_count(wide: int, tmp_path: Path) -> None:
    """Code points in new releases, UTF-16 units in old ones, where an octopus is two."""
    bob = region("Bob")
    bob["value"] |= {"start": bob["value"]["start"] + wide, "end": bob["value"]["end"] + wide}
    annotated, broken = one(tmp_path, region("Ann"), bob | {"id": "r2"})
    assert words(annotated) == [("quote", "Ann"), ("quote", "Bob")]
    assert broken == []


def test_where_nothing_is_quoted_the_user_says_it(tmp_path: Path) -> None:
    """Code points, or UTF-16 units."""
    bob = region("Bob")
    del bob["value"]["text"]
    path = put(tmp_path, [task(bob)])
    assert words(opened(path)[0][0].annotated) == [("quote", "Bob")]
    assert words(opened(path, offsets="utf-16")[0][0].annotated) == [("quote", "Bo")]


@pytest.mark.parametrize("quote", ["”\nBob", r"”\nBob", "” Bob", "”\r\nBob"])
def test_line_ends_in_quoted_words_may_be_others(quote: str, tmp_path: Path) -> None:
    """LF, a backslash and an n, a space, or what stands there."""
    told = region("”\r\nBob")
    told["value"]["text"] = quote
    annotated, broken = one(tmp_path, told)
    assert words(annotated) == [("quote", "”\r\nBob")]
    assert broken == []


def test_offsets_that_count_a_line_end_as_one_are_seen(tmp_path: Path) -> None:
    """As pages do that fold CRLF."""
    bob = region("Bob")
    bob["value"] |= {"start": bob["value"]["start"] - 1, "end": bob["value"]["end"] - 1}
    assert words(one(tmp_path, bob)[0]) == [("quote", "Bob")]


def test_quoted_words_may_be_trimmed(tmp_path: Path) -> None:
    """They still tell that offsets are UTF-16 units; the annotation is trimmed as all are."""
    told = region(" left")
    told["value"] |= {"start": told["value"]["start"] + 1, "end": told["value"]["end"] + 1, "text": "left"}
    annotated, broken = one(tmp_path, told)
    assert words(annotated) == [("quote", "left")]
    assert broken == []


def test_what_is_not_on_the_words_that_it_quotes_is_told(tmp_path: Path) -> None:
    """And the rest is taken."""
    wrong = region("Ann", id_="r2")
    wrong["value"] |= {"start": 1, "end": 4}
    annotated, broken = one(tmp_path, region("Bob"), wrong, region("said", id_="r3"))
    assert words(annotated) == [("quote", "said"), ("quote", "Bob")]
    assert broken == [
        f"{tmp_path}/tasks.json: task 5: annotations[0].result[1]: the words at 1–4 are others than value.text says"
    ]


def test_what_else_is_known_of_a_label_is_told(tmp_path: Path) -> None:
    """Label Studio itself puts nothing there but a comment."""
    annotated, broken = one(tmp_path, region("Bob", meta={"text": ["who?"], "page": 3}))
    assert [made.comment for made in annotated.annotations] == ["who?"]
    assert broken == [f"{tmp_path}/tasks.json: task 5: annotations[0].result[0]: meta.page is left out"]


# Results


def test_labels_may_hold_anything_and_several_are_several_annotations(tmp_path: Path) -> None:
    """Out of order as the file has them; a relation starts at the first."""
    both = region("Bob", id_="b")
    both["value"]["labels"] = ["half-true, so far", "who: what"]
    link = {"type": "relation", "from_id": "b", "to_id": "a", "direction": "right", "labels": ["x, y", "z"]}
    annotated, broken = one(tmp_path, link, both, region("Ann", "B-PER", "a"), answer("choices", ["full"], id_="b"))
    assert words(annotated) == [("B-PER", "Ann"), ("half-true, so far", "Bob"), ("who: what", "Bob")]
    assert [made.attributes for made in annotated.annotations] == [{}, {"form": "full"}, {"form": "full"}]
    ends = {made.id: made.label for made in annotated.annotations}
    assert {(made.type, ends[made.from_id], ends[made.to_id]) for made in annotated.relations} == {
        ("x, y", "half-true, so far", "B-PER"),
        ("z", "half-true, so far", "B-PER"),
    }
    assert broken == []


@pytest.mark.parametrize(
    ("direction", "ways"),
    [("right", ["Ann Bob"]), ("left", ["Bob Ann"]), ("bi", ["Ann Bob", "Bob Ann"]), (None, ["Ann Bob"])],
)
def test_relations_go_where_their_arrow_points(direction: str | None, ways: list[str], tmp_path: Path) -> None:
    """To the left, to the right, or both ways."""
    link = {"type": "relation", "from_id": "a", "to_id": "b", "direction": direction}
    annotated, _ = one(tmp_path, region("Ann", id_="a"), region("Bob", id_="b"), link)
    quote = {made.id: made.quote(TEXT) for made in annotated.annotations}
    assert sorted(f"{quote[made.from_id]} {quote[made.to_id]}" for made in annotated.relations) == ways


@pytest.mark.parametrize(
    ("type_", "told", "value"),
    [
        ("choices", ["full"], "full"),
        ("choices", ["full", "nested"], ("full", "nested")),
        ("choices", [["a", "b"]], "a/b"),
        ("textarea", ["some, words"], "some, words"),
        ("textarea", "words", "words"),
        ("taxonomy", [["a", "b"], ["c"]], ("a/b", "c")),
        ("rating", 4, 4),
        ("number", 0.5, 0.5),
        ("datetime", "2026-11-22", "2026-11-22"),
    ],
)
def test_answers_about_words_are_attributes(type_: str, told: object, value: object, tmp_path: Path) -> None:
    """Of the annotation with their id, under the name of what asked."""
    annotated, broken = one(tmp_path, answer(type_, told), region("Bob"))
    assert annotated.annotations[0].attributes == {"form": value}
    assert broken == []


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (7, "it is no object"),
        ({"id": "x"}, "type is missing"),
        (region("Bob", value=None), "value is no object"),
        (region("Bob", type="hypertextlabels", id="x"), "'hypertextlabels' is not for words of a plain text"),
        (region("Bob", value={"labels": [], "start": 0, "end": 1}), "the words have no label"),
        (region("Bob", value={"labels": "a", "start": "0", "end": 1}), "start is no whole number"),
        (region("Bob", value={"labels": ["a"], "start": 3, "end": 3}), "3–3 is no span"),
        (region("Bob", value={"labels": ["a"], "start": -1, "end": 3}), "-1–3 is no span"),
        (
            region("Bob", value={"labels": ["a"], "start": 5, "end": 99}),
            "5–99 does not lie in the text of 28 code points",
        ),
        (region("Bob", meta=["x"]), "meta is no object"),
        (region("Bob", score=1e999), "the score is no number between 0 and 1, and is left out"),
        (answer("choices", []), "value.choices is no answer"),
        (answer("number", True), "value.number is no answer"),
        (answer("number", 1e999), "value.number is no answer"),
        (answer("rating", 4, "known"), "'known' is answered twice for the same words"),
        (answer("rating", 4, "x", "nowhere"), "'x' is about words that have no label"),
        ({"type": "choices", "from_name": "tone", "value": {"choices": ["calm"]}}, "'tone' is about the whole text"),
        ({"type": "relation", "from_id": "r0", "to_id": "", "labels": []}, "the relation has an end without an id"),
        ({"type": "relation", "from_id": "r0", "to_id": "r0", "direction": "up"}, "has the direction 'up'"),
    ],
)
def test_a_result_that_cannot_be_taken_is_told_and_the_rest_taken(result: object, reason: str, tmp_path: Path) -> None:
    """With its place, and why."""
    rest = region("Ann", id_="r0"), region("said", id_="r1"), answer("choices", ["yes"], "known")
    annotated, [told] = one(tmp_path, *rest, result)
    assert {("quote", "Ann"), ("quote", "said")} <= set(words(annotated))
    assert "task 5: annotations[0].result[3]: " in told
    assert reason in told


@pytest.mark.parametrize(
    ("result", "is_read"),
    [
        (region("Bob", type="hypertextlabels", id="x"), False),
        (region("Bob", value={"labels": ["a"], "start": 3, "end": 3}), False),
        (region("Bob", score=1e999), True),
        (answer("rating", 4, "x", "nowhere"), True),
        ({"type": "choices", "from_name": "tone", "value": {"choices": ["calm"]}}, True),
        ({"type": "relation", "from_id": "r0", "to_id": "", "labels": []}, True),
    ],
)
def test_a_label_that_is_not_taken_leaves_its_task_unread(result: object, *, is_read: bool, tmp_path: Path) -> None:
    """Its words would count as unmarked; what is no label does not matter."""
    [record], [_] = opened(put(tmp_path, [task(region("Ann", id_="r0"), result)]))
    assert record.finished == ({"ann@example.org"} if is_read else set())


def test_what_is_given_twice_or_on_white_space_is_told(tmp_path: Path) -> None:
    """By the annotation that it stands in; relations to it are told as well."""
    link = {"type": "relation", "from_id": "r1", "to_id": "space", "labels": ["x"]}
    annotated, broken = one(tmp_path, region("Bob"), region("Bob", id_="r2"), region("\r\n", id_="space"), link)
    assert words(annotated) == [("quote", "Bob")]
    assert [told.partition("annotations[0]: ")[2] for told in broken] == [
        "'quote' on the same words, with the same values, was given before",
        "'quote' has no words",
        "the relation 'x' has an end that was not taken: space",
    ]


# Hostile files


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no JSON"),
        (b"[1, 2", "no JSON"),
        (b"[\xff]", "is not UTF-8: byte 2"),
        (b"[NaN]", "NaN is no JSON number"),
        (b'[{"id": 1, "id": 2}]', "“id” is given twice"),
        (b'["\\ud800"]', "U\\+D800, which no text may hold"),
        (b'["\\u0000"]', "U\\+0000, which no text may hold"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "digits"),
    ],
)
def test_a_file_that_is_no_honest_json_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    """As a whole, with a sentence."""
    with pytest.raises(FormatError, match=reason):
        opened(put(tmp_path, content))


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (None, "task 1 is no object"),
        ([[]], "task 1 is no object"),
        ([{}], "task 1: data is missing"),
        ([{"data": []}], "task 1: data is no object"),
        ([{"data": {"text": 4}}], "task 1: data.text is no text"),
        ([{"data": {"text": " \n"}}], "task 1: the text has no words"),
        ([task(annotations={})], "task 5: annotations is no list"),
        ([task(meta=[1])], "task 5: meta is no object"),
    ],
)
def test_a_task_that_cannot_be_taken_is_told(told: object, reason: str, tmp_path: Path) -> None:
    """And none is made of it."""
    path = put(tmp_path, told)
    assert opened(path) == ([], [f"{path}: {reason}"])


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([7], "annotations[0]: it is no object"),
        ([{"completed_by": 1}], "annotations[0]: result is missing"),
        ([{"completed_by": 1, "result": "[]"}], "annotations[0]: result is no list"),
        ([{"completed_by": [], "result": []}], "annotations[0]: completed_by is no text"),
        ([{"completed_by": {"email": 3}, "result": []}], "annotations[0]: email is no text"),
    ],
)
def test_an_annotation_that_cannot_be_taken_is_told(told: object, reason: str, tmp_path: Path) -> None:
    """And its article is taken."""
    path = put(tmp_path, [task(annotations=told)])
    [record], broken = opened(path)
    assert broken == [f"{path}: task 5: {reason}"]
    assert (record.annotated.article.text, record.kinds) == (TEXT, {})


def places(value: Any, *way: Any) -> Iterator[tuple[Any, ...]]:
    """The ways to all values in a document."""
    yield way
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from places(inner, *way, key)


DOCUMENT = json.loads(SAMPLE.read_bytes())
HOSTILE = [None, True, -1, 10**400, 1e308, 0.5, "", "x", "\x1b[31m", [], [[]], [None], {}, {"": {}}, [{"id": {}}]]


@settings(in_one_folder, max_examples=150)
@given(way=st.sampled_from([*places(DOCUMENT)][1:]), value=st.sampled_from(HOSTILE))
def test_whatever_stands_in_a_member_the_rest_is_read(way: tuple[Any, ...], value: object, tmp_path: Path) -> None:
    """Every value of the sample in turn, by every sort of value."""
    document = json.loads(SAMPLE.read_bytes())
    inner = document
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = value
    records, _ = opened(put(tmp_path, document))
    others = {told["data"]["text"] for index, told in enumerate(DOCUMENT) if index != way[0]}
    assert others <= {record.annotated.article.text for record in records}


# Writing


def work() -> Annotated:
    """A quote and its source by ann, who has doubts; what the model found; and bob, who skips."""
    quote = annotation(
        (0, 9),
        id="0" * 31 + "1",
        attributes={"form": "full", "verbs": ("said", "knew"), "year": 1999, "close": True},
        comment="who?",
        unsure=True,
    )
    source = annotation((11, 14), id="0" * 31 + "2", label="named source")
    found = annotation((11, 14), id="0" * 31 + "3", label="named source", annotator="model", score=0.25)
    made: list[Annotation] = sorted((quote, source, found), key=reading_order)
    link = replace(relation(quote, source), id="f" * 32)
    return Annotated(
        article(metadata={"outlet": "Post"}), tuple(made), (link,), (), (note("old"),), (skip("no news", "bob"),)
    )


def exported(folder: Path, *articles: Annotated, **given: str) -> bytes:
    target = Folder(folder / "out.json")
    write(target, header(), articles, options(FORMAT, given))
    return target.path.read_bytes()


def test_a_task_is_written_as_label_studio_imports_it(tmp_path: Path) -> None:
    """People as annotations with an e-mail, machines as predictions, one line to a task."""
    [told] = json.loads(exported(tmp_path, work()))
    assert list(told) == ["id", "data", "meta", "annotations", "predictions"]
    assert (told["data"]["id"], told["meta"]) == ("001_first", {"outlet": "Post"})
    ann, bob = told["annotations"]
    assert (ann["completed_by"], ann["was_cancelled"], ann["ground_truth"]) == ({"email": "ann"}, False, False)
    assert (bob["completed_by"], bob["was_cancelled"]) == ({"email": "bob"}, True)
    assert bob["result"][0]["value"] == {"text": ["no news"]}
    label, *answers = ann["result"][:5]
    assert label["value"] == {"start": 0, "end": 9, "text": "“We knew,", "labels": ["direct_quote"]}
    assert label["meta"] == {"text": ["who?"], "unsure": True}
    assert {one["id"] for one in (label, *answers)} == {"0" * 31 + "1"}
    assert [(one["from_name"], one["type"], list(one["value"].values())[-1]) for one in answers] == [
        ("close", "choices", ["yes"]),
        ("form", "choices", ["full"]),
        ("verbs", "choices", ["said", "knew"]),
        ("year", "number", 1999),
    ]
    assert [one["type"] for one in ann["result"][5:]] == ["labels", "relation", "textarea"]
    [prediction] = told["predictions"]
    assert (prediction["model_version"], prediction["result"][0]["score"]) == ("model", 0.25)


@settings(in_one_folder, max_examples=30)
@given(work=exchanged("a"))
def test_whoever_reads_the_file_finds_the_quoted_words_at_the_offsets(work: Annotated, tmp_path: Path) -> None:
    """In code points, without the workbench; and the same work gives the same bytes."""
    (tmp_path / "out.json").unlink(missing_ok=True)
    content = exported(tmp_path, work)
    for told in json.loads(content):
        layers = [*told["annotations"], *told["predictions"]]
        for result in (result for layer in layers for result in layer["result"] if "start" in result.get("value", {})):
            value = result["value"]
            assert told["data"]["text"][value["start"] : value["end"]] == value["text"]
    (tmp_path / "out.json").unlink()
    assert exported(tmp_path, work) == content


def test_a_gold_standard_is_written_and_read_as_ground_truth(tmp_path: Path) -> None:
    """Said of every annotation, since Label Studio takes silence for a yes."""
    gold = replace(work(), annotations=(annotation((0, 9), annotator="gold"),), relations=(), notes=(), skips=())
    [told] = json.loads(exported(tmp_path, gold))
    assert [one["ground_truth"] for one in told["annotations"]] == [True]
    [record], _ = opened(tmp_path / "out.json")
    assert record.kinds == {"gold": Kind.GOLD}


def test_offsets_are_written_as_the_user_wants_them(tmp_path: Path) -> None:
    """In UTF-16 units for a release that counts these; the text where it is wanted."""
    text = "🐙 Ann said no."
    made = Annotated(article(text=text), (annotation((2, 5)),))
    [told] = json.loads(exported(tmp_path, made, offsets="utf-16", text="body"))
    assert told["data"]["body"] == text
    assert told["annotations"][0]["result"][0]["value"]["start"] == 3
    [record], _ = opened(tmp_path / "out.json", text="body")
    assert words(record.annotated) == [("direct_quote", "Ann")]


def test_the_text_cannot_take_the_place_of_another_member(tmp_path: Path) -> None:
    """It would be lost."""
    with pytest.raises(FormatError, match="cannot stand under 'title'"):
        exported(tmp_path, work(), text="title")


def test_no_article_is_an_empty_list(tmp_path: Path) -> None:
    """And one that nobody has touched is in none."""
    assert json.loads(exported(tmp_path, Annotated(article()))) == []
