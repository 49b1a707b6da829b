"""Counting layers: the sweep against a count of every single unit, with scikit-learn and NLTK as witnesses."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from tests.agreement.corpora import LABELS, PEOPLE, corpora
from tests.factories import annotation, article, read
from workbench import tokens
from workbench.agreement.counts import count
from workbench.agreement.groups import ANY, Group, Label, Pair, group
from workbench.agreement.marks import Oddity
from workbench.agreement.measures import MEASURES, figure
from workbench.agreement.units import Unit
from workbench.errors import Undefined
from workbench.model import Annotated, Annotation, Span

BY_NAME = {measure.name: measure for measure in MEASURES}
EVERY_LABEL: tuple[Label, ...] = (*LABELS, None, ANY)


def counted(
    corpus: Sequence[Annotated],
    unit: Unit = Unit.WORD,
    people: Sequence[str] = PEOPLE,
    labels: Sequence[str] = LABELS,
) -> Group:
    found = [count(one, people, labels, unit) for one in corpus]
    return group([one for one in found if one], people, labels)


def value(measure: str, people: Pair | Group, label: Label) -> float | None:
    try:
        return figure(BY_NAME[measure], people, label).value
    except Undefined:
        return None


def figures(everybody: Group) -> dict[tuple[str, tuple[str, ...], Label], float | None]:
    return {
        (measure.name, people.names, label): value(measure.name, people, label)
        for measure in MEASURES
        for people in ([everybody] if measure.group else []) + (list(everybody.pairs) if measure.pair else [])
        for label in EVERY_LABEL
    }


def units(one: Annotated, unit: Unit) -> list[tuple[int, Span]]:
    """Every single unit with the number of its paragraph."""
    found = []
    for number, paragraph in enumerate(one.article.paragraphs):
        characters = (Span(n, n + 1) for n in range(paragraph.start, paragraph.end))
        found += [(number, u) for u in (tokens.words(one.article.text, paragraph) if unit is Unit.WORD else characters)]
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


def touches(one: Annotation, place: Span) -> bool:
    return any(segment.start < place.end and place.start < segment.end for segment in one.segments)


def coding(label: Label) -> Callable[[frozenset[str]], str]:
    if label is None:
        return lambda labels: "+".join(sorted(labels))
    return lambda labels: str(bool(labels) if label == ANY else label in labels)


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


@settings(deadline=None, max_examples=30)
@given(corpora(everything_read=True), st.sampled_from(Unit))
def test_identical_layers_give_one(corpus: list[Annotated], unit: Unit) -> None:
    """Wherever a figure is defined, for a pair and for the group, with an interval of no width or a reason for none."""
    same = []
    for one in corpus:
        mine = [a for a in one.annotations if a.annotator == "ann"]
        copies = tuple(replace(a, annotator=who) for a in mine for who in PEOPLE)
        same.append(replace(one, annotations=copies))
    everybody = counted(same, unit)
    found = figures(everybody)
    assert {v for (measure, *_), v in found.items() if measure != "prevalence"} <= {1.0, None}
    for label in EVERY_LABEL:
        if found["krippendorff_alpha", PEOPLE, label] is not None:
            alpha = figure(BY_NAME["krippendorff_alpha"], everybody, label)
            assert (alpha.low, alpha.high) == ((None, None) if alpha.note else (1, 1))


@settings(deadline=None, max_examples=30)
@given(corpora(), st.permutations(PEOPLE), st.permutations(LABELS))
def test_order_of_annotators_and_names_of_labels_do_not_matter(
    corpus: list[Annotated], people: list[str], labels: list[str]
) -> None:
    """Annotators in another order, every label called otherwise: the same figures."""
    new_name = dict(zip(LABELS, labels, strict=True))
    renamed = [
        replace(one, annotations=tuple(replace(a, label=new_name[a.label]) for a in one.annotations)) for one in corpus
    ]
    before, after = figures(counted(corpus)), figures(counted(renamed, people=people))
    by_set = {(m, frozenset(names), label): v for (m, names, label), v in after.items()}
    for (measure, names, label), v in before.items():
        assert by_set[measure, frozenset(names), new_name.get(str(label), label)] == pytest.approx(v, abs=1e-12)


@settings(deadline=None, max_examples=30)
@given(corpora(), st.integers(1, 1000))
def test_shifting_all_text_changes_nothing(corpus: list[Annotated], by: int) -> None:
    """The same paragraphs behind a longer beginning that is no paragraph."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    shifted = [
        replace(
            one,
            article=replace(
                one.article, text="\n" * by + one.article.text, paragraphs=tuple(map(moved, one.article.paragraphs))
            ),
            annotations=tuple(replace(a, segments=tuple(map(moved, a.segments))) for a in one.annotations),
        )
        for one in corpus
    ]
    assert figures(counted(shifted, Unit.CHARACTER)) == figures(counted(corpus, Unit.CHARACTER))


