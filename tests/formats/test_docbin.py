"""spaCy's DocBin: what spaCy writes is read, what is written trains spaCy, and no bytes bring the reader down."""

import math
import sys
import zlib
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.attrs import IDS
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from tests.factories import annotation, article, note, relation
from tests.formats.corpus import Folder, header
from workbench.errors import FormatError, MissingExtra
from workbench.formats import Broken, Record, Source, docbin, docbin_file, options
from workbench.model import Annotated, Kind

SAMPLE = Path(__file__).parent / "samples" / "docbin" / "news.spacy"
TEXT = "“We don't know,” she said 👩‍👩‍👧.\r\nNobody asked."


def sample() -> Annotated:
    """Two annotations that overlap, one that begins inside of a token, a relation and a note; by ann."""
    quote = annotation((0, 16), attributes={"form": "full", "verbs": ("said", "knew"), "n": 3}, comment="who?")
    part = annotation((4, 6), label="named source", score=0.5, unsure=True)
    nobody = annotation((35, 39), label="claim")
    return Annotated(
        article(text=TEXT, metadata={"outlet": "Times"}),
        (quote, part, nobody),
        (relation(quote, part),),
        notes=(note("all"),),
    )


def written(folder: Path, *articles: Annotated, **given: str) -> Path:
    target = Folder(folder / "out.spacy")
    docbin.write(target, header(), articles, options(docbin.FORMAT, given))
    return target.path


def read(path: Path, **given: str) -> tuple[list[Record], list[str]]:
    """The records, and the reasons of what is broken."""
    found = list(docbin.read(path, Source(options(docbin.FORMAT, given), "ann")))
    return [one for one in found if isinstance(one, Record)], [one.reason for one in found if isinstance(one, Broken)]


def docs(path: Path) -> list[Doc]:
    """What spaCy finds in the file."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def words(record: Record) -> list[tuple[str, str]]:
    return [(one.label, one.quote(record.annotated.article.text)) for one in record.annotated.annotations]


def test_what_spacy_wrote_is_read() -> None:
    """The sample was made with spaCy 3.8: a span group with overlaps, a knowledge base, another group; and entities."""
    (first, second), broken = read(SAMPLE)
    text = "“We don't know,” the cafe\u0301 owner said 😀.\r\nNobody asked Mayor Lind why."
    assert first.annotated.article.text == text
    assert first.annotated.article.id == "news-1"
    assert words(first) == [("quote", "“We don't know,”"), ("claim", "We don't"), ("person", "Mayor Lind")]
    assert first.annotated.annotations[2].attributes == {"kb_id": "Q1"}
    assert first.kinds == {"ann": Kind.PERSON}
    assert second.annotated.article.text == "\ufeffRain fell on Oslo. The mayor of Oslo stayed."
    assert words(second) == [("GPE", "Oslo"), ("PERSON", "The mayor")]
    assert broken == [
        "document 1: the span group 'draft' is not read: choose it with the option spans",
        "document 2: categories of documents (doc.cats) cannot be held",
    ]


def test_another_span_group_is_read_where_it_is_named() -> None:
    """By the option `spans`."""
    (first, _), broken = read(SAMPLE, spans="draft")
    assert words(first) == [("claim", "Nobody")]
    assert "document 1: the span group 'sc' is not read: choose it with the option spans" in broken


def test_spacy_finds_the_spans(tmp_path: Path) -> None:
    """In its own tokens, overlaps kept, an edge inside of a token moved out of it."""
    [doc] = docs(written(tmp_path, sample()))
    assert doc.text == TEXT
    assert [(span.label_, span.text) for span in doc.spans["sc"]] == [
        ("direct_quote", "“We don't know,”"),
        ("named source", "do"),
        ("claim", "Nobody"),
    ]
    assert doc.ents == ()
    told = doc.user_data["workbench"]
    assert told["article"] == {"id": "001_first", "title": "001_First", "metadata": {"outlet": "Times"}}
    assert told["spans"][doc.spans["sc"][0].id_]["attributes"] == {"form": "full", "n": 3, "verbs": ("said", "knew")}


def test_entities_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    """Of those that overlap, the longest; all are in the group, too."""
    path = written(tmp_path, sample(), ents="yes", spans="all")
    [doc] = docs(path)
    assert [(span.label_, span.text) for span in doc.ents] == [
        ("direct_quote", "“We don't know,”"),
        ("claim", "Nobody"),
    ]
    assert len(doc.spans["all"]) == 3
    assert read(path, spans="all")[1] == []


def test_the_language_chooses_the_tokens(tmp_path: Path) -> None:
    """English divides don't, the multi-language tokeniser does not; and so the losses say."""
    path = written(tmp_path, sample(), language="xx")
    [doc] = docs(path)
    assert [span.text for span in doc.spans["sc"]][1] == "don't"
    [record], _ = read(path)
    lost = docbin.FORMAT.losses(options(docbin.FORMAT, {"language": "xx"}))
    left = reduce(lambda one, loss: loss(one), lost, sample())
    assert [one.segments for one in record.annotated.annotations] == [one.segments for one in left.annotations]


