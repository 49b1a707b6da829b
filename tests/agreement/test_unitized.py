"""Unitizing α and B of a corpus: all articles are counted in one go, and each is what it would be by itself."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import assume, given, settings

from tests.agreement.corpora import LABELS, PEOPLE, corpora
from tests.agreement.counting import counted, value
from tests.factories import annotation, article, read
from workbench.agreement import unitized
from workbench.agreement.arrays import Array
from workbench.agreement.boundaries import boundary_parts, ends_of, parts_by_article
from workbench.agreement.continua import continua
from workbench.agreement.continuum import Continuum
from workbench.agreement.groups import ANY, Group, group
from workbench.agreement.unitizing import layer_of, marked_overlaps, unit_overlaps
from workbench.agreement.unitizing_1995 import unit_distances
from workbench.errors import Undefined
from workbench.model import Annotated

Table = Callable[[Continuum, Sequence[str]], Array]


def one_by_one(found: Group, label: str, table: Table) -> Array:
    """The sum of the tables of an article's passages, of each article (a × …)."""
    rows: list[Array | float] = [0.0] * found.n_articles
    for home, continuum in continua(found, label):
        rows[home] = rows[home] + table(layer_of(continuum, label), [label])
    return np.array(rows)


@settings(max_examples=40)
@given(corpora())
def test_tables_of_all_articles_are_those_of_their_texts(corpus: list[Annotated]) -> None:
    """Paragraphs that only some have read, overlaps of one annotator, and annotations in several pieces."""
    everybody = group(corpus, PEOPLE, LABELS)
    assume(everybody.n_articles)
    for label in (*LABELS, ANY):
        found = unitized.u_alpha(everybody, label).rows
        assert found == pytest.approx(one_by_one(everybody, label, unit_overlaps))
        (older,) = np.moveaxis(unitized.older_alpha(everybody, label).rows, 1, 0)
        assert older == pytest.approx(one_by_one(everybody, label, unit_distances).reshape(-1, 2))
        for pair in (pair for pair in everybody.pairs if pair.n_articles):
            assert unitized.cu_alpha(pair, label).rows == pytest.approx(one_by_one(pair, label, marked_overlaps))


@given(corpora())
def test_overlaps_are_refused_where_labels_are_told_apart(corpus: list[Annotated]) -> None:
    """Exactly in those articles of which one of the texts by itself would be; then all together have no figure."""
    everybody = group(corpus, PEOPLE, LABELS)
    assume(everybody.n_articles)
    texts = [[text for home, text in continua(everybody, None) if home == n] for n in range(everybody.n_articles)]
    expected = [told(lambda some=some: sum(unit_overlaps(one, LABELS) for one in some)) for some in texts]
    found = unitized.u_alpha(everybody, None)
    assert found.barred == {number: one for number, one in enumerate(expected) if isinstance(one, str)}
    for number, one in enumerate(expected):
        assert number in found.barred or found.rows[number] == pytest.approx(one)
    if found.barred:
        assert told(lambda: found.value) in found.barred.values()


def test_where_one_of_two_overlaps_the_mean_over_pairs_has_no_figure() -> None:
    """Ann's hedge lies in her quotation: Ben and Cai have a figure, all three none that would leave an article out."""
    plain = [annotation((0, 9), label="quote", annotator=who) for who in PEOPLE]
    over = annotation((2, 5), label="hedge", annotator="ann")
    other = [annotation((12, 15), label="hedge", annotator=who) for who in PEOPLE]
    marks = [read(number, who) for who in PEOPLE for number in range(len(article().paragraphs))]
    everybody = counted([Annotated(article(), (*plain, over, *other), (), tuple(marks))])
    assert [value("cu_alpha", pair, None) for pair in everybody.pairs] == [None, None, 1.0]
    assert value("cu_alpha", everybody, None) is None


Counted = TypeVar("Counted")


def told(count: Callable[[], Counted]) -> Counted | str:
    """What is counted, or why there is nothing."""
    try:
        return count()
    except Undefined as reason:
        return reason.message


@given(corpora())
def test_boundaries_of_all_articles_are_those_of_each(corpus: list[Annotated]) -> None:
    """Where an article ends and the next one begins there are two boundaries, not one."""
    everybody = group(corpus, PEOPLE, LABELS)
    for pair in everybody.pairs:
        texts = [[ends_of(made) for made in continuum.annotators] for _, continuum in continua(pair, ANY)]
        expected = [list(boundary_parts(first, second)) for first, second in texts]
        assert unitized.boundaries(pair, ANY).rows.tolist() == expected


def test_of_a_chain_of_boundaries_every_second_one_is_moved() -> None:
    """1 2 3 by turns: one is moved; 7 8 of the same annotator: none; 5 by both."""
    places, seats = np.array([1, 2, 3, 7, 8, 5, 5]), np.array([0, 1, 0, 1, 1, 0, 1])
    found = parts_by_article(places, seats, np.zeros(7, dtype=np.int64), 1)
    assert found.tolist() == [[3.5, 5.0]]
    assert boundary_parts({1, 3, 5}, {2, 5, 7, 8}) == (3.5, 5)
