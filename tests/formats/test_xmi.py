"""UIMA CAS XMI: what INCEpTION writes is read, what we write is taken by cassis, and no lie passes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from cassis import Cas, load_cas_from_xmi, load_typesystem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.factories import annotation, article, note, relation
from tests.formats.corpus import Folder, exchanged, header, words
from workbench.errors import FormatError
from workbench.formats import Broken, Record, SaidBy, Source, annotators, archive, xmi, xml_tree
from workbench.formats.foreign import article as foreign_article
from workbench.model import Annotated, Annotation, Kind, Relation

SAMPLE = ROOT / "tests" / "formats" / "samples" / "xmi"
SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"


def reading(path: Path, label: str = "value", **said: Any) -> list[Record | Broken]:
    return list(xmi.read(path, Source({"label": label}, **said)))


def taken(path: Path, label: str = "value") -> list[Record]:
    """The records of a folder in which nothing is broken."""
    found = reading(path, label)
    assert [one for one in found if isinstance(one, Broken)] == []
    return [one for one in found if isinstance(one, Record)]


def quotes(record: Record) -> dict[str, str]:
    """The words under each label."""
    return {one.label: one.quote(record.annotated.article.text) for one in record.annotated.annotations}


# What INCEpTION writes


def test_the_sample_is_read() -> None:
    """Made with cassis 0.12 as INCEpTION 38 exports a project: its folders, types, and marks of who annotated."""
    ann, gold = taken(SAMPLE)
    text = ann.annotated.article.text
    assert text.startswith("Mayor Zoe\u0301 Lang 🎉 spoke on Monday.\r\n“The bridge 🌉 ")
    assert (ann.annotated.article.id, ann.annotated.article.metadata) == ("council", {"language": "en"})
    assert (ann.kinds, gold.kinds) == ({"ann": Kind.PERSON}, {"gold": Kind.GOLD})
    assert quotes(ann) == {
        "PER": "Zoe\u0301 Lang",
        "DATE": "Monday",
        "direct": "“The bridge 🌉 will open in May,”",
        "Doubt": "she",
    }
    assert quotes(gold) == {"PER": "Zoe\u0301 Lang"}


def test_features_of_layers_are_attributes_of_their_types() -> None:
    """Text, a truth value, numbers and several texts; what is not set is not there."""
    known = {one.label: one.attributes for one in taken(SAMPLE)[0].annotated.annotations}
    assert known["PER"] == {"identifier": "http://example.org/lang"}
    assert known["DATE"] == {}
    assert known["direct"] == {
        "complete": True,
        "voices": 1,
        "weight": 0.5,
        "topics": ("traffic", "spring, early"),
    }


def test_relations_run_as_the_arrows_do_and_slots_are_relations_too() -> None:
    """From the governor to the dependent; from the owner of a slot to what fills it, named by the role."""
    ann = taken(SAMPLE)[0].annotated
    label = {one.id: one.label for one in ann.annotations}
    found = {(one.type, label[one.from_id], label[one.to_id]) for one in ann.relations}
    assert found == {("said_by", "direct", "Doubt"), ("speaker", "direct", "PER")}


def test_the_option_says_which_feature_is_the_label() -> None:
    """What the layer does not have falls back to the usual ones; a number is no label."""
    found = taken(SAMPLE, "identifier")[0].annotated.annotations
    assert [(one.label, one.attributes.get("value")) for one in found] == [
        ("http://example.org/lang", "PER"),
        ("NamedEntity", "DATE"),
        ("direct", None),
        ("Doubt", None),
    ]


def test_a_zip_of_an_export_is_read_as_its_files_are(tmp_path: Path) -> None:
    """As INCEpTION leaves it in the folder of the document."""
    inside = SAMPLE / "annotation" / "council.txt" / "webanno4811export"
    packed = {one.name: one.read_bytes() for one in inside.iterdir()}
    assert taken(zipped(tmp_path, packed))[0].annotated == taken(SAMPLE)[0].annotated


# What we write


def written(folder: Path, *articles: Annotated) -> Path:
    """The folder that the articles are written into."""
    assert xmi.write(Folder(folder), header(), articles, {"label": "value"}) == sum(
        len(annotators(a)) for a in articles
    )
    return folder


def by_cassis(folder: Path) -> Iterator[Cas]:
    """All files as another program reads them."""
    types = load_typesystem(folder / "TypeSystem.xml")
    for path in sorted(folder.rglob("*.xmi")):
        cas = load_cas_from_xmi(path, typesystem=types)
        assert cas.typecheck() == []
        yield cas


def work(text: str, *marks: Annotation, relations: tuple[Relation, ...] = (), **about: Any) -> Annotated:
    """An article of this text, with work."""
    return Annotated(replace(foreign_article("001_first", text, "A title"), **about), marks, relations)


CASES = {
    "an emoji": "🎉 she said",
    "an emoji of many parts": "👩‍👩‍👧 she said",
    "a combining mark": "e\u0301 she said",
    "CR LF": "He.\r\nThen she said",
    "a lone CR": "He.\rThen she said",
    "a byte-order mark": "\ufeff𝒜 she said",
    "U+2028 and U+0085": "a\u2028b\x85 she said",
    "tabs and spaces": "\t  a \n she said",
}


@pytest.mark.parametrize("case", CASES)
def test_another_program_finds_the_words_after(case: str, tmp_path: Path) -> None:
    """cassis, which counts code points as we do, from the UTF-16 units of the file."""
    text = CASES[case]
    start = text.index("she")
    [cas] = by_cassis(written(tmp_path, work(text, annotation((start, start + 3)))))
    assert cas.sofa_string == text
    [span] = cas.select("custom.Span")
    assert (span.get_covered_text(), span.begin, span.label) == ("she", start, "direct_quote")
    assert "she" in [token.get_covered_text() for token in cas.select(f"{SEGMENTATION}.Token")]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=exchanged("001_first"))
def test_another_program_takes_whatever_is_written(one: Annotated, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Types, texts, words under spans, ends of relations."""
    folder = written(tmp_path_factory.mktemp("xmi"), one)
    text = xmi.characters(one).article.text
    found = []
    for cas in by_cassis(folder) if annotators(one) else ():
        assert cas.sofa_string == text
        found += [(span.label, span.get_covered_text()) for span in cas.select("custom.Span")]
        assert all(link.Governor.label and link.Dependent.label for link in cas.select("custom.Relation"))
    assert sorted(found) == sorted((each.label, each.extent.of(text)) for each in one.annotations)