@pytest.mark.parametrize("language", ["tlh", "", "../x", "en.lex_attrs"])
def test_an_unknown_language_is_named(language: str, tmp_path: Path) -> None:
    """In our own words; nothing is written."""
    with pytest.raises(FormatError, match=rf"no tokeniser for the language '{language}'\.\nName one by its code"):
        written(tmp_path, sample(), language=language)


def test_a_language_whose_tokeniser_needs_another_library_says_which(tmp_path: Path) -> None:
    """As spaCy does: it is no library of ours."""
    with pytest.raises(FormatError, match=r"for the language 'th' cannot be used: .*PyThaiNLP"):
        written(tmp_path, sample(), language="th")


@pytest.mark.parametrize(("pipe", "given_"), [("spancat", {}), ("ner", {"ents": "yes"})])
def test_spacy_trains_on_it(pipe: str, given_: dict[str, str], tmp_path: Path) -> None:
    """One step, with spaCy's usual settings, gives a finite loss."""
    nlp = spacy.blank("en")
    nlp.add_pipe(pipe)
    path = written(tmp_path, sample(), replace(sample(), article=article("2", TEXT)), **given_)
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in DocBin().from_disk(path).get_docs(nlp.vocab)]
    optimizer = nlp.initialize(lambda: examples)
    loss = nlp.update(examples, sgd=optimizer)[pipe]
    assert math.isfinite(loss)
    assert loss > 0


def test_attributes_relations_and_notes_come_back(tmp_path: Path) -> None:
    """From the user data."""
    [record], broken = read(written(tmp_path, sample()))
    quote, part, _ = record.annotated.annotations
    assert broken == []
    assert quote.attributes == {"form": "full", "verbs": ("said", "knew"), "n": 3}
    assert (quote.comment, part.score, part.unsure) == ("who?", 0.5, True)
    assert [(one.from_id, one.to_id) for one in record.annotated.relations] == [(quote.id, part.id)]
    assert [one.text for one in record.annotated.notes] == ["all"]
    assert record.annotated.article.metadata == {"outlet": "Times"}


def test_who_annotated_and_what_sort_they_are_comes_back(tmp_path: Path) -> None:
    """A machine stays one."""
    [record], _ = read(written(tmp_path, Annotated(article(text=TEXT), (annotation((0, 16), annotator="model"),))))
    assert record.kinds == {"model": Kind.MACHINE}


def test_the_same_work_gives_the_same_bytes(tmp_path: Path) -> None:
    """Although spaCy keeps its strings in sets, and attributes came in another order."""
    work = sample()
    turned = replace(
        work,
        annotations=tuple(replace(one, attributes=dict(reversed(one.attributes.items()))) for one in work.annotations),
    )
    one, other = written(tmp_path / "a", work), written(tmp_path / "b", turned)
    assert one.read_bytes() == other.read_bytes()


def test_without_spacy_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways."""
    docbin._tokeniser.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setitem(sys.modules, "spacy.strings", None)
    with pytest.raises(MissingExtra, match=r"workbench\[nlp\]"):
        written(tmp_path, sample())
    with pytest.raises(MissingExtra, match=r"workbench\[nlp\]"):
        read(SAMPLE)


def test_nothing_annotated_is_a_file_without_documents(tmp_path: Path) -> None:
    """Which is read as such."""
    assert read(written(tmp_path)) == ([], [])


def test_the_numbers_of_attributes_are_those_of_spacy() -> None:
    """They are part of the file."""
    assert {name: IDS[name] for name in docbin_file.ATTRIBUTES} == docbin_file.ATTRIBUTES


def message(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    return found


def in_file(folder: Path, value: object) -> Path:
    path = folder / "changed.spacy"
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(value)))
    return path


def test_a_span_outside_of_the_tokens_is_told_and_the_rest_taken(tmp_path: Path) -> None:
    """spaCy itself would read beyond the document's memory."""
    told = message(SAMPLE)
    groups = srsly.msgpack_loads(told["span_groups"][0])
    [packed] = [packed for packed, keys in groups.items() if keys == ["sc"]]
    group = srsly.msgpack_loads(packed)
    group["spans"][0] = group["spans"][0][:24] + b"\0\0\0\0\x7f\0\0\0" + group["spans"][0][32:]
    group["spans"][1] = group["spans"][1][:-1] + b"\x0f"
    told["span_groups"][0] = srsly.msgpack_dumps({srsly.msgpack_dumps(group): ["sc"]})
    (first, _), broken = read(in_file(tmp_path, told))
    assert words(first) == [("person", "Mayor Lind")]
    assert broken[:2] == [
        "document 1: spans[sc][0]: 0–2130706432 are no tokens of 20",
        "document 1: spans[sc][1]: its tokens are 1–9, but it says 1–15",
    ]


