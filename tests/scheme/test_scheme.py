"""What a scheme says of annotations and relations, and when two schemes mean the same."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workbench.model import Annotation, AttributeValue, Relation, Span
from workbench.scheme import parse

TEXT = """
scheme: test
labels:
  quote: {key: q}
  direct: {parent: quote, attributes: [form, tone, sure, note, weight]}
  source: {key: s, guideline: Who says it.}
attributes:
  form: {values: [full, partial], required: true, default: full}
  tone: {type: choices, values: [calm, angry]}
  sure: {type: yes_no, default: no}
  note: text
  weight: number
relations:
  said_by: {from: quote, to: source}
  same: {from: [direct], to: [direct], across_articles: true}
"""
SCHEME = parse(TEXT)


def annotation(label: str, id_: str = "1", article: str = "x", **attributes: AttributeValue) -> Annotation:
    return Annotation(id_, article, "ada", label, (Span(0, 1),), datetime(2026, 1, 1, tzinfo=UTC), "", attributes)


def test_an_annotation_as_the_scheme_wants_it_has_no_problem() -> None:
    """Each type takes its own sort of value."""
    right = annotation("direct", form="partial", tone=("angry", "calm"), sure=True, note="", weight=0.5)
    assert SCHEME.violations(right) == SCHEME.missing(right) == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (annotation("dircet"), "'dircet' is no label of the scheme; did you mean 'direct'?"),
        (annotation("source", form="full"), "'form' is no attribute of 'source'"),
        (annotation("direct", from_="full", form="full"), "'from_' is no attribute of 'direct'; did you mean 'form'?"),
        (annotation("direct", form="ful"), "'form' of 'direct' cannot be 'ful'; did you mean 'full'?"),
        (annotation("direct", form=True), "'form' of 'direct' must be one of its values, not True"),
        (annotation("direct", form="full", tone="calm"), "'tone' of 'direct' must be a list of its values, not 'calm'"),
        (annotation("direct", form="full", tone=("calm", "calm")), "'tone' of 'direct' names a value twice"),
        (annotation("direct", form="full", sure="no"), "'sure' of 'direct' must be yes or no, not 'no'"),
        (annotation("direct", form="full", note=1), "'note' of 'direct' must be text, not 1"),
        (annotation("direct", form="full", weight=True), "'weight' of 'direct' must be a number, not True"),
        (annotation("direct", form="full", weight=float("nan")), "'weight' of 'direct' must be a number, not nan"),
    ],
)
def test_what_an_annotation_breaks_is_told_in_a_sentence(broken: Annotation, told: str) -> None:
    """Unknown label or attribute, wrong type or value."""
    assert SCHEME.violations(broken) == [told]


def test_an_unfinished_annotation_is_not_a_wrong_one() -> None:
    """A required attribute may still come."""
    assert SCHEME.violations(annotation("direct")) == []
    assert SCHEME.missing(annotation("direct")) == ["form"]


def relation(type_: str, from_: str, to: str = "2") -> Relation:
    return Relation(f"{type_}{from_}", "ada", type_, from_, to)


def test_what_is_required_and_not_there_is_told() -> None:
    """An attribute without a value, and a relation that does not start here."""
    demanding = parse(TEXT.replace("to: source}", "to: source, required: yes}"))
    assert demanding.lacking(annotation("direct"), [relation("same", "1"), relation("said_by", "3", "1")]) == [
        "'form' has no value yet",
        "no 'said_by' leads from here yet; it leads to 'source'",
    ]


def test_what_is_there_is_not_lacking() -> None:
    """Nor is what the scheme does not demand."""
    demanding = parse(TEXT.replace("to: source}", "to: source, required: yes}"))
    assert demanding.lacking(annotation("direct", form="full"), [relation("said_by", "1")]) == []
    assert demanding.lacking(annotation("source"), []) == []
    assert SCHEME.lacking(annotation("quote"), []) == []


def test_a_label_knows_the_relations_that_may_start_there() -> None:
    """A relation that names the parent is offered to its children."""
    assert [kind.name for kind in SCHEME.offers("direct")] == ["said_by", "same"]
    assert SCHEME.offers("source") == SCHEME.offers("no such label") == ()


def test_two_labels_know_the_relations_that_may_lead_from_one_to_the_other() -> None:
    """Between two articles only those that may."""
    assert SCHEME.relation_types("direct", "source", across=False) == (SCHEME.relations["said_by"],)
    assert SCHEME.relation_types("direct", "source", across=True) == ()
    assert SCHEME.relation_types("direct", "direct", across=True) == (SCHEME.relations["same"],)
    assert SCHEME.relation_types("source", "direct", across=False) == ()


def test_a_label_that_the_scheme_does_not_have_can_be_drawn() -> None:
    """It has no key, and always the same colour."""
    free = SCHEME.label("irony")
    assert (free.name, free.key, free.attributes) == ("irony", None, ())
    assert free == parse(TEXT.replace("quote", "quotation")).label("irony")
    assert SCHEME.label("source") == SCHEME.labels["source"]


def test_a_free_label_is_one_where_the_scheme_says_so() -> None:
    """It is a name, has no attributes, and needs none."""
    free = parse(TEXT + "free_labels: yes\n")
    assert free.violations(annotation("irony")) == free.missing(annotation("irony")) == []
    assert free.defaults("irony") == {}
    assert free.violations(annotation("irony", form="full")) == ["'form' is no attribute of 'irony'"]
    assert free.violations(annotation(" irony"))[0].startswith("a name has no space at its ends")
    assert free.violations(annotation("i" * 61)) == ["a name has at most 60 characters, this one has 61"]


def test_a_letter_opens_the_paths_that_begin_with_it() -> None:
    """In the order of the file; the letter itself stands for the parent."""
    deep = parse(
        "scheme: s\nlabels:\n  a: {key: a}\n  b: {parent: a, key: ax}\n  c: {parent: b, key: ac}\n  d: {key: d}"
    )
    assert [label.name for label in deep.paths("a")] == ["b", "c"]
    assert deep.paths("d") == ()
    assert deep.label_for_key("a") == deep.labels["a"]
    assert deep.label_for_key("ac") == deep.labels["c"]


def test_a_new_annotation_starts_with_the_defaults() -> None:
    """Also where the default is no."""
    assert SCHEME.defaults("direct") == {"form": "full", "sure": False}


@pytest.mark.parametrize(
    ("type_", "source", "target", "told"),
    [
        ("said_by", annotation("direct"), annotation("source", "2"), []),
        ("same", annotation("direct"), annotation("direct", "2", "y"), []),
        ("said", annotation("direct"), annotation("source", "2"),
         ["'said' is no relation of the scheme; did you mean 'said_by'?"]),
        ("said_by", annotation("source"), annotation("direct", "2"),
         ["'said_by' starts at 'quote', 'direct', not at 'source'", "'said_by' leads to 'source', not to 'direct'"]),
        ("said_by", annotation("direct"), annotation("source", "2", "y"), ["'said_by' cannot link two articles"]),
        ("same", annotation("direct"), annotation("direct"), ["'same' cannot link an annotation to itself"]),
    ],
)  # fmt: skip
def test_what_a_relation_breaks_is_told(type_: str, source: Annotation, target: Annotation, told: list[str]) -> None:
    """Type, both ends, one article or two, no loop."""
    assert SCHEME.relation_problems(Relation("r", "ada", type_, source.id, target.id), source, target) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("key: q", "key: z"),
        ("{key: s,", "{key: s, colour: red,"),
        ("Who says it.", "'Who   says it.  '"),
        ("scheme: test", "# a remark\nscheme: test"),
        ("from: quote", "from: [direct, quote]"),
        ("scheme: test", "scheme: test\nblind: yes"),
        ("scheme: test", "scheme: test\nfree_labels: no"),
        ("scheme: test", "scheme: test\npass_mark: 0.8"),
        ("to: source", "to: source, required: no"),
        ("{parent: quote,", "{parent: quote, key: qd,"),
    ],
)
def test_layout_keys_and_colours_are_not_the_meaning(old: str, new: str) -> None:
    """Whoever changes them leaves the fingerprint as it was."""
    assert parse(TEXT.replace(old, new)).fingerprint == SCHEME.fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scheme: test", "scheme: tset"),
        ("scheme: test", "scheme: test\nversion: 2"),
        ("scheme: test", "scheme: test\nguideline: Take care."),
        ("Who says it.", "Who wrote it."),
        ("key: s,", "include: pronouns,"),
        ("parent: quote, ", ""),
        ("[full, partial]", "[full, partial, nested]"),
        ("required: true", "required: false"),
        ("across_articles: true", "across_articles: false"),
        ("to: source", "to: [source, quote]"),
        ("to: source", "to: source, required: yes"),
        ("scheme: test", "scheme: test\nfree_labels: yes"),
    ],
)
def test_what_tells_an_annotator_what_to_do_is_the_meaning(old: str, new: str) -> None:
    """Whoever changes it makes another scheme."""
    assert parse(TEXT.replace(old, new)).fingerprint != SCHEME.fingerprint


def test_a_scheme_is_a_value() -> None:
    """Two readings of one text are equal, and the fingerprint does not depend on the text kept."""
    assert parse(TEXT) == SCHEME
    assert replace(SCHEME, text="").fingerprint == SCHEME.fingerprint
