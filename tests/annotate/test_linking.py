"""Relations: what the scheme offers, what is made, what of it can be undone."""

from dataclasses import replace

import pytest

from tests import factories
from tests.annotate.stage import note, opened
from workbench import scheme
from workbench.annotate import Reading
from workbench.annotate.linking import Link, offered, start, ties
from workbench.errors import Refused
from workbench.model import Annotation, Layer, Relation

SCHEME = scheme.parse(
    """
scheme: tiny
version: 1
labels: {quote: {}, source: {}, cue: {}, hedge: {}}
relations:
  said_by: {from: [quote], to: [source]}
  cued_by: {from: [quote], to: [cue]}
  shaped_by: {from: [quote], to: [cue]}
  same_quote: {from: [quote], to: [quote], across_articles: yes}
"""
)
TEXT = "“Go now,” he said, “or stay here.”"
QUOTE, OTHER = note(TEXT, "“Go now,”", id="quote"), note(TEXT, "“or stay here.”", id="other")
SOURCE, CUE, HEDGE = (note(TEXT, *pair, id=pair[1]) for pair in (("he", "source"), ("said", "cue"), ("or", "hedge")))
FAR = factories.annotation((0, 5), label="quote", article_id="002_second", id="far")
FAR_SOURCE = replace(FAR, id="far_source", label="source")
HERE = (QUOTE, OTHER, SOURCE, CUE, HEDGE)


def made(
    *relations: Relation, beyond: tuple[Annotation, ...] = (), annotations: tuple[Annotation, ...] = HERE
) -> Reading:
    """A reading of the text with these annotations."""
    reading = opened(TEXT, *annotations)
    layer = Layer("001_first", "ann", annotations, relations, beyond=beyond)
    return Reading(reading.article, SCHEME, layer, now=reading.now, new_id=reading.new_id)


def joined(reading: Reading) -> list[tuple[str, str, str]]:
    """Type and ends of all relations."""
    return [(one.type, one.from_id, one.to_id) for one in reading.relations.values()]


def test_the_scheme_decides_type_and_direction() -> None:
    """Whichever end comes first."""
    assert offered(made(), QUOTE, SOURCE) == (Link("said_by", QUOTE, SOURCE),)
    assert offered(made(), SOURCE, QUOTE) == (Link("said_by", QUOTE, SOURCE),)


def test_all_that_is_possible_is_offered() -> None:
    """Several types; and a type in both directions."""
    assert [link.type for link in offered(made(), QUOTE, CUE)] == ["cued_by", "shaped_by"]
    assert offered(made(), QUOTE, OTHER) == (Link("same_quote", QUOTE, OTHER), Link("same_quote", OTHER, QUOTE))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (QUOTE, HEDGE, "joins 'quote' with 'source', 'cue', 'quote', not with 'hedge'"),
        (QUOTE, QUOTE, "two annotations"),
        (QUOTE, FAR_SOURCE, "does not let 'said_by' link two articles"),
    ],
)
def test_what_the_scheme_does_not_offer_is_refused_with_the_reason(
    one: Annotation, other: Annotation, reason: str
) -> None:
    """And what it offers instead."""
    with pytest.raises(Refused, match=reason):
        offered(made(), one, other)


def test_a_relation_is_made_once() -> None:
    """What is made is not offered; where nothing else is, that is the reason."""
    reading = made()
    entry = reading.relate(Link("cued_by", QUOTE, CUE))
    assert joined(reading) == [("cued_by", "quote", "cue")]
    assert reading.changed(entry) == (0,)
    assert [link.type for link in offered(reading, CUE, QUOTE)] == ["shaped_by"]
    reading.relate(Link("shaped_by", QUOTE, CUE))
    with pytest.raises(Refused, match="joined by 'cued_by', 'shaped_by' already"):
        offered(reading, QUOTE, CUE)
    with pytest.raises(Refused, match="already"):
        reading.relate(Link("cued_by", QUOTE, CUE))


