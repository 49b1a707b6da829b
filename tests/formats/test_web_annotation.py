"""Web annotations: what other tools write is read, what is written holds, and no file brings the reader down."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import annotation, article, note, read, relation
from tests.formats import corpus
from tests.formats.corpus import Folder, exchanged, header
from workbench.errors import FormatError
from workbench.formats import Broken, Record, Source, web_annotation
from workbench.model import Annotated, Kind, Span
from workbench.spans import Finder

SAMPLE = Path(__file__).parent / "samples" / "web-annotation"
TEXT = "\ufeff“We knew 👍🏽,” Zoe\u0308 said.\r\n\r\n“We knew,” said Bob."
TAG = {"type": "TextualBody", "purpose": "tagging", "value": "quote"}

in_one_folder = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def found(path: Path, annotator: str = "ann") -> tuple[list[Record], list[str]]:
    """The records of a file or folder, and the reasons of what is broken in it."""
    given_back = list(web_annotation.read(path, Source({}, annotator)))
    return (
        [one for one in given_back if isinstance(one, Record)],
        [one.reason for one in given_back if isinstance(one, Broken)],
    )


def put(folder: Path, document: object) -> Path:
    """A file of annotations beside the text."""
    (folder / "news.txt").write_bytes(TEXT.encode())
    path = folder / "news.jsonld"
    path.write_text(json.dumps(document), "utf-8")
    return path


def told(folder: Path, *items: object) -> tuple[list[Record], list[str]]:
    """The same of a page with these annotations on the text."""
    return found(put(folder, {"type": "AnnotationPage", "items": items}))


def at(start: object, end: object, *exact: str) -> dict[str, Any]:
    """A target by position, and by its words if they are given."""
    quotes = [{"type": "TextQuoteSelector", "exact": words} for words in exact]
    return {"source": "news.txt", "selector": [*quotes, {"type": "TextPositionSelector", "start": start, "end": end}]}


def quoted(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    """A target by its words alone."""
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {"source": "news.txt", "selector": selector}


def on(*targets: object, **members: object) -> dict[str, Any]:
    """An annotation that tags these."""
    return {"type": "Annotation", "body": TAG, "target": list(targets), **members}


ZOE = on(at(15, 19), id="urn:zoe", body={**TAG, "value": "source"})


def labelled(record: Record) -> list[tuple[str, str]]:
    return [(one.label, one.quote(record.annotated.article.text)) for one in record.annotated.annotations]


def ends(record: Record) -> list[tuple[str, str, str]]:
    """The relations: the label where each starts, its type, and the label where it ends."""
    labels = {one.id: one.label for one in record.annotated.annotations}
    return [(labels[one.from_id], one.type, labels[one.to_id]) for one in record.annotated.relations]


def written(folder: Path, *articles: Annotated) -> Path:
    """A new folder of these articles."""
    target = Folder(folder / f"out{len(list(folder.iterdir()))}")
    web_annotation.write(target, header(), articles, {})
    return target.path


def test_annotations_of_recogito_are_read() -> None:
    """The sample follows what RecogitoJS gives: no source, a creator in each body, UTF-16 units, links by id."""
    [ann, ben], reasons = found(SAMPLE / "flood.json", "")
    assert not reasons
    assert labelled(ann) == [("direct_quote", "“The river rose,”"), ("named_source", "mayor Zoe\u0308 Marsh")]
    assert ann.annotated.annotations[1].comment == "Is she the mayor still?"
    assert ends(ann) == [("direct_quote", "said_by", "named_source")]
    assert labelled(ben) == [("claim", "old dam"), ("framing", "old dam")]
    assert (ann.kinds, ben.kinds) == ({"ann": Kind.PERSON}, {"ben": Kind.PERSON})
    assert ann.annotated.article.id == "flood"
    assert ann.annotated.article.text == (SAMPLE / "flood.txt").read_bytes().decode()


def test_a_page_of_the_model_is_read() -> None:
    """The sample follows the documented format: quotes beside selectors for HTML, two targets, a program, a note."""
    [cleo, bot], reasons = found(SAMPLE / "page1.jsonld", "")
    assert not reasons
    assert labelled(cleo) == [("direct_quote", "“The river rose,” … “By 2\u00a0m.”"), ("claim", "dam")]
    assert cleo.annotated.annotations[1].extent.start == cleo.annotated.article.text.rindex("dam")
    assert [one.text for one in cleo.annotated.notes] == ["Who built the dam?"]
    assert labelled(bot) == [("https://places.example/marsh", "Marsh")]
    assert (cleo.kinds, bot.kinds) == ({"cleo": Kind.PERSON}, {"bot 1.2": Kind.MACHINE})


def test_a_folder_is_read_as_a_whole() -> None:
    """All files of annotations in it, whatever text they are on."""
    records, reasons = found(SAMPLE, "")
    assert [next(iter(record.kinds)) for record in records] == ["ann", "ben", "cleo", "bot 1.2"]
    assert not reasons


@pytest.mark.parametrize(
    ("start", "end"), [(15, 19), (17, 21), (14, 18), (16, 20)], ids=["ours", "utf-16", "no mark", "utf-16, no mark"]
)
def test_the_quotes_show_what_positions_count(start: int, end: int, tmp_path: Path) -> None:
    """Code points by the model, UTF-16 units in a browser, where a byte-order mark may not count."""
    [record], reasons = told(tmp_path, on(at(start, end, "Zoe\u0308")))
    assert labelled(record) == [("quote", "Zoe\u0308")]
    assert not reasons


def test_line_ends_that_count_as_one_are_known_by_the_quote(tmp_path: Path) -> None:
    """A browser makes LF of CR LF."""
    start = TEXT.replace("\r\n", "\n").index("Bob")
    [record], reasons = told(tmp_path, on(at(start, start + 3, "Bob")))
    assert labelled(record) == [("quote", "Bob")]
    assert not reasons


def test_positions_without_any_quote_count_code_points(tmp_path: Path) -> None:
    """As the model says."""
    [record], _ = told(tmp_path, ZOE)
    assert labelled(record) == [("source", "Zoe\u0308")]


def test_a_quote_alone_is_found_by_what_is_around_it(tmp_path: Path) -> None:
    """White space counts as one space, as in what a browser shows."""
    [record], reasons = told(
        tmp_path, on(quoted("“We knew", "said.\n"), id="urn:a"), on(quoted("Zoe\u0308 said. “We knew"))
    )
    assert [one.segments for one in record.annotated.annotations] == [
        (Span(TEXT.index("Zoe"), TEXT.rindex("We") + 7),),
        (Span(TEXT.rindex("“We"), TEXT.rindex("We") + 7),),
    ]
    assert not reasons


PASSAGES = {
    "twice": (ZOE, "'source' on the same words, with the same values, was given before"),
    "an empty span": (on(at(3, 3)), "items[1]: 3–3 is no span"),
    "a span past the end": (on(at(3, 999)), f"items[1]: 3–999 does not lie in the text of {len(TEXT)} code points"),
    "a span of a blank": (on(at(4, 5)), "'quote' has no words"),
    "half an offset": (on(at(1.5, 3)), "items[1]: start is no whole number"),
    "a yes for an offset": (on(at(True, 3)), "items[1]: start is no whole number"),
    "other words": (on(at(2, 9, "They knew")), "items[1]: the text has other words at 2–9 than “They knew”"),
    "a quote that stands twice": (on(quoted("We knew")), "items[1]: the text has “We knew” more than once"),
    "a quote that stands nowhere": (on(quoted("We knew", "But ")), "items[1]: the text does not have “We knew”"),
    "an empty quote": (on(quoted(" ")), "items[1]: the text does not have “ ”"),
    "a quote that is none": (on(quoted(7)), "items[1]: exact is no text"),  # type: ignore[arg-type] a lie
    "a selector for pictures": (
        on({"source": "news.txt", "selector": {"type": "SvgSelector"}}),
        "items[1]: no selector gives a quote, or a position in a text",
    ),
    "a selector in a selector": (
        on({"source": "news.txt", "selector": {"type": "TextPositionSelector", "refinedBy": {}}}),
        "items[1]: a selector in a selector is not understood",
    ),
    "a selector that is none": (on({"source": "news.txt", "selector": [7]}), "items[1]: the selector is no object"),
    "no target": ({"body": TAG}, "items[1]: it has no target"),
    "a target that is none": (on(7), "items[1]: a target says neither source nor selector"),
    "a set of targets": (on({"type": "Composite", "items": []}), "items[1]: its target is a set"),
    "two texts": (on(at(2, 9), {**at(2, 9), "source": "b.txt"}), "items[1]: its targets are in 2 texts"),
    "no tag": (on(at(2, 9), body=[]), "items[1]: it has no tag, so it is no label"),
    "a tag on the whole text": (on("news.txt"), "items[1]: it is on the whole text, where only a comment can be held"),
    "no annotation": (7, "items[1]: it is no object"),
    "a link to nowhere": (
        on("urn:zoe", "urn:bob", motivation="linking"),
        "items[1]: its targets are no two annotations of one text",
    ),
    "a link of three": (
        on("urn:zoe", "urn:zoe", "urn:zoe", motivation="linking"),
        "items[1]: a link has two targets, one tag and nothing else",
    ),
}


NO_LABEL_OF_WORDS = {"twice", "no tag", "a tag on the whole text", "a link to nowhere", "a link of three"}
"""Of these, what leaves no words without a label that somebody gave them."""


@pytest.mark.parametrize("case", PASSAGES)
def test_an_annotation_that_is_not_taken_leaves_its_text_unread(case: str, tmp_path: Path) -> None:
    """Its words would count as unmarked."""
    [record], _ = told(tmp_path, ZOE, PASSAGES[case][0])
    assert record.finished == ({"ann"} if case in NO_LABEL_OF_WORDS else set())


@pytest.mark.parametrize("case", PASSAGES)
def test_a_wrong_annotation_is_told_and_the_others_are_taken(case: str, tmp_path: Path) -> None:
    """With its place in the page."""
    item, words = PASSAGES[case]
    [record], [reason] = told(tmp_path, ZOE, item)
    assert reason.startswith(words)
    assert labelled(record) == [("source", "Zoe\u0308")]


def test_a_wrong_body_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    """One that would have to be fetched, and one that is no text."""
    bodies = ["https://example.org/a", {"type": "Image", "id": "a.png"}, {**TAG, "value": 7}, TAG]
    [record], reasons = told(tmp_path, on(at(2, 9), body=bodies))
    assert labelled(record) == [("quote", "We knew")]
    assert [reason.split(":")[0] for reason in reasons] == [f"items[0].body[{number}]" for number in range(3)]
    assert record.finished == {"ann"}


def test_words_whose_only_tag_is_wrong_leave_their_text_unread(tmp_path: Path) -> None:
    """They would count as unmarked."""
    [record], reasons = told(tmp_path, ZOE, on(at(2, 9), body={**TAG, "value": 7}))
    assert reasons == ["items[1].body[0]: it is no text", "items[1]: it has no tag, so it is no label"]
    assert not record.finished


def test_a_body_of_another_purpose_is_told(tmp_path: Path) -> None:
    """What means something else than a label or a comment becomes neither."""
    bodies = [TAG, {"type": "TextualBody", "purpose": "editing", "value": "We all knew"}]
    [record], reasons = told(tmp_path, on(at(2, 9), body=bodies))
    assert [(one.label, one.comment) for one in record.annotated.annotations] == [("quote", "")]
    assert reasons == ["items[0].body[1]: its purpose, “editing”, is not understood"]


def test_an_attribute_that_is_given_twice_is_told(tmp_path: Path) -> None:
    """The first value stays."""
    values = [{"schema:name": "form", "schema:value": value} for value in ("full", "half")]
    [record], reasons = told(tmp_path, on(at(2, 9), body=[TAG, *values]))
    assert record.annotated.annotations[0].attributes == {"form": "full"}
    assert reasons == ["items[0].body[2]: “form” has another value before"]


def test_a_fact_that_cannot_be_held_is_told(tmp_path: Path) -> None:
    """One without a name, one with several values, and one that is given twice."""
    facts = [
        {"schema:name": "outlet", "schema:value": "Times"},
        {"schema:value": "Times"},
        {"schema:name": "places", "schema:value": ["Bay", "Hill"]},
        {"schema:name": "outlet", "schema:value": "Post"},
    ]
    about = {"id": "news.txt", "schema:additionalProperty": facts}
    [record], reasons = found(put(tmp_path, {"items": [ZOE], "schema:about": about}))
    assert record.annotated.article.metadata == {"outlet": "Times"}
    assert [reason.partition(":")[2].split(":")[0] for reason in reasons] == [
        f"additionalProperty[{number}]" for number in (1, 2, 3)
    ]


def test_a_body_without_a_purpose_has_the_motivation(tmp_path: Path) -> None:
    """Hypothesis gives its comments so; the tags have a purpose there."""
    comment = {"type": "TextualBody", "value": "Really?", "format": "text/markdown"}
    [record], _ = told(tmp_path, on(at(2, 9), body=[comment, TAG]), on(at(15, 19), bodyValue="b", motivation="tagging"))
    assert [(one.label, one.comment) for one in record.annotated.annotations] == [
        ("quote", "Really?"),
        ("b", ""),
        ("quote", ""),
    ]


SOURCES = [
    "https://example.org/news.txt",
    "file:///etc/passwd",
    "//example.org/news.txt",
    "/etc/passwd",
    "../news.txt",
    "sub/../../news.txt",
    "%2E%2E/news.txt",
    "news.txt#char=0,4",
    "news.txt?v=2",
    "news.txt%00",
    "circle.txt",
    "out.txt",
    "missing.txt",
    "x" * 5000,
    "http://[",
    ".",
    "broken.txt",
    "empty.txt",
]


@pytest.mark.parametrize("iri", SOURCES)
def test_no_text_is_fetched_from_outside_of_the_folder(iri: str, tmp_path: Path) -> None:
    """Nor by a link in it; nor is one read that is no text. The other texts are."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "news.txt").write_text("secret")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "out.txt").symlink_to("../news.txt")
    (folder / "broken.txt").write_bytes(b"\xff")
    (folder / "empty.txt").touch()
    [record], [reason] = told(folder, on({**at(0, 3), "source": iri}), ZOE)
    assert reason.startswith(f"the text “{iri}” is not read, nor the annotations on it (1): ")
    assert labelled(record) == [("source", "Zoe\u0308")]


