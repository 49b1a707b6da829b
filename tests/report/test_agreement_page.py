"""The report on agreement as a page, and its paragraph on methods."""

import re
from dataclasses import replace

import pytest

from tests.report.browser import Reader
from tests.report.conftest import LABELS, Project
from workbench.agreement import MEASURES, Interval
from workbench.model import Kind
from workbench.report import Report, Scope, agreement
from workbench.report.agreement_page import as_page
from workbench.report.differing import differing
from workbench.report.methods import BOOTSTRAP, JACKKNIFE, THRESHOLDS, methods, references
from workbench.report.quality import quality
from workbench.report.references import REFERENCES, full

ONE, TWO, FOUR = (0, 3), (4, 7), (15, 19)
MENU = ("f1_exact", "f1_iou", "krippendorff_alpha")
"""Without γ, which takes a second to import."""


@pytest.fixture
def three(project: Project) -> Project:
    """Three annotators, two articles, the second of which goes worse."""
    project.add({"ann": {"cue": [ONE], "hedge": [FOUR]}, "ben": {"cue": [ONE], "hedge": [FOUR]}, "cem": {"cue": [ONE]}})
    project.add({"ann": {"cue": [ONE, FOUR]}, "ben": {"cue": [TWO]}, "cem": {"hedge": [FOUR]}})
    return project


def report(project: Project, **scope: object) -> Report:
    return agreement(project.store, Scope(**{"labels": (*LABELS, "unused"), "measures": MENU} | scope))


def made(project: Project, **scope: object) -> str:
    found = report(project, **scope)
    disagreed, each = differing(project.store, found.scope), quality(project.store, found.scope)
    return as_page(found, disagreed, each, lambda id_: f"Title of {id_}")


def test_the_page_has_every_part(three: Project) -> None:
    """And is whole: every element is closed."""
    shown = made(three)
    read = Reader(shown)
    assert not read.open
    assert re.findall(r"<h2>(.*?)</h2>", shown) == [
        "What was counted",
        "To beware of",
        "How far they agree",
        "Who agrees with whom",
        "What they disagree on",
        "The articles that went worst",
        "Each annotator",
        "Methods, for a paper",
    ]


def test_the_page_asks_nobody_for_anything(three: Project) -> None:
    """No script, no address, so that it can be sent and kept."""
    assert not re.search(r"https?:|src=|href=|<script|@import|url\(", made(three))


def test_names_and_titles_are_words_whatever_they_hold(project: Project) -> None:
    """Of annotators, labels and articles."""
    bad = "<img src=x onerror=alert(1)>"
    for _ in range(2):
        project.add({bad: {bad: [ONE]}, "ben": {bad: [TWO]}, "cem": {}})
    found = report(project, labels=(bad,))
    disagreed, each = differing(project.store, found.scope), quality(project.store, found.scope)
    read = Reader(as_page(found, disagreed, each, lambda _: bad))
    assert "img" not in {tag for tag, _ in read.tags}
    assert sum(words.count(bad) for words in read.words) > 10


def test_every_figure_of_the_group_is_on_the_page(three: Project) -> None:
    """With two places, and its interval as a bar."""
    found, shown = report(three), made(three).split("Each annotator")[0]
    mine = [one for one in found.scores if one.annotators == ("ann", "ben", "cem") and one.measure in MENU]
    figures = re.findall(r'<div class="figure">(−?-?[\d.]+)<svg', shown)
    assert figures == [f"{one.value:.2f}" for one in mine if one.value is not None]
    assert shown.count('<rect class="bar"') == sum(one.low is not None for one in mine)


def test_every_two_are_a_map(three: Project) -> None:
    """Both ways, with nothing on the diagonal."""
    found, shown = report(three), made(three)
    (value,) = [
        one.value
        for one in found.scores
        if (one.measure, one.label, one.annotators) == ("f1_exact", None, ("ann", "ben"))
    ]
    map_ = shown[shown.index("<caption>exact F1") : shown.index("<caption>F1 at half")]
    assert map_.count(f">{value:.2f}<") == 2
    assert map_.count(">–<") == 3


def test_two_annotators_need_no_map(project: Project) -> None:
    """There is one figure."""
    project.add({"ann": {"cue": [ONE]}, "ben": {"cue": [ONE]}})
    assert "Who agrees with whom" not in made(project)


