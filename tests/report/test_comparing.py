"""From the store to scores: who is compared, what is said where there is nothing to say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.factories import SCHEME, annotation, article, made, read
from tests.report.conftest import Project
from workbench.agreement import coincidences, krippendorff_alpha
from workbench.agreement.groups import ANY
from workbench.agreement.intervals import Interval
from workbench.agreement.measures import MEASURES
from workbench.agreement.units import Unit
from workbench.errors import StoreError, WorkbenchError
from workbench.model import Kind
from workbench.report import Report, Scope, Score, agreement, as_document
from workbench.store import Store, open_store

LABELS = ("cue", "hedge")
SCORE_FIELDS = {"measure", "label", "annotators", "article", "unit", "value", "low", "high"}
SCORE_FIELDS |= {"n_articles", "n_units", "n_items", "n_each", "n_found", "note", "error", "verdict"}
SCORE_FIELDS |= {"attribute", "relation"}
EVERYTHING = tuple(measure.name for measure in MEASURES)


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
    assert (exact.n_each, exact.n_found) == ((3, 2), 2)
    assert score(report, "krippendorff_alpha").n_units == report.units == 65
    assert agreement(store, Scope(LABELS, unit=Unit.WORD)).units == 13


def test_two_annotators_are_a_pair_and_a_group_at_once(store: Store) -> None:
    """The menu and the share marked are given once for every label, for all labels together, and for any."""
    report = agreement(store, Scope(LABELS))
    given = [(one.measure, one.label) for one in report.scores]
    assert len(given) == len(set(given)) == 5 * 4


def test_three_annotators_are_three_pairs_and_a_group(store: Store) -> None:
    """Each has F1 and α; γ, which takes long, is of all, and Fleiss' κ is for no pair."""
    report = agreement(store, Scope(LABELS, annotators=("ann", "ben", "bot"), measures=EVERYTHING))
    everybody, pairs = ("ann", "ben", "bot"), {("ann", "ben"), ("ann", "bot"), ("ben", "bot")}
    people = {name: {one.annotators for one in report.scores if one.measure == name} for name in EVERYTHING}
    assert people["f1_iou"] == people["krippendorff_alpha"] == pairs | {everybody}
    assert people["cohen_kappa"] == people["scott_pi"] == pairs | {everybody}
    assert people["gamma"] == people["fleiss_kappa"] == {everybody}


def test_what_nobody_used_has_no_row(store: Store) -> None:
    """Neither a label nor a group of such; unless somebody asks for it."""
    labels, above = (*LABELS, "a", "b"), {"a": "idle", "b": "idle"}
    report = agreement(store, Scope(labels, above=above))
    assert "idle/*" in {one.label for one in report.scores}
    assert {one.label for one in report.shown(("ann", "ben"))} & {"a", "b", "idle/*"} == set()
    assert {None, "*"} < {one.label for one in report.shown(("ann", "ben"))}
    asked = agreement(store, Scope(labels, only=("a",), above=above))
    assert {one.label for one in asked.shown(("ann", "ben"))} == {"a", None, "*"}


def test_a_dash_has_its_reason(store: Store) -> None:
    """A label that nobody used, one article, nobody to compare with."""
    unused = score(agreement(store, Scope(LABELS)), "krippendorff_alpha", "hedge")
    assert (unused.value, unused.note) == (None, "nobody used it where it counts")
    kappa = Scope(LABELS, articles=("001_first",), unit=Unit.WORD, measures=("cohen_kappa",))
    one = score(agreement(store, kappa), "cohen_kappa")
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
    assert document["settings"]["unit"] == "character"
    assert document["settings"]["sources"]["krippendorff_alpha"] == "Krippendorff 2011"
    assert document["definitions"].keys() >= {score["measure"] for score in document["scores"]}


def test_progress_is_told_article_by_article(store: Store) -> None:
    """So that a bar can be drawn: of counting, then of γ, which ends where all is aligned."""
    counted: list[tuple[int, int]] = []
    aligned: list[tuple[int, int]] = []
    agreement(store, Scope(LABELS), lambda *done: counted.append(done), aligning=lambda *done: aligned.append(done))
    assert counted == [(1, 2), (2, 2)]
    assert len(set(aligned[-1])) == 1


def test_only_the_measures_asked_for_are_computed(store: Store) -> None:
    """And the share marked, without which κ cannot be read; one that does not exist is refused, naming the nearest."""
    report = agreement(store, Scope(LABELS, measures=("cohen_kappa",)))
    assert {one.measure for one in report.scores} == {"cohen_kappa", "prevalence"}
    with pytest.raises(WorkbenchError, match="There is no measure 'cohens_kappa'; did you mean 'cohen_kappa'"):
        agreement(store, Scope(LABELS, measures=("cohens_kappa",)))