def test_who_annotated_must_be_known(tmp_path: Path) -> None:
    """By the annotation, or by whoever imports; several who made one together are one."""
    two = [{"type": "Person", "name": "bob"}, "acct:eve@example.org"]
    records, _ = told(tmp_path, ZOE, on(at(2, 9), creator=two))
    assert [list(record.kinds) for record in records] == [["ann"], ["bob & acct:eve@example.org"]]
    with pytest.raises(FormatError, match="does not say who annotated"):
        found(tmp_path / "news.jsonld", "")


def test_a_page_that_goes_on_elsewhere_is_told(tmp_path: Path) -> None:
    """But not where that is read too."""
    page = put(tmp_path, {"items": [ZOE], "next": "page2.json"})
    assert found(page)[1] == ["the page “page2.json” is not read: there is no such file in the folder"]
    (tmp_path / "page2.json").write_text(json.dumps({"items": []}), "utf-8")
    assert found(page)[1] == ["the page “page2.json” is not read: give the folder, and not a file of it"]
    assert found(tmp_path)[1] == []


@pytest.mark.parametrize(
    "document", [7, {}, [[]], [ZOE, 7], {"first": {}}, {"items": {}}, {"first": {"first": {"items": []}}}], ids=repr
)
def test_what_is_no_annotation_is_told(document: object, tmp_path: Path) -> None:
    """What stands beside it is read."""
    _, [reason] = found(put(tmp_path, document))
    assert "is no annotation, and no page or collection with items" in reason