def test_sentences_begin_and_end_with_tokens(tmp_path: Path) -> None:
    """As INCEpTION demands: every token in one sentence, none with white space at its ends, none over another."""
    text = "“We knew,” she said. Nobody…\r\n\r\n 🎉🎉 asked her (why)! "
    [cas] = by_cassis(written(tmp_path, work(text, annotation((0, 4)))))
    tokens = cas.select(f"{SEGMENTATION}.Token")
    assert all(one.end <= other.begin for one, other in pairwise(tokens))
    assert "".join(one.get_covered_text() for one in tokens) == "".join(text.split())
    for sentence in cas.select(f"{SEGMENTATION}.Sentence"):
        inside = cas.select_covered(f"{SEGMENTATION}.Token", sentence)
        assert (inside[0].begin, inside[-1].end) == (sentence.begin, sentence.end)


def test_attributes_comment_doubt_and_score_are_features(tmp_path: Path) -> None:
    """With the types that INCEpTION knows, declared once for all files."""
    one = annotation(
        (0, 2), attributes={"speech mode": True, "form": ("a", "b")}, comment="why?", unsure=True, score=0.5
    )
    other = annotation((0, 2), annotator="bob", attributes={"n": 3})
    cas, second = by_cassis(written(tmp_path, work("We knew.", one, other)))
    [span] = cas.select("custom.Span")
    assert (span.speech_x0020_mode, span.form, span.n) == ("yes", "a | b", None)
    assert (span.comment, span.unsure, span.score) == ("why?", True, 0.5)
    assert second.select("custom.Span")[0].n == "3"


def test_a_relation_runs_from_governor_to_dependent_and_stands_on_the_dependent(tmp_path: Path) -> None:
    """As INCEpTION draws and checks it."""
    quote, source = annotation((0, 9)), annotation((11, 14), label="source")
    [cas] = by_cassis(written(tmp_path, work("“We knew,” she.", quote, source, relations=(relation(quote, source),))))
    [link] = cas.select("custom.Relation")
    assert (link.Governor.label, link.Dependent.label, link.label) == ("direct_quote", "source", "said_by")
    assert (link.begin, link.end) == (11, 14)


