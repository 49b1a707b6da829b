"""What the report tells people to beware of, each with its count, and what it keeps quiet about."""

import pytest

from tests.report.conftest import Places, Project

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
    (warning,) = about(project.warnings(), "Very few or nearly all words are marked")
    assert warning.endswith("where α and κ are pessimistic (compare F1): cue (100.0%).")


def test_where_very_little_is_marked_chance_explains_much_too(project: Project) -> None:
    """One word of some forty, for each of two."""
    for number in range(5):
        project.add(same({"cue": [FIRST]} if number == 0 else {}, "ann", "ben"))
    assert (
        "Very few or nearly all words are marked, where α and κ are pessimistic (compare F1): cue (2.5%)."
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