@settings(deadline=None, max_examples=30)
@given(corpora())
def test_an_article_that_nobody_read_changes_nothing(corpus: list[Annotated]) -> None:
    """Its annotations, if there are any, do not count."""
    unread = Annotated(article("900"), (annotation(label="cue", annotator="ann", article_id="900"),))
    assert figures(counted([*corpus, unread])) == figures(counted(corpus))


@settings(deadline=None, max_examples=30)
@given(corpora())
def test_paragraphs_counted_one_by_one_add_up_to_the_whole(corpus: list[Annotated]) -> None:
    """Units need nothing but sums: cut between paragraphs, α and κ stay the same."""
    cut = [replace(one, read=tuple(m for m in one.read if m.paragraph == n)) for one in corpus for n in range(3)]
    whole, parts = figures(counted(corpus)), figures(counted(cut))
    for key in whole:
        if key[0] in {"cohen_kappa", "krippendorff_alpha", "f1_token", "prevalence"}:
            assert parts[key] == pytest.approx(whole[key], abs=1e-12)


WORDS = "one two three four five six seven eight nine ten"


def pair_of(mine: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> Group:
    """Two layers of one label over ten words, of which each annotation takes some."""
    words = tokens.words(WORDS, Span(0, len(WORDS)))
    made = [
        annotation((words[first].start, words[last].end), label="cue", annotator=who, article_id="1")
        for who, places in (("ann", mine), ("ben", theirs))
        for first, last in places
    ]
    one = Annotated(article("1", WORDS), tuple(made), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    return counted([one], people=("ann", "ben"))


@given(st.integers(1, 6), st.sampled_from([(-1, 0), (1, 0), (0, -1), (0, 1), (1, 1), (-1, -1)]))
def test_one_word_off_never_beats_an_exact_match(start: int, slip: tuple[int, int]) -> None:
    """Whichever figure one looks at, and whichever edge of three words slips."""
    place, slipped = (start, start + 2), (start + slip[0], start + 2 + slip[1])
    exact, off = figures(pair_of([place], [place])), figures(pair_of([place], [slipped]))
    agreeing = [key for key in exact if exact[key] is not None and key[0] != "prevalence"]
    assert all(off[key] <= exact[key] == 1 for key in agreeing)
    assert off["f1_exact", ("ann", "ben"), "cue"] == 0


def test_what_is_partly_unread_counts_as_far_as_both_have_read() -> None:
    """Ann marks over two paragraphs, ben has read the first and marks it to its end: the same where it counts."""
    one = article("1", "one two\n\nthree four")
    made = (annotation((4, 14), label="cue", article_id="1"), annotation((4, 7), label="cue", annotator="ben"))
    marks = (read(0, "ann", "1"), read(1, "ann", "1"), read(0, "ben", "1"))
    everybody = counted([Annotated(one, made, (), marks)])
    assert value("f1_exact", everybody.pairs[0], "cue") == value("cohen_kappa", everybody.pairs[0], "cue") == 1
    assert everybody.n_units == 2
    assert everybody.counts[0].oddities[Oddity.CUT] == 1


def test_oddities_are_counted() -> None:
    """Given twice, outside of what the other has read, overlapping its own kind."""
    one = article("1", "one two\n\nthree four")
    places = [(0, 3), (0, 3), (2, 7), (9, 14)]
    made = tuple(annotation(place, label="cue", article_id="1") for place in places)
    marks = (read(0, "ann", "1"), read(1, "ann", "1"), read(0, "ben", "1"))
    oddities = counted([Annotated(one, made, (), marks)]).counts[0].oddities
    assert oddities == {Oddity.REPEATED: 1, Oddity.OUTSIDE: 1, Oddity.MERGED: 1, Oddity.CUT: 0}


def test_white_space_and_punctuation_belong_to_no_word() -> None:
    """Whether an annotation takes the full stop along makes it another one, but marks the same words."""
    one = article("1", "She said no.")
    made = (annotation((9, 11), label="cue"), annotation((9, 12), label="cue", annotator="ben"))
    everybody = counted([Annotated(one, made, (), (read(0, "ann", "1"), read(0, "ben", "1")))])
    assert [value(m, everybody.pairs[0], "cue") for m in ("f1_exact", "f1_overlap", "f1_token")] == [0, 1, 1]


def test_a_measure_of_two_is_no_measure_of_all() -> None:
    """κ is for pairs, α for the group: to ask otherwise is a mistake of the program, not an undefined figure."""
    everybody = pair_of([(1, 2)], [(1, 2)])
    with pytest.raises(ValueError, match="Cohen's κ is not for ann and ben"):
        figure(BY_NAME["cohen_kappa"], everybody, "cue")


def test_nothing_to_count() -> None:
    """No words, no paragraphs in common, no annotation: no figure, and no crash."""
    blank = Annotated(article("1", "…"), (), (), (read(0, "ann", "1"), read(0, "ben", "1")))
    alone = Annotated(article("2", "one two"), (), (), (read(0, "ann", "2"),))
    for corpus in ([blank], [alone], []):
        assert set(figures(counted(corpus)).values()) <= {None, 0.0}
