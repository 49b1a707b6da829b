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
    ],
)
def test_what_tells_an_annotator_what_to_do_is_the_meaning(old: str, new: str) -> None:
    """Whoever changes it makes another scheme."""
    assert parse(TEXT.replace(old, new)).fingerprint != SCHEME.fingerprint


def test_a_scheme_is_a_value() -> None:
    """Two readings of one text are equal, and the fingerprint does not depend on the text kept."""
    assert parse(TEXT) == SCHEME
    assert replace(SCHEME, text="").fingerprint == SCHEME.fingerprint
