"""What the report tells people to beware of, each with its count, and what it keeps quiet about."""

import numpy as np
import pytest

from tests.report.conftest import LABELS, Places, Project
from workbench.agreement.disorders import Disorders
from workbench.report.gathering import gather
from workbench.report.scope import Scope
from workbench.report.warnings import warnings

FIRST, THIRD, FOURTH = (0, 3), (8, 13), (15, 19)
"""Words of `TEXT`; the fourth is in the second paragraph."""

UNEVEN = "Far more or fewer annotations per paragraph than the others"


def about(warnings: tuple[str, ...], beginning: str) -> list[str]:
    """The warnings that begin so."""
    return [warning for warning in warnings if warning.startswith(beginning)]


def same(places: Places, *people: str) -> dict[str, Places]:
    """All of them made the same."""
    return dict.fromkeys(people, places)


def test_articles_that_one_has_read_alone_are_counted(project: Project) -> None:
    """Where each has read another paragraph, too."""
    project.add(same({}, "ann", "ben"))
    project.add(same({}, "ann"))
    project.add(same({}, "ann", "ben"), {"ann": [0], "ben": [1]})
    assert "2 articles of which no two have read the same paragraph: not counted." in project.warnings()


def test_few_articles_make_intervals_unreliable(project: Project) -> None:
    """From ten on nothing is said."""
    for _ in range(9):
        project.add(same({"cue": [FIRST]}, "ann", "ben"))
    assert "Only 9 articles: under 10 the intervals are unreliable." in project.warnings()
    project.add(same({"cue": [FIRST]}, "ann", "ben"))
    assert about(project.warnings(), "Only") == []


def test_few_annotations_make_figures_unreliable(project: Project) -> None:
    """Of each label, with the articles in which it was found; thirty are enough."""
    for _ in range(10):
        project.add({"ann": {"cue": [FIRST, THIRD], "hedge": [FIRST]}, "ben": {"cue": [FIRST], "hedge": [FIRST]}})
    assert project.warnings()[0] == (
        "Under 30 annotations, or found in under 10 articles, figures and intervals unreliable: "
        "hedge (20 in 10 articles)."
    )


def test_a_label_found_in_few_of_many_articles_is_named(project: Project) -> None:
    """However often it was found there: its interval hangs on these few."""
    for number in range(12):
        rare = [FIRST, (4, 7), THIRD, FOURTH] if number < 4 else []
        project.add(same({"cue": [FIRST, FOURTH], "hedge": rare}, "ann", "ben"))
    (warning,) = about(project.warnings(), "Under 30")
    assert warning.endswith("unreliable: hedge (32 in 4 articles).")


def test_a_label_that_one_annotator_alone_uses_is_named(project: Project) -> None:
    """With the annotator."""
    project.add({"ann": {"cue": [FIRST], "hedge": [FOURTH]}, "ben": {"cue": [FIRST]}})
    assert "Used by one annotator only: hedge (ann)." in project.warnings()


def test_who_has_read_less_is_not_called_uneven(project: Project) -> None:
    """Cai marked as much per paragraph as the others."""
    for number in range(6):
        people = ("ann", "ben", "cai") if number == 0 else ("ann", "ben")
        project.add(same({"cue": [FIRST, FOURTH]}, *people))
    assert about(project.warnings(), UNEVEN) == []


def test_who_marks_far_more_or_fewer_per_paragraph_is_named(project: Project) -> None:
    """Cai read as much as the others and marked nearly nothing, dan a little and marked all of it."""
    for number in range(6):
        usual: Places = {"cue": [FIRST, FOURTH]}
        dan: Places = {"cue": [FIRST, THIRD, (4, 7), (8, 9)], "hedge": [FIRST, THIRD, (4, 7), FOURTH]}
        project.add(same(usual, "ann", "ben") | {"cai": {}} | ({"dan": dan} if number == 0 else {}))
    (warning,) = about(project.warnings(), UNEVEN)
    assert warning == f"{UNEVEN} (median 1): cai (0 in 12 paragraphs), dan (8 in 2 paragraphs)."


def test_one_annotation_more_or_less_is_not_uneven(project: Project) -> None:
    """Cai has read two paragraphs, where two annotations would have been usual, and made none."""
    project.add(same({"cue": [FIRST, FOURTH]}, "ann", "ben") | {"cai": {}})
    assert about(project.warnings(), UNEVEN) == []


