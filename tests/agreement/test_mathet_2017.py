"""γ-cat and γ-k: labels alone, where units are aligned.

Mathet (2017), "The Agreement Measure γcat: a Complement to γ Focused on Categorization of a Continuum".
"""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.agreement.continua import continuum, random_continuum
from workbench.agreement import coincidences, krippendorff_alpha
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.gamma import gamma_cat, gamma_k
from workbench.errors import Undefined

LABELS = "abc"


def alpha(rows: list[list[str]]) -> float:
    """Krippendorff's, of items × annotators."""
    return krippendorff_alpha(coincidences(np.array([[row.count(label) for label in LABELS] for row in rows], float)))


def same_places(rows: list[list[str]]) -> Continuum:
    """Items far enough apart not to be taken for each other; a blank is an item that somebody left out."""
    made = tuple(
        tuple(Stretch(100 * n, 100 * n + 10, label) for n, label in enumerate(mine) if label != " ")
        for mine in zip(*rows, strict=True)
    )
    return Continuum(100 * len(rows), made)


def rows(annotators: int, values: str) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(
        st.lists(st.sampled_from(values), min_size=annotators, max_size=annotators), min_size=1, max_size=12
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 5).flatmap(lambda count: rows(count, LABELS + " ")))
def test_it_is_alpha_where_the_places_are_the_same(items: list[list[str]]) -> None:
    """Defect 3 of pygamma-agreement, whose chance prefers equal labels: there 0.710 is 0.728."""
    try:
        expected = alpha(items)
    except Undefined:
        with pytest.raises(Undefined):
            gamma_cat([same_places(items)])
        return
    assert gamma_cat([same_places(items)]).value == pytest.approx(expected)


def test_g7() -> None:
    """Defect 2: ten pairs alike, and five units that one annotator alone made: there 0.563."""
    pairs = ", ".join(f"{LABELS[n % 3]} {100 * n}-{100 * n + 10}" for n in range(10))
    more = ", ".join(f"{LABELS[n % 3]} {100 * n + 50}-{100 * n + 60}" for n in range(5))
    one = continuum(1000, f"{pairs}, {more}", pairs)
    assert gamma_cat([one]).value == 1
    assert gamma_k([one], "a").value == 1


def crowded(chance: Random) -> Continuum:
    """So short a text that many alignments are equally good."""
    made = [
        [(start, start + chance.randint(1, 3), chance.choice(LABELS)) for start in chance.choices(range(9), k=5)]
        for _ in range(chance.choice((2, 3, 3, 4)))
    ]
    return Continuum(12, tuple(tuple(Stretch(*one) for one in mine) for mine in made))


def told_otherwise(one: Continuum, chance: Random, names: dict[str, str]) -> Continuum:
    """Annotators, and what each made, in another order; labels called otherwise."""
    people = chance.sample(one.annotators, len(one.annotators))
    made = (tuple(s._replace(label=names[s.label]) for s in chance.sample(mine, len(mine))) for mine in people)
    return replace(one, annotators=tuple(made))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_names_and_order_of_annotators_do_not_matter(number: int, texts: int) -> None:
    """Though which of many equally good alignments is found does matter."""
    chance = Random(number)
    names = dict(zip(LABELS, chance.sample("xyz", 3), strict=True))
    some = [crowded(chance) for _ in range(texts)]
    try:
        found = gamma_cat(some).value
    except Undefined:
        assume(False)
    assert gamma_cat([told_otherwise(one, chance, names) for one in some]).value == pytest.approx(found)
    assert found <= 1


def test_names_of_labels_at_the_same_places_do_not_matter() -> None:
    """They differ in what those who gave them marked besides."""
    one, other = "a 6-9, c 0-4", "a 0-4, b 0-4, b 6-9, c 6-9"
    swapped = [made.translate(str.maketrans("bc", "cb")) for made in (one, other)]
    values = [gamma_cat([continuum(15, *both)]).value for both in ((one, other), swapped)]
    assert values[0] == pytest.approx(values[1], abs=1e-12)


def test_of_equally_good_alignments_labels_decide_not_the_order_of_annotators() -> None:
    """Which of the long ones goes with which short one costs the same."""
    one, other = "B 1-11, A 0-10, B 1-9", "B 8-9, A 3-8, A 8-9"
    values = [gamma_cat([continuum(20, *both)]).value for both in ((one, other), (other, one))]
    assert values[0] == pytest.approx(values[1], abs=1e-12)


def test_a_pair_that_is_nearer_weighs_more() -> None:
    """Half a length apart weighs 3/4; two units that touch each other's places no more weigh nothing."""
    far = continuum(100, "a 0-10, b 50-60", "a 0-10, a 55-65")
    near = continuum(100, "a 0-10, b 50-60", "a 0-10, a 50-60")
    met, squares = np.array([[2, 0.75], [0.75, 0]]), 2 + 2 * 0.75**2
    totals, whole = met.sum(axis=1), met.sum()
    expected = 2 * totals[0] * totals[1] / (whole**2 - squares)
    assert gamma_cat([far]).value == pytest.approx(1 - (1.5 / whole) / expected)
    assert gamma_cat([far]).value > gamma_cat([near]).value == pytest.approx(alpha([["a", "a"], ["b", "a"]]))


def test_a_label_that_is_never_confused_has_1() -> None:
    """γ-k looks at the pairs of one label."""
    one = same_places([list(row) for row in ("aa", "aa", "bc", "cb", "bb", "cc")])
    assert gamma_k([one], "a").value == 1
    assert gamma_k([one], "b").value < gamma_cat([one]).value < 1


def test_labels_are_pooled_over_texts() -> None:
    """Chance is that of the corpus: two texts of one label each do vary; a text by one adds nothing."""
    some = [same_places([["a", "a"]] * 3), same_places([["b", "b"]] * 2)]
    assert gamma_cat(some).value == 1
    assert gamma_cat([*some, continuum(10, "a 0-5"), Continuum(5, ((), ()))]).value == 1
    with pytest.raises(Undefined):
        gamma_cat(some[:1])


def test_it_has_an_interval() -> None:
    found = gamma_cat([random_continuum(number) for number in range(30)])
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high


def test_what_is_undefined_says_so() -> None:
    one = same_places([["a", "b"], ["b", "b"]])
    for label in ("c", "nobody's"):
        with pytest.raises(Undefined):
            gamma_k([one], label)
    with pytest.raises(Undefined, match="six annotators"):
        gamma_cat([Continuum(20, ((Stretch(0, 5, "a"),),) * 7)])
    with pytest.raises(Undefined):
        gamma_cat([])