FILES = {
    "no JSON": b"{",
    "not UTF-8": b'"\xff"',
    "nothing": b"",
    "a member twice": b'{"target":1,"target":2}',
    "NaN": b'{"items":[NaN]}',
    "half a character": b'{"items":["\\ud83d"]}',
    "nested too deeply": b'{"first":' * 100_000,
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_is_told_and_the_folder_is_read(case: str, tmp_path: Path) -> None:
    """Alone it is an error."""
    put(tmp_path, [ZOE])
    path = tmp_path / "another.jsonld"
    path.write_bytes(FILES[case])
    records, reasons = found(tmp_path)
    assert (len(records), len(reasons)) == (1, 1)
    with pytest.raises(FormatError):
        found(path)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | corpus.words,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "items", "source", "selector", "value", "name", "start"]), inner)
    ),
)
RECOGITO, PAGE = (json.loads((SAMPLE / name).read_bytes()) for name in ("flood.json", "page1.jsonld"))


@settings(in_one_folder, max_examples=200)
@given(data=st.data())
def test_no_value_in_any_member_brings_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    """A file with anything anywhere is read or told."""
    whole = json.loads(json.dumps(data.draw(st.sampled_from([RECOGITO, PAGE]))))
    inner = whole
    while isinstance(inner, dict | list) and inner:
        key = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        outer, inner = inner, inner[key]
        if data.draw(st.booleans()):
            break
    outer[key] = data.draw(anything)
    (tmp_path / "flood.txt").write_bytes((SAMPLE / "flood.txt").read_bytes())
    path = tmp_path / "flood.json"
    path.write_text(json.dumps(whole), "utf-8")
    list(web_annotation.read(path, Source({}, "ann")))