def test_files_lie_as_in_a_project_of_inception(tmp_path: Path) -> None:
    """Names are safe, the gold layer is the curator's, and the file itself says which article and who."""
    marks = [annotation((0, 2), annotator=name) for name in ("../Éva 🐙", "gold")]
    written(tmp_path, work("We knew.", *marks, id="a.b-größer"))
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*.*") if one.is_file()) == [
        "TypeSystem.xml",
        "annotation/a.b-größer.txt/%2E.%2FÉva%20%F0%9F%90%99.xmi",
        "curation/a.b-größer.txt/CURATION_USER.xmi",
    ]
    assert [(one.annotated.article.id, one.kinds) for one in taken(tmp_path)] == [
        ("a.b-größer", {"../Éva 🐙": Kind.PERSON}),
        ("a.b-größer", {"gold": Kind.GOLD}),
    ]


def test_the_same_work_gives_the_same_bytes(tmp_path: Path) -> None:
    """Ids and all."""
    marks = annotation((0, 2), attributes={"b": "1", "a": "2"}), annotation((3, 7), attributes={"c": "3"})
    folders = [written(tmp_path / name, work("We knew.", *marks)) for name in "ab"]
    a, b = ([(one.name, one.read_bytes()) for one in sorted(each.rglob("*.x*")) if one.is_file()] for each in folders)
    assert a == b


def test_a_control_character_becomes_a_sign_and_moves_nothing(tmp_path: Path) -> None:
    """In the text and wherever else words stand; the loss says so."""
    one = annotation((6, 8), label="a\x00b", attributes={"k\x01": "v\x02"}, comment="\x1b[31m")
    told = replace(work("\x1b[31m We\ufffe knew.", one), notes=(note("\x07"),))
    [record] = taken(written(tmp_path, told))
    [found] = record.annotated.annotations
    assert record.annotated.article.text == "\ufffd[31m We\ufffd knew."
    assert (found.quote(record.annotated.article.text), found.label) == ("We", "a\ufffdb")
    assert (found.attributes, found.comment) == ({"k\ufffd": "v\ufffd"}, "\ufffd[31m")
    assert [each.text for each in record.annotated.notes] == ["\ufffd"]


@given(key=st.one_of(words, st.text("x0_AF4 é1"), st.sampled_from(["label", "value", "sofa", "x0000_", "_x0041_"])))
def test_any_attribute_has_a_feature_of_its_own(key: str) -> None:
    """A name that Java and XML allow, from which the attribute is told again."""
    feature = xmi._feature(key)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", feature)
    assert feature not in xmi._RESERVED
    assert xmi._key(feature) == key


def test_grammar_that_somebody_annotated_is_told(tmp_path: Path) -> None:
    """Once for each sort; tokens and sentences, which INCEpTION makes by itself, are not."""
    core = "http:///de/tudarmstadt/ukp/dkpro/core/api"
    chunks = "".join(f'<s:Chunk xmlns:s="{core}/syntax/type/chunk.ecore" xmi:id="{id_}"/>' for id_ in (3, 4))
    tokens = "".join(
        f'<t:{type_} xmlns:t="{core}/segmentation/type.ecore" xmi:id="{id_}"/>'
        for id_, type_ in enumerate(("Token", "Sentence", "Lemma"), start=5)
    )
    *broken, record = reading(placed(tmp_path, document(GOOD + chunks + tokens)))
    assert [one.reason for one in broken] == [
        "Chunk is grammar, and left out (2)",
        "Lemma is grammar, and left out (1)",
    ]
    assert quotes(record) == {"good": "We"}


