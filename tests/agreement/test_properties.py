"""What must be true of every measure there is, on small corpora drawn at random."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agreement.corpora import LABELS, PEOPLE, corpora
from tests.agreement.counting import BY_NAME, EVERY_LABEL, Figures, counted, figures
from tests.factories import annotation, article, read
from workbench import tokens
from workbench.agreement.groups import ANY, Group, Label, group
from workbench.agreement.intervals import Interval
from workbench.agreement.measure import figure, tally
from workbench.agreement.units import Unit
from workbench.errors import Undefined
from workbench.model import Annotated, Span

AGREEING = {name for name in BY_NAME if name != "prevalence" and "gamma" not in name}
ABROAD = {"bennett_s", "gwet_ac1", "percent"}
"""Of an article with what the others tell: how many values there are, and whether anything is marked at all."""
OF_CELLS = (
    "krippendorff_alpha",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "bennett_s",
    "percent",
    "f1_token",
    "prevalence",
)
"""Measures for which it does not matter where a text is cut between paragraphs."""


@settings(deadline=None, max_examples=25)
@given(corpora(everything_read=True), st.sampled_from(Unit))
def test_identical_layers_give_one(corpus: list[Annotated], unit: Unit) -> None:
    """Wherever a figure is defined, of every two and of all, with an interval of no width or a reason for none."""
    same = []
    for one in corpus:
        mine = [a for a in one.annotations if a.annotator == "ann"]
        copies = tuple(replace(a, annotator=who) for a in mine for who in PEOPLE)
        same.append(replace(one, annotations=copies))
    everybody = counted(same, unit)
    found = figures(everybody)
    values = [number for (name, *_), number in found.items() if name in AGREEING and number is not None]
    assert values == pytest.approx([1.0] * len(values))
    for label in EVERY_LABEL:
        if found["krippendorff_alpha", PEOPLE, label] is not None:
            alpha = figure(BY_NAME["krippendorff_alpha"], everybody, label)
            assert (alpha.low, alpha.high) == ((None, None) if alpha.note else (1, 1))


@settings(deadline=None, max_examples=25)
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
    by_set = {(name, frozenset(names), label): number for (name, names, label), number in after.items()}
    for (name, names, label), number in before.items():
        found = by_set[name, frozenset(names), new_name.get(str(label), label)]
        assert found == (None if number is None else pytest.approx(number, abs=1e-9))


@settings(deadline=None, max_examples=25)
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


@settings(deadline=None, max_examples=25)
@given(corpora(), st.sampled_from(Unit))
def test_segments_that_touch_are_one(corpus: list[Annotated], unit: Unit) -> None:
    """Told by one annotator in two parts, and by the others in one: it is the same text."""

    def halved(segment: Span) -> list[Span]:
        middle = (segment.start + segment.end) // 2
        return [Span(segment.start, middle), Span(middle, segment.end)] if len(segment) > 1 else [segment]

    cut = [
        replace(
            one,
            annotations=tuple(
                replace(a, segments=tuple(half for segment in a.segments for half in halved(segment)))
                if a.annotator == "ann"
                else a
                for a in one.annotations
            ),
        )
        for one in corpus
    ]
    assert figures(counted(cut, unit)) == figures(counted(corpus, unit))


@settings(deadline=None, max_examples=25)
@given(corpora())
def test_an_article_that_nobody_read_changes_nothing(corpus: list[Annotated]) -> None:
    """Its annotations, if there are any, do not count."""
    unread = Annotated(article("900"), (annotation(label="cue", annotator="ann", article_id="900"),))
    assert figures(counted([*corpus, unread])) == figures(counted(corpus))


@settings(deadline=None, max_examples=25)
@given(corpora())
def test_paragraphs_counted_one_by_one_add_up_to_the_whole(corpus: list[Annotated]) -> None:
    """Units need nothing but sums: cut between paragraphs, α and κ stay the same."""
    cut = [replace(one, read=tuple(m for m in one.read if m.paragraph == n)) for one in corpus for n in range(3)]
    whole, parts = figures(counted(corpus)), figures(counted(cut))
    assert few(parts) == pytest.approx(few(whole), abs=1e-9)


def few(found: Figures) -> dict[tuple[str, tuple[str, ...], Label], float]:
    """Those of units, as far as they are defined."""
    return {key: number for key, number in found.items() if key[0] in OF_CELLS and number is not None}


@settings(deadline=None, max_examples=25)
@given(corpora(), st.sampled_from(sorted(AGREEING)), st.sampled_from(EVERY_LABEL))
def test_articles_add_up_to_the_whole(corpus: list[Annotated], name: str, label: Label) -> None:
    """What is kept of a corpus's articles is what each alone comes to; sets of labels may have other numbers there."""
    everybody = counted(corpus)
    one_by_one = [counted([one]) for one in corpus]
    apart = [group for group in one_by_one if group.n_articles]
    if not BY_NAME[name].fits(everybody, label) or (label is None and BY_NAME[name].of_units):
        return
    try:
        rows = tally(BY_NAME[name], everybody, label).rows
        alone = [tally(BY_NAME[name], group, label).rows for group in apart]
    except Undefined:
        return
    if all(row.shape[1:] == rows.shape[1:] for row in alone):
        assert np.concatenate(alone) == pytest.approx(rows)