def work() -> Annotated:
    """A quote in two pieces with attributes and a comment, its source, a relation between them and a note; by ann."""
    quote = annotation((1, 14), (29, 39), attributes={"form": "full", "verbs": ("said",), "n": 1.0}, comment="who?")
    source = annotation((15, 19), label="named_source", annotator="ann")
    return Annotated(
        article("a%b 2", text=TEXT, metadata={"outlet": "Times"}),
        (quote, source),
        (relation(quote, source),),
        notes=(note("all"),),
    )


def test_what_is_written_follows_the_model(tmp_path: Path) -> None:
    """The text as it is, the collection beside it, both under a name that any file system takes."""
    folder = written(tmp_path, work())
    assert sorted(path.name for path in folder.iterdir()) == ["a%25b%202.jsonld", "a%25b%202.txt"]
    assert (folder / "a%25b%202.txt").read_bytes() == TEXT.encode()
    collection = json.loads((folder / "a%25b%202.jsonld").read_bytes())
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"], collection["label"]) == ("AnnotationCollection", 4, "A%B 2")
    quote, source, link, remark = collection["first"]["items"]
    assert [item["motivation"] for item in (quote, source, link, remark)] == ["tagging"] * 2 + ["linking", "commenting"]
    assert [target["source"] for target in quote["target"]] == ["a%2525b%25202.txt"] * 2
    assert link["target"] == [{"id": quote["id"]}, {"id": source["id"]}]
    assert remark["target"] == ["a%2525b%25202.txt"]
    assert quote["body"][1] == {
        "type": ["TextualBody", "schema:PropertyValue"],
        "purpose": "classifying",
        "value": "form: full",
        "schema:name": "form",
        "schema:value": "full",
    }