# What nobody vouches for

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>webanno.custom.Quote</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>value</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
<featureDescription><name>sure</name><rangeTypeName>uima.cas.Boolean</rangeTypeName></featureDescription>
<featureDescription><name>count</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>
<featureDescription><name>weight</name><rangeTypeName>uima.cas.Float</rangeTypeName></featureDescription>
<featureDescription><name>sizes</name><rangeTypeName>uima.cas.IntegerArray</rangeTypeName></featureDescription>
<featureDescription><name>tags</name><rangeTypeName>uima.cas.StringArray</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>webanno.custom.Link</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>Governor</name><rangeTypeName>webanno.custom.Quote</rangeTypeName></featureDescription>
<featureDescription><name>Dependent</name><rangeTypeName>webanno.custom.Quote</rangeTypeName></featureDescription>
<featureDescription><name>why</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>webanno.custom.Topic</name><supertypeName>uima.cas.AnnotationBase</supertypeName><features>
<featureDescription><name>value</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>a.Round</name><supertypeName>a.About</supertypeName></typeDescription>
<typeDescription><name>a.About</name><supertypeName>a.Round</supertypeName></typeDescription>
</types></typeSystemDescription>
"""
GOOD = '<custom:Quote xmi:id="2" sofa="1" begin="3" end="6" value="good"/>'


def document(body: str = GOOD, sofa: str = 'sofaString="🎉 We knew."', before: str = "") -> str:
    """A file as UIMA writes it, everything in its index."""
    ids = " ".join(re.findall(r'xmi:id="(\d+)"', body))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:a="http:///a.ecore"'
        ' xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">'
        f'<cas:NULL xmi:id="0"/>{body}<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" {sofa}/>'
        f'<cas:View sofa="1" members="{ids}"/></xmi:XMI>'
    )


def placed(folder: Path, content: str | bytes, types: str | bytes = TYPES) -> Path:
    """A folder as of a project, in which ann annotated one document so."""
    place = folder / "annotation" / "first.txt"
    place.mkdir(parents=True)
    (place / "ann.xmi").write_bytes(content.encode() if isinstance(content, str) else content)
    (place / "TypeSystem.xml").write_bytes(types.encode() if isinstance(types, str) else types)
    return folder


def quote(more: str, id_: int = 3) -> str:
    return f'<custom:Quote xmi:id="{id_}" sofa="1" {more}/>'


HALF_BROKEN = {
    "a span that is empty": (quote('begin="3" end="3"'), "Quote 3: 3–3 is no span"),
    "a span that runs backwards": (quote('begin="5" end="3"'), "5–3 is no span"),
    "a span past the end": (quote('begin="3" end="99"'), "3–99 does not lie in the text of 11 UTF-16 units"),
    "a span before the text": (quote('begin="-1" end="3"'), "-1–3 is no span"),
    "half an emoji": (quote('begin="1" end="5"'), "begins or ends inside of a character"),
    "a place in words": (quote('begin="one" end="3"'), "'one' is no whole number"),
    "no place": (quote('end="3"'), "'' is no whole number"),
    "a huge place": (quote(f'begin="3" end="{"9" * 5000}"'), "is no whole number"),
    "white space alone": (quote('begin="2" end="3" value="x"'), "'x' has no words"),
    "the same twice": (quote('begin="3" end="6" value="good"'), "with the same values, was given before"),
    "a type of nowhere": (
        '<custom:Other xmi:id="3" sofa="1" begin="3" end="6"/>',
        "webanno.custom.Other is not in the",
    ),
    "a type without a package": ('<Quote xmi:id="3"/>', "its type .Quote is not in the TypeSystem.xml"),
    "types in a circle": ('<a:Round xmi:id="3" value="x"/>', "Round 3: its feature value is not in the"),
    "a feature of nowhere": (quote('begin="8" end="9" colour="red"'), "its feature colour is not in the"),
    "a truth that is none": (quote('begin="3" end="6" sure="maybe"'), "'maybe' is neither true nor false"),
    "a number that is none": (quote('begin="3" end="6" count="1.5"'), "'1.5' is no whole number"),
    "a weight beyond numbers": (quote('begin="3" end="6" weight="NaN"'), "'NaN' is no number"),
    "several numbers": (
        quote('begin="8" end="9" sizes="1 2"'),
        "its feature sizes has several numbers, and is left out",
    ),
    "a word on the document": (
        '<custom:Topic xmi:id="3" sofa="1" value="bridges"/>',
        "Topic 3: it stands on the whole",
    ),
    "a relation to nowhere": (
        '<custom:Link xmi:id="3" sofa="1" begin="3" end="6" Governor="2" Dependent="77"/>',
        "the relation 'Link' has an end that was not taken: 77",
    ),
    "half a relation": ('<custom:Link xmi:id="3" sofa="1" begin="3" end="6" Governor="2"/>', "has no two ends"),
    "a relation with attributes": (
        '<custom:Link xmi:id="3" sofa="1" begin="3" end="6" Governor="2" Dependent="2" why="so"/>',
        "Link 3: relations have no attributes: why is left out",
    ),
    "a second text": (
        '<cas:Sofa xmi:id="3" sofaNum="2" sofaID="pdf"/>',
        "it has other texts (views) besides the first",
    ),
}


NO_ANNOTATION_OF_WORDS = {
    "the same twice",
    "a type without a package",
    "types in a circle",
    "a feature of nowhere",
    "several numbers",
    "a word on the document",
    "a relation to nowhere",
    "half a relation",
    "a relation with attributes",
    "a second text",
}
"""Of these, what leaves no words without an annotation that somebody made."""


@pytest.mark.parametrize("case", HALF_BROKEN)
def test_an_annotation_that_is_not_taken_leaves_its_article_unread(case: str, tmp_path: Path) -> None:
    """Its words would count as unmarked; what is no annotation of words does not matter."""
    *_, record = reading(placed(tmp_path, document(GOOD + HALF_BROKEN[case][0])))
    assert isinstance(record, Record)
    assert record.finished == ({"ann"} if case in NO_ANNOTATION_OF_WORDS else set())


@pytest.mark.parametrize("case", HALF_BROKEN)
def test_what_is_wrong_is_told_and_the_rest_is_taken(case: str, tmp_path: Path) -> None:
    """The sentence names the annotation by layer and xmi:id."""
    body, sentence = HALF_BROKEN[case]
    broken, record = reading(placed(tmp_path, document(GOOD + body)))
    assert isinstance(broken, Broken)
    assert sentence in broken.reason
    assert isinstance(record, Record)
    assert quotes(record)["good"] == "We"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
UNREADABLE: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "it is no XML 1.0: no element found"),
    "no XML": ("We knew.", "it is no XML 1.0: syntax error"),
    "a file cut off": (document()[:-30], "it is no XML 1.0: "),
    "no UTF-8": (document().encode("latin-1", "replace").replace(b"We", b"\xff"), "it is no XML 1.0: "),
    "entities in UTF-16": (document(before=LAUGHS).encode("utf-16"), "it has a DOCTYPE"),
    "another XML": ("<html/>", "there is no Sofa with a sofaString"),
    "no text": (document(sofa='mimeType="text"'), "there is no Sofa with a sofaString"),
    "a text without words": (document(sofa='sofaString=" &#10;"'), "the text has no words"),
    "an id twice": (document(GOOD + GOOD), "an xmi:id is missing, or given twice"),
    "no id": (document('<custom:Quote sofa="1" begin="3" end="5"/>'), "an xmi:id is missing, or given twice"),
    "entities in entities": (document(sofa='sofaString="&b;"', before=LAUGHS), "it has a DOCTYPE"),
    "another file": (
        document('<a:B xmi:id="3">&e;</a:B>', before='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        "it has a DOCTYPE",
    ),
    "another file's rules": (document(before='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), "it has a DOCTYPE"),
    "a control character of XML 1.1": (
        document(sofa='sofaString="a &#27; b"').replace('"1.0"', '"1.1"'),
        "it is no XML 1.0: reference to invalid character number",
    ),
    "a deep nest": ("<a>" * 200_000, "more than 40 in one another"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_and_the_next_is_read(case: str, tmp_path: Path) -> None:
    """With its path and a reason."""
    content, sentence = UNREADABLE[case]
    placed(tmp_path, content)
    (tmp_path / "annotation" / "first.txt" / "bob.xmi").write_text(document(), encoding="utf-8")
    broken, record = reading(tmp_path)
    assert isinstance(broken, Broken)
    assert broken.path.name == "ann.xmi"
    assert sentence in broken.reason
    assert isinstance(record, Record)
    assert record.kinds == {"bob": Kind.PERSON}


def test_what_encoding_a_file_claims_does_not_matter(tmp_path: Path) -> None:
    """UIMA writes UTF-8; UTF-16 shows by itself what it is."""
    placed(tmp_path, document().replace("UTF-8", "idna"))
    (tmp_path / "annotation" / "first.txt" / "bob.xmi").write_bytes(document().encode("utf-16"))
    assert [quotes(one) for one in taken(tmp_path)] == [{"good": "We"}] * 2


TYPE_SYSTEMS = {
    "no XML": ("", "its TypeSystem.xml: it is no XML 1.0"),
    "a DOCTYPE": (TYPES.replace("<typeSystemDescription", "<!DOCTYPE x><typeSystemDescription", 1), "it has a DOCTYPE"),
    "no types": ("<types/>", "its TypeSystem.xml declares no types"),
}


@pytest.mark.parametrize("case", TYPE_SYSTEMS)
def test_a_type_system_that_is_none_is_told(case: str, tmp_path: Path) -> None:
    """In a sentence on the file that needs it."""
    types, sentence = TYPE_SYSTEMS[case]
    [broken] = reading(placed(tmp_path, document(), types))
    assert sentence in str(broken)


def test_the_name_of_a_feature_never_runs_as_code(tmp_path: Path) -> None:
    """Programs that make classes of type systems compile such names."""
    code = "x=__import__('pathlib').Path('ran').touch()"
    types = TYPES.replace("<name>sure</name>", f"<name>{code}</name>")
    [record] = taken(placed(tmp_path, document(), types))
    assert quotes(record) == {"good": "We"}
    assert not Path("ran").exists()


def test_without_a_type_system_nothing_is_guessed(tmp_path: Path) -> None:
    """It is looked for beside the file and in three folders above."""
    placed(tmp_path, document())
    (tmp_path / "annotation" / "first.txt" / "TypeSystem.xml").rename(tmp_path / "TypeSystem.xml")
    assert len(taken(tmp_path)) == 1
    (tmp_path / "TypeSystem.xml").unlink()
    [broken] = reading(tmp_path)
    assert "there is no TypeSystem.xml beside it" in str(broken)


def test_a_file_too_large_for_a_tree_in_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree takes many times what its file does."""
    monkeypatch.setattr(xml_tree, "LARGEST_XML", 2**20)
    [broken] = reading(placed(tmp_path, document("<a/>" * 2**18)))
    assert "it is larger than 1 MiB" in str(broken)


