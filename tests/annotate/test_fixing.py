"""What is to fix: what is required and not there, and what the scheme does not allow."""

import pytest

from tests import factories
from workbench import scheme
from workbench.annotate import Reading
from workbench.annotate.fixing import to_fix
from workbench.model import Annotation, Layer, Relation

SCHEME = scheme.parse(
    """
scheme: strict
version: 1
labels:
  quote: {attributes: {form: {type: choice, values: [full, partial], required: true}}}
  source: {}
relations:
  said_by: {from: [quote], to: [source], required: yes}
  same_quote: {from: [quote], to: [quote], across_articles: yes}
"""
)
SOURCE = factories.annotation((12, 15), label="source", id="source")


def quote(start: int, id_: str = "quote", **attributes: str) -> Annotation:
    """A quotation of three characters."""
    return factories.annotation((start, start + 3), label="quote", id=id_, attributes=attributes)


def opened(
    *annotations: Annotation, relations: tuple[Relation, ...] = (), beyond: tuple[Annotation, ...] = ()
) -> Reading:
    """A reading of two paragraphs."""
    layer = Layer("001_first", "ann", annotations, relations, beyond=beyond)
    article = factories.article(text="One two three.\n\nFour five six seven eight.")
    return Reading(article, SCHEME, layer, now=lambda: factories.NOW, new_id=lambda: "new")


def problems(made: Reading) -> list[tuple[int, str]]:
    """Paragraph and problem."""
    return [(fix.paragraph, fix.problem) for fix in to_fix(made)]


def test_what_is_required_and_not_there_is_to_fix() -> None:
    """An attribute and a relation, in reading order."""
    assert problems(opened(quote(16, "later", form="full"), quote(0))) == [
        (0, "'form' has no value yet"),
        (0, "no 'said_by' leads from here yet; it leads to 'source'"),
        (1, "no 'said_by' leads from here yet; it leads to 'source'"),
    ]


def test_what_is_complete_is_not_to_fix() -> None:
    """The relation is there, and so is the value."""
    one = quote(0, form="full")
    assert problems(opened(one, SOURCE, relations=(factories.relation(one, SOURCE),))) == []


def test_what_the_scheme_does_not_know_is_to_fix() -> None:
    """A label and an attribute that an older scheme had."""
    lost = factories.annotation((4, 7), label="sources", id="lost")
    assert problems(opened(factories.annotation((0, 3), label="source", attributes={"form": "full"}), lost)) == [
        (0, "'form' is no attribute of 'source'"),
        (0, "'sources' is no label of the scheme; did you mean 'source'?"),
    ]


def test_a_relation_that_is_not_allowed_is_told_where_it_starts() -> None:
    """Once, and with what it is."""
    other = factories.annotation((4, 7), label="source", id="other")
    link = factories.relation(SOURCE, other)
    (fix,) = to_fix(opened(other, SOURCE, relations=(link,)))
    assert (fix.annotation, fix.relation, fix.problem) == (SOURCE, link, "'said_by' starts at 'quote', not at 'source'")


@pytest.mark.parametrize("kind", ["same_quote", "said_by"])
def test_a_relation_that_starts_in_another_article_is_told_at_its_end_here(kind: str) -> None:
    """Only a type that may lead across articles is in order there."""
    far = factories.annotation((0, 3), label="quote", article_id="002_second")
    here = SOURCE if kind == "said_by" else quote(0, form="full")
    made = opened(here, relations=(factories.relation(far, here, kind),), beyond=(far,))
    wrong = [(fix.annotation, fix.problem) for fix in to_fix(made) if fix.relation]
    assert wrong == ([(SOURCE, "'said_by' cannot link two articles")] if kind == "said_by" else [])