def test_a_folder_that_was_written_is_read(tmp_path: Path) -> None:
    """Whatever characters its names have."""
    [record], reasons = found(written(tmp_path, work()))
    assert not reasons
    assert labelled(record) == [("direct_quote", "“We knew 👍🏽,” … “We knew,”"), ("named_source", "Zoe\u0308")]
    assert record.annotated.annotations[0].attributes == {"form": "full", "verbs": ("said",), "n": 1.0}
    assert record.annotated.annotations[0].comment == "who?"
    assert ends(record) == [("direct_quote", "said_by", "named_source")]
    assert (record.annotated.article.title, record.annotated.article.metadata) == ("A%B 2", {"outlet": "Times"})


def test_who_found_nothing_is_told(tmp_path: Path) -> None:
    """Their work would be lost otherwise; a program is one."""
    [ann, model], _ = found(written(tmp_path, replace(Annotated(article()), read=(read(0), read(0, "model")))))
    assert (ann.kinds, model.kinds) == ({"ann": Kind.PERSON}, {"model": Kind.MACHINE})
    assert not ann.annotated.annotations


@settings(in_one_folder)
@given(one=exchanged("001_first"))
def test_every_quote_stands_where_its_position_says(one: Annotated, tmp_path: Path) -> None:
    """Without the workbench: in the text file beside it, with what is before and after."""
    folder = written(tmp_path, replace(one, read=(read(0),)))
    text = (folder / "001_first.txt").read_bytes().decode()
    for item in json.loads((folder / "001_first.jsonld").read_bytes())["first"]["items"]:
        for target in item["target"] if item["motivation"] == "tagging" else ():
            quote, position = target["selector"]
            assert quote["exact"] == text[position["start"] : position["end"]]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


@given(text=st.text("ab \n\u2028😀", min_size=1, max_size=30), data=st.data())
def test_a_quote_is_found_wherever_it_stands(text: str, data: st.DataObject) -> None:
    """The right place is among those found, and in all of them the words stand."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, words, after = text[max(0, start - 3) : start], text[start:end], text[end : end + 3]
    places = list(Finder(text).find(words, before, after))
    inner = start + len(words) - len(words.lstrip())
    assert (Span(inner, inner + len(words.strip())) in places) if words.strip() else not places
    assert all(place.of(text).split() == words.split() for place in places)