def test_a_label_without_relations_starts_none() -> None:
    """The scheme is the reason; an annotation that may only be an end can start one all the same."""
    reading = made()
    reading.choose("hedge", 0)
    with pytest.raises(Refused, match="no relation from or to hedge"):
        start(reading)
    reading.choose("source", 0)
    assert start(reading) == SOURCE


def test_a_relation_leaves_keys_acting_on_what_they_did() -> None:
    """The annotation where it was made, though another is innermost."""
    reading = made(annotations=(*HERE, note(TEXT, TEXT, id="wide")))
    reading.choose("wide", 12)
    reading.relate(Link("said_by", QUOTE, SOURCE))
    assert reading.target is reading.annotations["wide"]


def test_a_relation_reaches_into_another_article() -> None:
    """In both directions; what is at its far end is known."""
    reading = made()
    for link in offered(reading, FAR, QUOTE):
        reading.relate(link)
    assert sorted(joined(reading)) == [("same_quote", "far", "quote"), ("same_quote", "quote", "far")]
    assert [tie.far for tie in ties(reading, "quote")] == [FAR, FAR]


def test_the_ties_of_an_annotation_are_told_from_its_side() -> None:
    """Those that start there come first; an end that has gone is told as gone."""
    relations = (factories.relation(OTHER, QUOTE, "same_quote"), factories.relation(QUOTE, FAR, "same_quote"))
    told = [(tie.leads, tie.far) for tie in ties(made(*relations), "quote")]
    assert told == [(True, None), (False, OTHER)]


def test_deleting_an_annotation_takes_its_relations_and_one_undo_brings_them_back() -> None:
    """Those across articles too."""
    relations = (factories.relation(QUOTE, SOURCE), factories.relation(FAR, QUOTE, "same_quote"))
    reading = made(*relations, beyond=(FAR,))
    reading.choose("quote", 0)
    reading.delete()
    assert joined(reading) == []
    reading.undo()
    assert set(reading.relations.values()) == set(relations)
    assert reading.target == QUOTE


def test_a_relation_is_taken_away_and_brought_back() -> None:
    """The caret goes to where it starts, or to its end in this article."""
    relation = factories.relation(FAR, OTHER, "same_quote")
    reading = made(relation, beyond=(FAR,))
    reading.remove(relation)
    assert joined(reading) == []
    reading.undo()
    assert joined(reading) == [("same_quote", "far", "other")]
    assert reading.target == OTHER


def test_an_annotation_that_another_article_has_joined_since_is_not_undone() -> None:
    """The next undo goes on with what was done before."""
    reading = made(annotations=())
    reading.move_to(0)
    reading.select_word()
    first = reading.tag("quote")
    reading.move_to(12)
    reading.select_word()
    second = reading.tag("quote")
    since = factories.relation(FAR, next(iter(reading.annotations.values())), "same_quote")
    layer = Layer("001_first", "ann", tuple(reading.annotations.values()), (since,), (), (first, second), beyond=(FAR,))
    again = Reading(reading.article, SCHEME, layer, now=reading.now, new_id=reading.new_id)
    again.undo()
    with pytest.raises(Refused, match="holds on to it: passed over"):
        again.undo()
    with pytest.raises(Refused, match="nothing to undo"):
        again.undo()


def test_a_relation_whose_other_end_has_gone_is_not_made_again() -> None:
    """The far annotation was deleted in its own article."""
    reading = made()
    reading.relate(Link("same_quote", QUOTE, FAR))
    reading.undo()
    del reading.index.beyond["far"]
    with pytest.raises(Refused, match="other end of the relation is gone: passed over"):
        reading.redo()
    with pytest.raises(Refused, match="nothing to do again"):
        reading.redo()


def test_a_relation_taken_away_from_another_article_is_not_undone() -> None:
    """It is no longer there to take away."""
    reading = made()
    entry = reading.relate(Link("same_quote", QUOTE, FAR))
    layer = Layer("001_first", "ann", HERE, history=(entry,))
    again = Reading(reading.article, SCHEME, layer, now=reading.now, new_id=reading.new_id)
    with pytest.raises(Refused, match="changed from elsewhere since: passed over"):
        again.undo()