def test_what_is_not_in_the_index_was_deleted(tmp_path: Path) -> None:
    """UIMA keeps such a thing while something else refers to it."""
    body = GOOD + quote('begin="8" end="9" value="deleted"')
    [record] = taken(placed(tmp_path, document(body).replace('members="2 3"', 'members="2"')))
    assert quotes(record) == {"good": "We"}


def test_several_texts_may_stand_in_an_array_apart(tmp_path: Path) -> None:
    """Where the type system allows more than one reference to it."""
    body = (
        GOOD.replace("/>", ' tags="3"/>')
        + '<cas:StringArray xmi:id="3"><elements>a b</elements><elements/></cas:StringArray>'
    )
    [record] = taken(placed(tmp_path, document(body)))
    assert record.annotated.annotations[0].attributes == {"tags": ("a b", "")}


# Who annotated


def test_a_file_that_does_not_say_who_annotated_must_be_told(tmp_path: Path) -> None:
    """Outside of the folders of a project; then the article is called what its file is."""
    (tmp_path / "TypeSystem.xml").write_text(TYPES, encoding="utf-8")
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / "first.xmi").write_text(document(), encoding="utf-8")
    with pytest.raises(FormatError, match="does not say who annotated it"):
        reading(tmp_path)
    for said in ({"annotator": "eve"}, {"said_by": SaidBy.FOLDER}):
        [record] = reading(tmp_path, **said)
        assert isinstance(record, Record)
        assert (record.kinds, record.annotated.article.id) == ({"eve": Kind.PERSON}, "first")