def test_a_label_with_those_below_it_has_figures_of_its_own(store: Store) -> None:
    """Beside each of them by its name."""
    report = agreement(store, Scope(LABELS, above={"cue": "hedge"}))
    assert score(report, "f1_exact", "hedge/*").value == score(report, "f1_exact", "cue").value == 0.8


def test_every_article_has_figures_of_its_own(store: Store) -> None:
    """All labels together, with nothing that an interval could be made of."""
    report = agreement(store, Scope(LABELS))
    exact = {one.article: one.value for one in report.by_article if one.measure == "f1_exact"}
    assert exact == {"001_first": pytest.approx(2 / 3), "002_other": 1}
    assert {one.low for one in report.by_article} == {None}


def test_overlaps_in_one_article_cost_no_other_article_its_figure(store: Store) -> None:
    """Unitizing α takes none of one annotator: that article has a dash, and so have all together."""
    asked = Scope(LABELS, measures=("u_alpha", "cu_alpha"))
    before = by_measure(agreement(store, asked))
    cue, hedge = annotation((0, 9), label="cue"), annotation((4, 13), label="hedge")
    store.articles.add([article("003_overlaps", "One two three.\n\nFour.")])
    for who in ("ann", "ben"):
        both = (replace(one, annotator=who, article_id="003_overlaps", id=f"{who}-{one.id}") for one in (cue, hedge))
        store.layers.apply("003_overlaps", who, made(*both, *(read(n, who, "003_overlaps") for n in range(2))))
    report = agreement(store, asked)
    undefined = None, "annotations of one annotator overlap: count each label by itself"
    assert by_measure(report) == before | {(name, "003_overlaps"): undefined for name in asked.measures}
    assert before["u_alpha", "001_first"][0] == pytest.approx(0.81, abs=0.01)
    for name in asked.measures:
        together = score(report, name, None)
        assert (together.value, together.note) == undefined


def by_measure(report: Report) -> dict[tuple[str, str | None], tuple[float | None, str | None]]:
    """The figure of each measure in each article, and why there is none."""
    return {(one.measure, one.article): (one.value, one.note) for one in report.by_article}


def test_attributes_are_compared_where_both_have_marked(project: Project) -> None:
    """Two of the three pairs have the same value; a value that one has not given is missing, not another."""
    for ann, ben in (("yes", "yes"), ("no", "no"), ("no", "yes"), ("no", None)):
        project.add_answers(ann, ben)
    report = agreement(project.store, Scope(LABELS))
    same, alpha = report.attributes
    assert [(one.measure, one.label, one.attribute) for one in (same, alpha)] == [
        ("attribute_percent", "cue", "sure"),
        ("attribute_alpha", "cue", "sure"),
    ]
    assert (same.value, same.n_items) == (pytest.approx(2 / 3), 3)
    assert alpha.value == pytest.approx(krippendorff_alpha(coincidences(np.array([[2, 0], [0, 2], [1, 1]]))))


def test_relations_are_compared_by_type(project: Project) -> None:
    """Both ends have to match: one is the same for both, one ends elsewhere."""
    project.add_links("ann", ((0, 3), (4, 7)), ((8, 13), (15, 19)))
    project.add_links("ben", ((0, 3), (4, 7)), ((8, 13), (25, 28)))
    (drawn,) = agreement(project.store, Scope(LABELS)).relations
    assert (drawn.measure, drawn.relation, drawn.value, drawn.n_items) == ("relation_f1", "said_by", 0.5, 4)


def test_words_about_alpha_are_said_where_all_of_its_interval_allows_it(project: Project) -> None:
    """Perfect agreement in twelve articles can be relied on; of a label in which all differ nothing can."""
    for _ in range(12):
        project.add({"ann": {"cue": [(0, 3)], "hedge": [(4, 7)]}, "ben": {"cue": [(0, 3)], "hedge": [(15, 19)]}})
    report = agreement(project.store, Scope(LABELS))
    assert score(report, "krippendorff_alpha").verdict == "can be relied on"
    assert score(report, "krippendorff_alpha", "hedge").verdict == "not to be relied on"
    assert score(report, "f1_exact").verdict is None


def test_the_bootstrap_is_an_interval_on_request(project: Project) -> None:
    """From articles drawn anew, the same at every call."""
    for number in range(12):
        project.add({"ann": {"cue": [(0, 3)]}, "ben": {"cue": [(0, 3) if number % 3 else (4, 7)]}})
    scope = Scope(LABELS, interval=Interval.BOOTSTRAP, measures=("f1_exact",))
    first, second = (score(agreement(project.store, scope), "f1_exact") for _ in range(2))
    assert first == second
    assert first.low < 2 / 3 < first.high
    jackknife = score(agreement(project.store, Scope(LABELS, measures=("f1_exact",))), "f1_exact")
    assert (first.low, first.high) != (jackknife.low, jackknife.high)