def test_articles_that_all_left_empty_are_counted(project: Project) -> None:
    """Of the labels that were asked for, where only some were."""
    project.add(same({"cue": [FIRST]}, "ann", "ben"))
    project.add(same({"hedge": [FIRST]}, "ann", "ben"))
    project.add(same({}, "ann", "ben"))
    assert "1 article in which nobody marked anything where it counts." in project.warnings()
    of_cues = project.warnings(only=("cue",))
    assert "2 articles in which nobody marked anything with these labels where it counts." in of_cues


def test_where_all_is_marked_chance_explains_much(project: Project) -> None:
    """κ and α cannot be read without the share of marked units."""
    project.add(same({"cue": [(0, 36)], "hedge": [FIRST]}, "ann", "ben"))
    (warning,) = about(project.warnings(), "Very few or nearly all characters are marked")
    assert warning.endswith("where α and κ are pessimistic (compare F1): cue (100.0%).")


def test_where_very_little_is_marked_chance_explains_much_too(project: Project) -> None:
    """One word of some forty, for each of two."""
    for number in range(5):
        project.add(same({"cue": [FIRST]} if number == 0 else {}, "ann", "ben"))
    assert (
        "Very few or nearly all characters are marked, where α and κ are pessimistic (compare F1): cue (1.8%)."
        in project.warnings()
    )


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([FIRST, FIRST], "1 annotation given twice by the same annotator"),
        ([(0, 7), (4, 13), (0, 3)], "2 annotations overlapping another of the same label and annotator"),
        ([(8, 19)], "1 annotation partly in paragraphs that the annotator or everybody else has not read"),
        ([FOURTH, (20, 24)], "2 annotations wholly in paragraphs that the annotator or everybody else has not read"),
    ],
)
def test_annotations_that_are_counted_otherwise_are_told_of(
    project: Project, places: list[tuple[int, int]], said: str
) -> None:
    """Duplicates, overlaps of one label by one annotator, and what lies where ben has not read."""
    project.add({"ann": {"cue": places}, "ben": {}}, {"ben": [0]})
    assert len(about(project.warnings(), said)) == 1


def test_a_project_without_oddities_gets_no_warning(project: Project) -> None:
    """Fifteen articles, two people who agree mostly."""
    for _ in range(15):
        project.add(same({"cue": [FIRST], "hedge": [FOURTH]}, "ann", "ben"))
    assert project.warnings() == ()


def test_an_alpha_that_may_lie_on_either_side_of_a_threshold_is_named(project: Project) -> None:
    """With its interval; of a label whose interval lies on one side nothing is said."""
    for number in range(12):
        ben = {"cue": [FIRST] if number % 3 else [THIRD], "hedge": [FOURTH]}
        project.add({"ann": {"cue": [FIRST], "hedge": [FOURTH]}, "ben": ben})
    (warning,) = about(project.warnings(), "α may lie on either side of 0.667 or 0.80, one cannot tell")
    assert "cue (0." in warning
    assert "hedge" not in warning


def test_suggestions_that_two_have_kept_inflate_agreement(project: Project) -> None:
    """They are counted; where one annotator alone has kept any, nobody saw the same."""
    project.add_suggested("ann", FIRST, THIRD)
    project.add_suggested("ben")
    assert about(project.warnings(), "2 annotations suggested") == []
    project.add_suggested("cai", FIRST)
    (warning,) = about(project.warnings(), "3 annotations suggested by a machine and kept")
    assert warning.endswith("agreement is inflated where annotators saw the same suggestions.")


def test_where_chance_or_time_leave_gamma_open_is_told(project: Project) -> None:
    """With the standard error, or by how much it may be off."""
    project.add(same({"cue": [FIRST]}, "ann", "ben"))
    gathered = gather(project.store, Scope(LABELS, annotators=("ann", "ben")), None)
    nothing = np.zeros((1, 2))
    gathered.everybody.disorders["cue"] = Disorders(nothing, error=0.02, draws=3)
    gathered.everybody.disorders[None] = Disorders(nothing, error=0.001, draws=3, gap=0.01)
    found = tuple(warnings(gathered, Scope(LABELS), [], [], []))
    assert "γ is drawn at random, with a standard error of more than 0.01: cue (± 0.020)." in found
    assert "The best alignment was not found in time, by so much γ may be off: all labels (0.010)." in found