ABOUT = (
    '<m:DocumentMetaData xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:id="9"'
    ' documentTitle="{title}" documentId="{id}" documentUri="{uri}" collectionId="{collection}"/>'
)


@pytest.mark.parametrize(
    ("about", "who", "name"),
    [
        ({"title": "t", "id": "bob", "uri": "news/a.txt", "collection": "news"}, "bob", "a"),
        ({"title": "t", "id": "a.txt", "uri": "file:/d/a.txt", "collection": "file:/d"}, "ann", "first"),
        ({"title": "t", "id": "", "uri": "news/a.txt", "collection": "news"}, "ann", "first"),
        ({"title": "t", "id": "bob", "uri": "a.txt", "collection": ""}, "ann", "first"),
    ],
    ids=["as INCEpTION says it", "as DKPro Core says it", "nobody", "no project"],
)
def test_what_the_file_says_goes_before_its_folders(about: dict[str, str], who: str, name: str, tmp_path: Path) -> None:
    """`documentId` is the annotator if the address is that of a document in a project of INCEpTION."""
    [record] = taken(placed(tmp_path, document(GOOD + ABOUT.format(**about))))
    assert (record.kinds, record.annotated.article.id, record.annotated.article.title) == (
        {who: Kind.PERSON},
        name,
        "t",
    )