@settings(deadline=None, max_examples=15)
@given(corpora())
def test_the_figure_of_an_article_is_that_of_a_corpus_of_it_alone(corpus: list[Annotated]) -> None:
    """Whatever the measure."""
    everybody = counted(corpus)
    if not everybody.n_articles:
        return
    for name in sorted(AGREEING - ABROAD):
        if not BY_NAME[name].fits(everybody, None):
            continue
        try:
            each = tally(BY_NAME[name], everybody, None).by_article
        except Undefined:
            continue
        alone = {key: number for one in corpus for key, number in by_id(one, name).items()}
        for article_id, number in zip(everybody.articles, each, strict=True):
            assert number == (None if alone[article_id] is None else pytest.approx(alone[article_id], abs=1e-9)), name


def by_id(one: Annotated, name: str) -> dict[str, float | None]:
    """The figure of all labels together in an article, by its id; nothing where no two have read it."""
    alone = counted([one])
    return {id_: figures_of(alone, name) for id_ in alone.articles}


def figures_of(everybody: Group, name: str) -> float | None:
    """The figure of all labels together, None where it is undefined."""
    try:
        return figure(BY_NAME[name], everybody, None).value
    except Undefined:
        return None


WORDS = "one two three four five six seven eight nine ten"


def pair_of(mine: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]) -> Group:
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
    agreeing = [key for key in exact if exact[key] is not None and key[0] in AGREEING]
    assert [exact[key] for key in agreeing] == pytest.approx([1.0] * len(agreeing))
    assert all(off[key] is not None and off[key] <= 1 for key in agreeing)
    assert off["f1_exact", ("ann", "ben"), "cue"] == 0


@settings(deadline=None, max_examples=40)
@given(corpora())
def test_the_senses_of_f1_are_in_order(corpus: list[Annotated]) -> None:
    """Exact ≤ half the text ≤ overlap; partial credit lies between exact and overlap, and soft below overlap."""
    found = figures(counted(corpus))
    for names in {key[1] for key in found}:
        for label in EVERY_LABEL:
            exact, half, overlap, partial, soft = (
                found[f"f1_{kind}", names, label] for kind in ("exact", "iou", "overlap", "partial", "soft")
            )
            if exact is not None:
                assert exact <= half + 1e-9 <= overlap + 2e-9
                assert exact <= partial + 1e-9 <= overlap + 2e-9
                assert exact <= soft + 1e-9 <= overlap + 2e-9


def noise(seed: int, articles: int = 150) -> Group:
    """Three people who mark words of long texts as they please, each a tenth with one of two labels."""
    chance = Random(seed)
    text = " ".join(["word"] * 100)
    corpus = []
    for number in range(articles):
        made = [
            annotation(
                (5 * word, 5 * word + 4), label=chance.choice(("cue", "hedge")), annotator=who, article_id=f"{number}"
            )
            for who in PEOPLE
            for word in range(100)
            if chance.random() < 0.2
        ]
        marks = tuple(read(0, who, f"{number}") for who in PEOPLE)
        corpus.append(Annotated(article(f"{number}", text), tuple(made), (), marks))
    return group(corpus, PEOPLE, ("cue", "hedge"), Unit.WORD)


def test_random_layers_agree_by_chance_alone() -> None:
    """Everything that is corrected for chance is about 0, and its interval holds 0."""
    everybody = noise(5)
    for name in (
        "krippendorff_alpha",
        "cohen_kappa",
        "fleiss_kappa",
        "conger_kappa",
        "alpha_jaccard",
        "alpha_masi",
    ):
        for label in ("cue", None, ANY):
            if BY_NAME[name].fits(everybody, label):
                found = figure(BY_NAME[name], everybody, label)
                assert found.value == pytest.approx(0, abs=0.02), name
                assert found.low <= 0 <= found.high


@pytest.mark.parametrize("name", ["krippendorff_alpha", "f1_iou", "cohen_kappa"])
def test_both_intervals_are_about_the_same_where_there_are_many_articles(name: str) -> None:
    """150 articles: the bootstrap's ends are those of the jackknife to a hundredth, and reproducible."""
    everybody = noise(7)
    one, other = (figure(BY_NAME[name], everybody, "cue", interval) for interval in Interval)
    assert (other.low, other.high) == pytest.approx((one.low, one.high), abs=0.01)
    assert figure(BY_NAME[name], everybody, "cue", Interval.BOOTSTRAP) == other