def test_the_confusion_has_nothing_as_a_label(three: Project) -> None:
    """Rows by name, columns by number."""
    shown = made(three)
    cells = re.findall(r">([^<>]*)</t[hd]>", shown[shown.index("<caption>Which label") : shown.index("went worst")])
    assert cells[:4] == ["one ↓  the other →", "1", "2", "nothing"]
    assert cells[4:8] == ["1 cue", "3", "1", "5"]


def test_the_worst_article_comes_first(three: Project) -> None:
    """With its title."""
    shown = made(three)
    worst = shown[shown.index("went worst") :]
    assert worst.index("Title of 002 (002)") < worst.index("Title of 001 (001)")


def test_each_annotator_has_a_row(three: Project) -> None:
    """As `workbench quality` tells it; there is a column for gold where there is gold."""
    each = quality(three.store, Scope(LABELS))
    words = Reader(made(three)).words
    words = words[words.index("Each annotator") :]
    assert "against gold" not in words
    for one in each.annotators:
        figure, competence = one.figure("f1_iou", gold=False), one.competence
        assert figure is not None
        assert figure.estimate is not None
        assert competence is not None
        row = words[words.index(one.name) :]
        assert row[1] == f"{figure.estimate.value:.2f}"
        assert f"{competence.accuracy:.1%}" in row
    three.store.people.ensure("gold", Kind.GOLD)
    assert "against gold" in Reader(made(three)).words


def test_labels_that_nobody_used_have_no_row(three: Project) -> None:
    """They are told once."""
    assert made(three).count("unused") == 1


def test_nothing_to_compare_is_said(project: Project) -> None:
    """Not a page of empty tables."""
    project.add({"ann": {"cue": [ONE]}})
    shown = made(project)
    assert "There is nothing to compare yet" in shown
    assert "<table" not in shown


def test_methods_tell_what_was_measured_and_nothing_else(three: Project) -> None:
    """Numbers, settings, results; the papers of just these."""
    found = report(three)
    told = methods(found)
    assert told.startswith("3 annotators (ann, ben and cem) labelled 2 articles with 2 labels.")
    assert f"{found.paragraphs} paragraphs, {found.units} characters" in told
    assert "exact F1 (2M / (A + B)" in told
    assert "γ" not in told
    assert "F1 is the mean over every two" in told
    (exact,) = [s for s in found.scores if (s.measure, s.label, len(s.annotators)) == ("f1_exact", None, 3)]
    assert f"exact F1 {exact.value:.2f} [{exact.low:.2f}, {exact.high:.2f}]" in told
    assert [one.split(" (")[0].split(",")[0] for one in references(found)] == [
        "Arvesen",
        "Hripcsak",
        "Krippendorff",
        "Krippendorff",
        "Tukey",
    ]


def test_methods_follow_the_settings(three: Project) -> None:
    """Another interval, another unit, one measure."""
    found = report(three, measures=("f1_exact",), interval=Interval.BOOTSTRAP)
    told = methods(found)
    assert "2,000 bootstrap resamples" in told
    assert "Krippendorff" not in told
    assert "Units are" not in told
    assert references(found) == full(["Efron 1979", "Hripcsak and Rothschild 2005"])


def test_methods_of_two_annotators_speak_of_no_mean(project: Project) -> None:
    """And say why there is no interval."""
    project.add({"ann": {"cue": [ONE]}, "ben": {"cue": [ONE]}})
    told = methods(report(project, measures=("f1_exact",)))
    assert "mean over every two" not in told
    assert "exact F1 1.00 (no interval: one article)" in told


def test_every_measure_has_its_paper() -> None:
    """In full, and none is there without need."""
    named = {one.source for one in MEASURES if one.source} | {*JACKKNIFE, *BOOTSTRAP, THRESHOLDS}
    assert named == set(REFERENCES)


def test_methods_name_gamma_with_its_settings(three: Project) -> None:
    """Whoever reads it can find the same."""
    found = report(three)
    score = next(one for one in found.scores if one.measure == "f1_exact" and one.label is None)
    with_gamma = replace(
        found,
        scope=replace(found.scope, measures=("gamma",)),
        scores=(replace(score, measure="gamma", annotators=("ann", "ben", "cem")),),
    )
    assert "For γ, alpha = 1, beta = 1, delta = 1; chance: shifts" in methods(with_gamma)
    assert "Mathet" in references(with_gamma)[1]


def test_nothing_for_nothing_is_not_counted(three: Project) -> None:
    """It is no 0 but a dash: how much text nobody has marked is no number of annotations."""
    words = [word for word in Reader(made(three)).words if word.strip()]
    assert words[words.index("The articles that went worst") - 1] == "–"
