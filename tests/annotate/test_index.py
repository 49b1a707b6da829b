"""What is found by place and by end."""

from dataclasses import replace

from tests import factories
from workbench.annotate.index import LayerIndex
from workbench.annotate.units import Units
from workbench.model import Change, Layer, Relation

QUOTE, SOURCE, OTHER = (factories.annotation((start, start + 2)) for start in (0, 3, 6))


def index(*relations: Relation) -> LayerIndex:
    return LayerIndex(
        Units(factories.article()), Layer("001_first", "ann", (QUOTE, SOURCE, OTHER), relations=tuple(relations))
    )


def test_a_relation_is_found_at_both_its_ends() -> None:
    """In the order in which they were made, and one that links an annotation to itself only once."""
    link, back = factories.relation(QUOTE, SOURCE), factories.relation(SOURCE, QUOTE)
    loop = factories.relation(QUOTE, QUOTE)
    made = index(link, back, loop)
    assert made.relations_of(QUOTE.id) == (link, back, loop)
    assert made.relations_of(SOURCE.id) == (link, back)
    assert made.relations_of(OTHER.id) == ()
    made.apply((Change(loop, None), Change(link, None)))
    assert made.relations_of(QUOTE.id) == made.relations_of(SOURCE.id) == (back,)


def test_a_relation_that_is_bent_is_found_at_its_new_end_alone() -> None:
    """The old one knows nothing of it any more."""
    link = factories.relation(QUOTE, SOURCE)
    bent = replace(link, to_id=OTHER.id)
    made = index(link)
    made.apply((Change(link, bent),))
    assert made.relations_of(OTHER.id) == made.relations_of(QUOTE.id) == (bent,)
    assert made.relations_of(SOURCE.id) == ()