# Zips


def zipped(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "webanno1export.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    """Nothing is put on the disk; the path only says where something stood."""
    path = zipped(
        tmp_path, {"../../annotation/x.txt/ann.xmi": document().encode(), "../../TypeSystem.xml": TYPES.encode()}
    )
    [record] = taken(path)
    assert record.path == path / "annotation" / "x.txt" / "ann.xmi"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that can be read are read all the same."""
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 2**19)
    held = {"ann.xmi": b" " * 2**20, "bob.xmi": document().encode()}
    members = {f"annotation/first.txt/{name}": content for name, content in held.items()}
    broken, record = reading(zipped(tmp_path, {**members, "TypeSystem.xml": TYPES.encode()}))
    assert str(broken).endswith("ann.xmi is larger than 524,288 bytes")
    assert isinstance(record, Record)


def test_a_zip_without_what_is_needed_is_told(tmp_path: Path) -> None:
    """A project is to be unpacked first; a file needs its type system."""
    inner = zipped(tmp_path, {"ann.xmi": document().encode()})
    assert "ann.xmi: in the zip is no TypeSystem.xml for it" in str(*reading(inner))
    outer = zipped(tmp_path, {"annotation/first.txt/webanno1export.zip": inner.read_bytes()})
    assert "if it holds a whole project, unpack it first" in str(*reading(outer))


def test_a_broken_zip_is_told(tmp_path: Path) -> None:
    """Whichever byte it is."""
    held = BytesIO()
    with ZipFile(held, "w") as packed:
        packed.writestr("TypeSystem.xml", TYPES)
        packed.writestr("annotation/first.txt/ann.xmi", document())
    path = tmp_path / "a.zip"
    path.write_bytes(held.getvalue().replace(b"We knew", b"He knew"))
    assert "ann.xmi cannot be unpacked: Bad CRC-32" in str(*reading(path))
    path.write_bytes(b"PK")
    assert "is no zip file, or a broken one" in str(*reading(tmp_path))
    with pytest.raises(FormatError, match="is no zip file, or a broken one"):
        reading(path)


def test_where_there_is_no_file_the_error_says_so(tmp_path: Path) -> None:
    """A folder without any, and a path to none."""
    with pytest.raises(FormatError, match=r"no file that ends in \.xmi"):
        reading(tmp_path)
    with pytest.raises(FormatError, match="There is no file"):
        reading(tmp_path / "ann.xmi")


# Whatever the bytes

PARTS = [document().encode(), TYPES.encode()]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), which=st.integers(0, 1))
def test_no_change_of_bytes_brings_the_reader_down(
    data: st.DataObject, which: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each gives records and sentences."""
    parts = [*PARTS]
    content = parts[which]
    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, min(len(content), start + 12)))
    parts[which] = content[:start] + data.draw(st.binary(max_size=6)) + content[stop:]
    for one in reading(placed(tmp_path_factory.mktemp("xmi"), *parts)):
        assert isinstance(one, Record | Broken)


def test_an_article_that_nobody_touched_makes_no_files(tmp_path: Path) -> None:
    """Not even a type system."""
    written(tmp_path, Annotated(article()))
    assert list(tmp_path.iterdir()) == []
