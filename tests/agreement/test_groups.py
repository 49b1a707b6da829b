"""Counting layers: the sweep against a count of every single unit, with scikit-learn and NLTK as witnesses."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from tests.agreement.corpora import LABELS, PEOPLE, corpora
from tests.agreement.counting import EVERY_LABEL, coding, counted, figures, touches, value
from tests.factories import annotation, article, read
from workbench import spans
from workbench.agreement import chance
from workbench.agreement.distance import jaccard, masi
from workbench.agreement.groups import ANY, Label, group
from workbench.agreement.laying import Laying, Oddity
from workbench.agreement.matching import (
    Mark,
    exact_matches,
    iou_matches,
    overlap_matches,
    partial_matches,
    soft_matches,
)
from workbench.agreement.measure import figure
from workbench.agreement.measures import MEASURES
from workbench.agreement.units import Unit, units_of
from workbench.errors import Undefined
from workbench.model import Annotated, Span

Matches = Callable[[Sequence[Mark], Sequence[Mark]], float]


def units(one: Annotated, unit: Unit) -> list[tuple[int, Span]]:
    """Every single unit with the number of its paragraph."""
    found = []
    for number, paragraph in enumerate(one.article.paragraphs):
        characters = (Span(n, n + 1) for n in range(paragraph.start, paragraph.end))
        places = characters if unit is Unit.CHARACTER else units_of(one.article.text, [paragraph], unit)
        found += [(number, place) for place in places]
    return found


def codes(corpus: Sequence[Annotated], unit: Unit, coded: Callable[[frozenset[str]], str]) -> list[dict[str, str]]:
    """For each unit the value that each annotator gave it who has read it."""
    return [
        {
            who: coded(frozenset(a.label for a in one.annotations if a.annotator == who and touches(a, place)))
            for who in PEOPLE
            if (who, number) in {(mark.annotator, mark.paragraph) for mark in one.read}
        }
        for one in corpus
        for number, place in units(one, unit)
    ]


@settings(deadline=None, max_examples=40)
@given(corpora(), st.sampled_from(Unit), st.sampled_from(EVERY_LABEL))
def test_alpha_is_nltk_s_on_the_same_units(corpus: list[Annotated], unit: Unit, label: Label) -> None:
    """Values of paragraphs that somebody has not read are missing there."""
    values = [one for one in codes(corpus, unit, coding(label)) if len(one) > 1]
    found = value("krippendorff_alpha", counted(corpus, unit), label)
    if len({code for one in values for code in one.values()}) < 2:
        assert found is None
    else:
        task = [(who, item, code) for item, one in enumerate(values) for who, code in one.items()]
        assert found == pytest.approx(AnnotationTask(task).alpha(), abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(corpora(), st.sampled_from(Unit), st.sampled_from(EVERY_LABEL))
def test_kappa_is_scikit_learn_s_on_the_same_units(corpus: list[Annotated], unit: Unit, label: Label) -> None:
    """Only units count that both have read."""
    both = [one for one in codes(corpus, unit, coding(label)) if {"ann", "ben"} <= set(one)]
    pair = counted(corpus, unit).pairs[0]
    first, second = [one["ann"] for one in both], [one["ben"] for one in both]
    assert pair.n_units == len(both)
    if len({*first, *second}) < 2:
        assert value("cohen_kappa", pair, label) is None
    else:
        with warnings.catch_warnings(action="ignore"):
            oracle = cohen_kappa_score(first, second)
        assert value("cohen_kappa", pair, label) == pytest.approx(oracle, abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(corpora(), st.sampled_from(Unit), st.sampled_from(EVERY_LABEL))
def test_all_coefficients_are_those_of_the_units_one_by_one(corpus: list[Annotated], unit: Unit, label: Label) -> None:
    """As `chance` has them, of a table with a row for each unit; undefined where nobody marked anything."""
    values = [one for one in codes(corpus, unit, coding(label)) if len(one) > 1]
    said = sorted({code for one in values for code in one.values()} | ({""} if label is None else {"True", "False"}))
    marked = any(code not in ("", "False") for one in values for code in one.values())
    offered = max(len(said), len(LABELS) + 1 if label is None else 2)
    chosen = np.array([[said.index(one[who]) if who in one else np.nan for who in PEOPLE] for one in values])
    table = (chosen.reshape(-1, len(PEOPLE))[:, :, None] == np.arange(offered)).sum(axis=1).astype(float)
    sets = [frozenset(filter(None, code.split("+"))) for code in said]
    met = chance.coincidences(table)[: len(said), : len(said)]
    oracles: dict[str, Callable[[], float]] = {
        "fleiss_kappa": lambda: chance.fleiss_kappa(table),
        "bennett_s": lambda: chance.bennett_s(table),
        "gwet_ac1": lambda: chance.gwet_ac(table),
        "conger_kappa": lambda: chance.conger_kappa(chosen, offered),
    }
    if label is None:
        oracles["alpha_jaccard"] = lambda: chance.krippendorff_alpha(met, jaccard(sets))
        oracles["alpha_masi"] = lambda: chance.krippendorff_alpha(met, masi(sets))
    everybody = counted(corpus, unit)
    for name, oracle in oracles.items():
        try:
            expected = pytest.approx(oracle(), abs=1e-9) if marked else None
        except Undefined:
            expected = None
        assert value(name, everybody, label) == expected, name


def clipped(corpus: Sequence[Annotated], who: str, other: str, labels: Sequence[str]) -> list[list[Mark]]:
    """By article, what one of two marked, different places, cut to the paragraphs that both have read."""
    found = []
    for one in corpus:
        readers = {(mark.annotator, mark.paragraph) for mark in one.read}
        numbers = (
            number for number in range(len(one.article.paragraphs)) if {(who, number), (other, number)} <= readers
        )
        windows = [one.article.paragraphs[number] for number in numbers]
        mine = (spans.within(a.segments, windows) for a in one.annotations if a.annotator == who and a.label in labels)
        found.append(list(dict.fromkeys(tuple((part.start, part.end) for part in parts) for parts in mine if parts)))
    return found


@settings(deadline=None, max_examples=60)
@given(corpora(), st.sampled_from(EVERY_LABEL))
def test_f1_is_that_of_the_annotations_article_by_article(corpus: list[Annotated], label: Label) -> None:
    """In every sense of a match; annotations as far as they lie in text that both have read."""
    kinds: dict[str, Matches] = {
        "f1_exact": exact_matches,
        "f1_overlap": overlap_matches,
        "f1_iou": partial(iou_matches, least=0.5),
        "f1_soft": soft_matches,
        "f1_partial": partial_matches,
    }
    some = [LABELS] if label == ANY else [[one] for one in LABELS] if label is None else [[label]]
    marks = [
        both
        for labels in some
        for both in zip(clipped(corpus, "ann", "ben", labels), clipped(corpus, "ben", "ann", labels), strict=True)
    ]
    size = sum(len(side) for both in marks for side in both)
    pair = counted(corpus).pairs[0]
    for name, matches in kinds.items():
        expected = pytest.approx(2 * sum(matches(*both) for both in marks) / size) if size else None
        assert value(name, pair, label) == expected, name


def test_unitizing_alpha_of_a_worked_example() -> None:
    """Text of 20 characters, two annotators: uα, |uα, cuα, (A)uα and (B)uα."""
    made = [
        annotation(place, label=label, annotator=who, article_id="1")
        for who, label, place in (
            ("ann", "A", (2, 6)),
            ("ann", "B", (8, 12)),
            ("ben", "A", (2, 5)),
            ("ben", "B", (9, 14)),
        )
    ]
    one = Annotated(article("1", "x" * 20), tuple(made), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    everybody = group([one], ("ann", "ben"), ("A", "B"))
    found = [value(name, everybody, None) for name in ("u_alpha", "u_alpha_blind", "cu_alpha")]
    found += [value("ku_alpha", everybody, label) for label in ("A", "B")]
    assert found == pytest.approx([0.662192, 0.606771, 1, 1, 1], abs=1e-6)


def both_have_read(text: str, *made: tuple[str, str, tuple[int, int]]) -> Annotated:
    """One paragraph, read by ann and ben: who marked what with which label."""
    marks = tuple(annotation(place, label=label, annotator=who, article_id="1") for who, label, place in made)
    return Annotated(article("1", text), marks, (), (read(0, "ann", "1"), read(0, "ben", "1")))


def test_a_group_of_labels_is_the_label_with_those_below_it() -> None:
    """What is another label by name is the same one level up, and the same text under two of them counts once."""
    one = both_have_read("one two three", ("ann", "cue", (0, 3)), ("ben", "hedge", (0, 3)), ("ben", "quote", (0, 3)))
    everybody = group([one], ("ann", "ben"), LABELS, above={"cue": "hedge"})
    assert everybody.groups == ("hedge/*",)
    assert [value("f1_exact", everybody, label) for label in ("cue", "hedge", "hedge/*")] == [0, 0, 1]
    assert value("f1_exact", everybody, ANY) == 1


def test_the_mean_of_every_two_leaves_out_those_who_never_met() -> None:
    """Ann and ben have read the first paragraph, ben and cai the second."""
    one = article("1", "one two\n\nthree four")
    made = [annotation((0, 3), label="cue", annotator=who) for who in ("ann", "ben")]
    made += [annotation((9, 14), label="cue", annotator="ben"), annotation((15, 19), label="cue", annotator="cai")]
    marks = (read(0, "ann"), read(0, "ben"), read(1, "ben"), read(1, "cai"))
    everybody = counted([Annotated(one, tuple(made), (), marks)])
    assert [value("f1_exact", pair, "cue") for pair in everybody.pairs] == [1, None, 0]
    assert value("f1_exact", everybody, "cue") == 0.5


def test_what_is_partly_unread_counts_as_far_as_both_have_read() -> None:
    """Ann marks over two paragraphs, ben has read the first and marks it to its end: the same where it counts."""
    one = article("1", "one two\n\nthree four")
    made = (annotation((4, 14), label="cue", article_id="1"), annotation((4, 7), label="cue", annotator="ben"))
    marks = (read(0, "ann", "1"), read(1, "ann", "1"), read(0, "ben", "1"))
    everybody = counted([Annotated(one, made, (), marks)])
    assert value("f1_exact", everybody.pairs[0], "cue") == value("cohen_kappa", everybody.pairs[0], "cue") == 1
    assert everybody.n_units == 2


def test_oddities_are_counted() -> None:
    """Given twice, outside of what the other has read, overlapping its own kind, partly outside, beyond the end."""
    one = article("1", "one two\n\nthree four")
    places = [(0, 3), (0, 3), (2, 7), (9, 14), (6, 15), (15, 29)]
    made = tuple(annotation(place, label="cue", article_id="1") for place in places)
    laying = Laying(PEOPLE, LABELS, Unit.WORD)
    laying.add(Annotated(one, made, (), (read(0, "ann", "1"), read(1, "ann", "1"), read(0, "ben", "1"))))
    laying.layers()
    assert {oddity: laying.odd[oddity] for oddity in Oddity} == {
        Oddity.REPEATED: 1,
        Oddity.OUTSIDE: 2,
        Oddity.MERGED: 2,
        Oddity.CUT: 1,
        Oddity.BEYOND: 1,
        Oddity.SUGGESTED: 0,
    }


def test_white_space_and_punctuation_belong_to_no_word() -> None:
    """Whether an annotation takes the full stop along makes it another one, but marks the same words."""
    one = both_have_read("She said no.", ("ann", "cue", (9, 11)), ("ben", "cue", (9, 12)))
    pair = counted([one]).pairs[0]
    assert [value(name, pair, "cue") for name in ("f1_exact", "f1_overlap", "f1_token")] == [0, 1, 1]


def test_white_space_alone_has_no_boundaries_between_words() -> None:
    """It marks no word, so there is nothing that could start or end."""
    made = [("ann", "cue", (0, 3)), ("ben", "cue", (0, 3))]
    one, other = (both_have_read("one two three", *made, *more) for more in ([], [("ann", "cue", (7, 8))]))
    found = [value("boundary_similarity", counted([it]).pairs[0], "cue") for it in (one, other)]
    assert found == [1, 1]


def test_edges_of_paragraphs_within_an_annotation_are_no_boundaries() -> None:
    """A text divided into 2, 3 and 6 words, and into 5 and 6: the same in paragraphs of a word as in one."""
    words = ["word"] * 11
    edges = [(5 * first, 5 * last - 1) for first, last in ((0, 2), (2, 5), (5, 11), (0, 5), (5, 11))]
    made = [("ann" if number < 3 else "ben", "cue", edge) for number, edge in enumerate(edges)]
    values = []
    for between in ("\n", " "):
        one = both_have_read(between.join(words), *made)
        paragraphs = tuple(Span(5 * n, 5 * n + 4) for n in range(11)) if between == "\n" else one.article.paragraphs
        marks = tuple(read(n, who, "1") for n in range(len(paragraphs)) for who in ("ann", "ben"))
        one = replace(one, article=replace(one.article, paragraphs=paragraphs), read=marks)
        values.append(value("boundary_similarity", counted([one], Unit.WORD).pairs[0], "cue"))
    assert values == pytest.approx([3 / 4, 3 / 4])  # one of four boundaries was made by one alone


def test_a_measure_of_three_is_no_measure_of_two() -> None:
    """To ask otherwise is a mistake of the program, not an undefined figure."""
    (fleiss,) = [measure for measure in MEASURES if measure.name == "fleiss_kappa"]
    pair = group([both_have_read("one two", ("ann", "cue", (0, 3)))], ("ann", "ben"), LABELS)
    with pytest.raises(ValueError, match="Fleiss' κ is not for ann and ben"):
        figure(fleiss, pair, "cue")


def test_nothing_to_count() -> None:
    """No words, no paragraphs in common, no annotation, no article: no figure that tells of agreement, and no crash."""
    blank = Annotated(article("1", "…"), (), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    alone = Annotated(article("2", "one two"), (), (), (read(0, "ann", "2"),))
    for corpus in ([blank], [alone], []):
        found = figures(counted(corpus))
        assert {found[key] for key in found if key[0] != "prevalence"} == {None}


def test_labels_without_number_are_told_apart() -> None:
    """Seventeen labels over one another, more than are listed at once: sets are the same or they are not."""
    labels = [f"label{number}" for number in range(17)]
    made = [(who, label, (0, 3)) for who in ("ann", "ben") for label in labels]
    same = group([both_have_read("one two three", *made)], ("ann", "ben"), labels)
    assert value("krippendorff_alpha", same, None) == 1
    one_less = group([both_have_read("one two three", *made[:-1])], ("ann", "ben"), labels)
    assert value("krippendorff_alpha", one_less, None) < 1
    assert len(one_less.coding(None).values) == 3