def test_a_document_with_unknown_words_is_told_and_the_rest_taken(tmp_path: Path) -> None:
    """A word's number must stand for a string of the file."""
    told = message(SAMPLE)
    told["strings"].remove("Nobody")
    [second], broken = read(in_file(tmp_path, told))
    assert words(second)[0] == ("GPE", "Oslo")
    assert broken[0] == "document 1: the file does not tell all of its words"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"article": 3}, "article is no object"),
        ({"article": {"id": "a\0"}}, "id holds U+0000, which no text may hold"),
        ({"annotator": {"kind": "god"}}, "kind: 'god' is no sort of annotator"),
        ({"spans": {"1": {"score": 2}}}, "the score 2.0 is not between 0 and 1"),
        (
            {"spans": {"1": {"attributes": {"a": float("nan")}}}},
            "attribute is neither text, a number",
        ),
        ({"spans": {"1": {"attributes": {"a": ["\0"]}}}}, "attribute holds U+0000, which no text may hold"),
        ({"relations": [{"type": "t", "from": "1", "to": "9"}]}, "the relation 't' has an end that was not taken: 9"),
    ],
)
def test_user_data_that_lie_are_told(values: dict[str, Any], reason: str, tmp_path: Path) -> None:
    """With the document's number."""
    doc = spacy.blank("en")("Nobody knew.")
    doc.spans["sc"] = [doc.char_span(0, 6, "claim", span_id="1")]
    doc.user_data = {"workbench": values}
    path = tmp_path / "lie.spacy"
    DocBin(store_user_data=True, docs=[doc]).to_disk(path)
    [told] = read(path)[1]
    assert told.startswith(f"document 1: {reason}")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is cut off, or holds more than"),
        (b"no zlib", "it is not compressed as spaCy does it"),
        (SAMPLE.read_bytes()[:-9], "it is cut off, or holds more than"),
        (zlib.compress(b"\xc1"), "its msgpack is damaged"),
        (zlib.compress(b"\x91" * 5000), "its msgpack is damaged"),
        (zlib.compress(b"\x81\x91\x90\x01"), "its msgpack is damaged"),
        (zlib.compress(b"\x90"), "the file is no object"),
        (zlib.compress(b"\x80"), "strings is missing"),
    ],
)
def test_what_is_no_docbin_is_refused_with_a_sentence(content: bytes, reason: str, tmp_path: Path) -> None:
    """As a file, because there are no documents to take."""
    path = tmp_path / "broken.spacy"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=f"broken.spacy is no DocBin of spaCy: {reason}"):
        read(path)


def test_a_small_file_that_unfolds_to_a_huge_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes, and by the number of its values."""
    monkeypatch.setattr(docbin_file, "LARGEST", 2**20)
    monkeypatch.setattr(docbin_file, "MOST", 1000)
    path = tmp_path / "bomb.spacy"
    path.write_bytes(zlib.compress(bytes(2**20 + 1)))
    with pytest.raises(FormatError, match="holds more than 1 MiB"):
        read(path)
    path.write_bytes(zlib.compress(b"\xdc\x02\x00" + b"\x91\x90" * 512))
    with pytest.raises(FormatError, match="its msgpack is damaged"):
        read(path)


def outcome(path: Path) -> str:
    """Whether the file is read, or refused."""
    try:
        read(path)
    except FormatError as error:
        return "a sentence" if "is no DocBin of spaCy" in error.message else error.message
    return "documents"


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_no_value_in_any_member_brings_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    """A file with anything anywhere is read or refused with a sentence."""
    told = message(SAMPLE)
    key = data.draw(st.sampled_from(sorted(told)))
    if isinstance(told[key], list) and data.draw(st.booleans()):
        told[key][data.draw(st.integers(0, len(told[key]) - 1))] = data.draw(anything)
    else:
        told[key] = data.draw(anything)
    assert outcome(in_file(tmp_path, told)) in ("documents", "a sentence")


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_no_changed_byte_brings_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    """Wherever it is under the compression."""
    plain = bytearray(zlib.decompress(SAMPLE.read_bytes()))
    for _ in range(data.draw(st.integers(1, 3))):
        plain[data.draw(st.integers(0, len(plain) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "changed.spacy"
    path.write_bytes(zlib.compress(plain))
    assert outcome(path) in ("documents", "a sentence")
