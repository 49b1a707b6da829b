"""From the store to scores: who is compared, what is said where there is nothing to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import SCHEME, annotation, article, made, read
from workbench.agreement.groups import ANY
from workbench.errors import StoreError, WorkbenchError
from workbench.model import Kind
from workbench.report import Report, Scope, Score, agreement, as_document
from workbench.store import Store, open_store

LABELS = ("cue", "hedge")
SCORE_FIELDS = {"measure", "label", "annotators", "article", "unit", "value", "low", "high"}
SCORE_FIELDS |= {"n_articles", "n_units", "n_items", "note"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two articles; ann and ben have read both and agree on one cue and not on another; a machine has read one."""
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as opened:
        opened.schemes.remember(SCHEME, "test", "test")
        opened.articles.add([article("001_first"), article("002_other", "One two.\n\nThree four five.")])
        for name, kind in (("ann", Kind.PERSON), ("ben", Kind.PERSON), ("bot", Kind.MACHINE), ("idle", Kind.PERSON)):
            opened.people.ensure(name, kind)
        layer(opened, "001_first", "ann", (0, 9), (10, 13))
        layer(opened, "001_first", "ben", (0, 9))
        layer(opened, "001_first", "bot", (0, 9))
        layer(opened, "002_other", "ann", (0, 7))
        layer(opened, "002_other", "ben", (0, 7))
        mark = annotation((0, 3), label="cue", annotator="idle", article_id="002_other")
        opened.layers.apply("002_other", "idle", made(mark))
        yield opened


def layer(store: Store, article_id: str, who: str, *places: tuple[int, int]) -> None:
    """Cues in these places, and every paragraph read."""
    cues = [annotation(place, label="cue", annotator=who, article_id=article_id) for place in places]
    store.layers.apply(article_id, who, made(*cues, *(read(n, who, article_id) for n in range(2))))


def score(report: Report, measure: str, label: str | None = "cue") -> Score:
    """The one score of this measure and label."""
    (found,) = [one for one in report.scores if (one.measure, one.label) == (measure, label)]
    return found


def test_persons_who_have_read_are_compared(store: Store) -> None:
    """Machines only by name; who has read nothing is told of."""
    report = agreement(store, Scope(LABELS))
    assert report.scope.annotators == ("ann", "ben")
    assert any(warning.startswith("idle has 1 annotation but") for warning in report.warnings)
    assert agreement(store, Scope(LABELS, annotators=("bot", "ann"))).scope.annotators == ("ann", "bot")


def test_what_was_counted(store: Store) -> None:
    """Articles, paragraphs and annotations of each, and the sizes behind a score."""
    report = agreement(store, Scope(LABELS))
    assert (report.articles, report.paragraphs) == (2, 4)
    assert [(one.annotator, one.articles, one.paragraphs, one.annotations) for one in report.shares] == [
        ("ann", 2, 4, 3),
        ("ben", 2, 4, 2),
    ]
    exact = score(report, "f1_exact")
    assert (exact.value, exact.n_items, exact.n_articles, exact.n_units) == (0.8, 5, 2, None)
    assert score(report, "krippendorff_alpha").n_units == report.units == 13


def test_two_annotators_are_a_pair_and_a_group_at_once(store: Store) -> None:
    """Each measure is given once for every label, for all labels together, and for any."""
    report = agreement(store, Scope(LABELS))
    given = [(one.measure, one.label) for one in report.scores]
    assert len(given) == len(set(given)) == 6 * 4


def test_three_annotators_are_three_pairs_and_a_group(store: Store) -> None:
    """κ for the pairs, α for the group, F1 for both."""
    report = agreement(store, Scope(LABELS, annotators=("ann", "ben", "bot")))
    kappas = {one.annotators for one in report.scores if one.measure == "cohen_kappa"}
    alphas = {one.annotators for one in report.scores if one.measure == "krippendorff_alpha"}
    assert kappas == {("ann", "ben"), ("ann", "bot"), ("ben", "bot")}
    assert alphas == {("ann", "ben", "bot")}


def test_a_dash_has_its_reason(store: Store) -> None:
    """A label that nobody used, one article, nobody to compare with."""
    unused = score(agreement(store, Scope(LABELS)), "cohen_kappa", "hedge")
    assert (unused.value, unused.note) == (None, "nobody used it where it counts")
    one = score(agreement(store, Scope(LABELS, articles=("001_first",))), "cohen_kappa")
    assert (one.article, one.low, one.note) == ("001_first", None, "no interval: one article")
    assert one.value == pytest.approx(0.72, abs=0.01)
    alone = score(agreement(store, Scope(LABELS, annotators=("ann",))), "krippendorff_alpha")
    assert (alone.value, alone.note) == (None, "no paragraph read by two annotators")
    apart = agreement(store, Scope(LABELS, annotators=("ann", "idle")))
    assert score(apart, "f1_exact").note == "no paragraph read by both"


def test_labels_that_the_scheme_lost_are_told_of_and_can_be_named(store: Store) -> None:
    """They do not vanish in silence."""
    report = agreement(store, Scope(("hedge",)))
    assert any("cue (5)" in warning for warning in report.warnings)
    assert score(report, "f1_exact", ANY).value is None
    assert score(agreement(store, Scope(("hedge",), only=("cue",))), "f1_exact").value == 0.8


def test_unknown_names_are_refused_naming_the_nearest(store: Store) -> None:
    """Annotator, label, article."""
    with pytest.raises(WorkbenchError, match="no annotator 'an'") as refused:
        agreement(store, Scope(LABELS, annotators=("an",)))
    assert refused.value.hint == "Did you mean ann?"
    with pytest.raises(WorkbenchError, match="'queue' is no label of the scheme"):
        agreement(store, Scope(LABELS, only=("queue",)))
    with pytest.raises(StoreError):
        agreement(store, Scope(LABELS, articles=("999",)))


def test_an_unknown_label_is_refused_before_anything_is_counted(store: Store) -> None:
    """Nobody waits for a large corpus to learn of a slip."""
    counted: list[int] = []
    with pytest.raises(WorkbenchError, match="did you mean 'cue'"):
        agreement(store, Scope(("hedge",), only=("cues",)), lambda done, _: counted.append(done))
    assert counted == []


def test_the_document_has_the_promised_fields(store: Store) -> None:
    """What `--json` prints."""
    document = as_document(agreement(store, Scope(LABELS)))
    assert all(set(one) == SCORE_FIELDS for one in document["scores"])
    assert document["settings"]["unit"] == "word"
    assert document["settings"]["sources"]["cohen_kappa"] == "Cohen 1960"


def test_progress_is_told_article_by_article(store: Store) -> None:
    """So that a bar can be drawn."""
    seen: list[tuple[int, int]] = []
    agreement(store, Scope(LABELS), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
