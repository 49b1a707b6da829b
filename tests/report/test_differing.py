"""Why the annotators disagree, over a project."""

import csv
import io
import json
from collections import Counter

import pytest

from tests import factories
from tests.report.conftest import LABELS, Project
from workbench.agreement import DifferenceKind
from workbench.errors import StoreError, WorkbenchError
from workbench.model import Kind
from workbench.report import Scope
from workbench.report.casebook import as_document, passage, slips, told, write_csv
from workbench.report.differing import Differing, cases, differing

ONE, TWO, THREE = (0, 3), (4, 7), (8, 13)
FOUR, FIVE, SIX = (15, 19), (20, 24), (25, 28)


@pytest.fixture
def disagreeing(project: Project) -> Project:
    """Two articles: of the first all is read by both, of the second ben has read the second paragraph only."""
    project.add(
        {"ann": {"cue": [ONE, FOUR], "hedge": [SIX]}, "ben": {"cue": [(0, 7)], "hedge": [FOUR, SIX]}},
    )
    project.add({"ann": {"cue": [ONE, FIVE]}, "ben": {"cue": []}}, {"ben": [1]})
    return project


def found(project: Project, **scope: tuple[str, ...]) -> Differing:
    return differing(project.store, Scope(LABELS, **scope))


def test_kinds_are_counted_by_label_and_by_pair(disagreeing: Project) -> None:
    """One label for another counts in the rows of both labels, and once for the pair."""
    counted = found(disagreeing)
    assert counted.by_label == {
        "cue": {"boundary": 1, "label": 1, "missed": 1},
        "hedge": {"label": 1, "same": 1},
    }
    assert counted.by_pair == {("ann", "ben"): {"boundary": 1, "label": 1, "missed": 1, "same": 1}}
    assert counted.articles == {("ann", "ben"): 2}


def test_the_confusion_has_nothing_as_a_label(disagreeing: Project) -> None:
    """Pairs of the same label stand on its diagonal, whatever their edges."""
    assert found(disagreeing).confusion == {
        ("cue", "cue"): 1,
        ("cue", "hedge"): 1,
        ("cue", None): 1,
        ("hedge", "hedge"): 1,
    }


def test_who_is_first_says_nothing_among_many(project: Project) -> None:
    """The confusion of several pairs counts both ways, unless everybody is held against gold."""
    project.add({"ann": {"cue": [ONE]}, "ben": {"hedge": [ONE]}, "cem": {"hedge": [ONE]}})
    counted = found(project)
    assert not counted.directed
    assert counted.confusion == {("cue", "hedge"): 2, ("hedge", "cue"): 2, ("hedge", "hedge"): 1}


def test_gold_is_held_against_everybody(project: Project) -> None:
    """Whatever its name comes after; and nobody else with each other."""
    project.add({"ann": {"cue": [ONE]}, "ben": {"cue": [TWO]}})
    add_text(project, "One two", {"zz-gold": [ONE], "ann": [ONE], "ben": []}, gold="zz-gold")
    counted = found(project, annotators=("ann", "ben", "zz-gold"))
    assert counted.articles == {("zz-gold", "ann"): 1, ("zz-gold", "ben"): 1}
    assert counted.directed
    assert counted.confusion == {("cue", "cue"): 1, ("cue", None): 1}


def test_a_label_picks_what_it_has_a_part_in(disagreeing: Project) -> None:
    """It is still compared with all others."""
    assert found(disagreeing, only=("hedge",)).counts == {
        (("ann", "ben"), "label", "cue", "hedge"): 1,
        (("ann", "ben"), "same", "hedge", "hedge"): 1,
    }


def test_labels_that_the_scheme_lost_count_when_asked_for(project: Project) -> None:
    """Else they are no difference."""
    project.add({"ann": {"old": [ONE]}, "ben": {"cue": [ONE]}})
    assert found(project).confusion == {(None, "cue"): 1}
    assert found(project, only=("old",)).confusion == {("old", "cue"): 1}


def test_only_the_articles_asked_for_count(disagreeing: Project) -> None:
    """By a part of their name."""
    assert found(disagreeing, articles=("002",)).counts == {(("ann", "ben"), "missed", "cue", None): 1}


def test_names_that_do_not_exist_are_refused(disagreeing: Project) -> None:
    """Before anything is compared."""
    with pytest.raises(StoreError, match="no annotator"):
        found(disagreeing, annotators=("bin",))
    with pytest.raises(WorkbenchError, match="did you mean 'hedge'"):
        list(cases(disagreeing.store, Scope(LABELS, ("hegde",))))


def test_examples_are_the_first_of_each_kind(disagreeing: Project) -> None:
    """What is the same is shown only where it is asked for."""
    shown = differing(disagreeing.store, Scope(LABELS), 1).examples
    assert [(one.article.id, one.paragraph, one.difference.kind.value) for one in shown] == [
        ("001", 0, "boundary"),
        ("001", 1, "label"),
        ("002", 1, "missed"),
    ]
    same = differing(disagreeing.store, Scope(LABELS), 5, [DifferenceKind.SAME]).examples
    assert [one.difference.labels for one in same] == [("hedge", "hedge")]
    assert found(disagreeing).examples == []


def test_an_example_has_its_words_and_those_around_it(disagreeing: Project) -> None:
    """In its paragraph; and says what differs."""
    boundary, label, _ = differing(disagreeing.store, Scope(LABELS), 1).examples
    assert passage(boundary) == ("", "One two", " three")
    assert passage(label) == ("", "four", " five six seven 1")
    assert told(boundary) == "ben ends 1 word later"
    assert told(label) == ""


def add_text(project: Project, text: str, cues: dict[str, list[tuple[int, int]]], gold: str = "") -> None:
    """An article of one paragraph, read by all of these; what each of them marked as a cue."""
    one = factories.article(f"{project.size + 1:03}", text)
    project.store.articles.add([one])
    for who, places in cues.items():
        project.store.people.ensure(who, Kind.GOLD if who == gold else Kind.PERSON)
        marks = [factories.annotation(place, label="cue", annotator=who, article_id=one.id) for place in places]
        project.store.layers.apply(one.id, who, factories.made(*marks, factories.read(0, who, one.id)))


def test_long_passages_are_cut_in_the_middle(project: Project) -> None:
    """Both ends of an annotation can be seen, and ten words around it."""
    add_text(
        project, "a b c d e f g h i j k l " + "m " * 90 + "n o p q r s t u v w x y z", {"ann": [(24, 203)], "ben": []}
    )
    (case,) = differing(project.store, Scope(LABELS), 1).examples
    around = passage(case)
    assert around.before == "… c d e f g h i j k l "
    assert around.words == " ".join(["m"] * 20 + ["…"] + ["m"] * 20)
    assert around.after == " n o p q r s t u v w …"


def test_slips_are_told_by_side(project: Project) -> None:
    """How many, and by how many words as a rule."""
    project.add({"ann": {"cue": [ONE, (15, 28)]}, "ben": {"cue": [(0, 13), (20, 30)]}})
    project.add({"ann": {"cue": [ONE]}, "ben": {"cue": [(0, 2)]}})
    assert list(slips(found(project))) == [
        "1 begin 1 word apart (median)",
        "2 end 1 word apart (median)",
        "1 differ by less than a word or in a gap",
    ]


def test_the_document_says_everything_that_was_counted(disagreeing: Project) -> None:
    """And is one of JSON."""
    counted = differing(disagreeing.store, Scope(LABELS), 1)
    document = json.loads(json.dumps(as_document(counted)))
    rows = Counter({(row["kind"], *row["labels"]): row["count"] for row in document["differences"]})
    assert rows == {(sort.kind.value, sort.first, sort.second): n for sort, n in counted.counts.items()}
    assert document["slips"] == [{"start": 0, "end": 1, "count": 1}]
    assert document["examples"][0] | {"start": 0} == {
        "kind": "boundary",
        "article": "001",
        "title": "001",
        "paragraph": 0,
        "annotators": ["ann", "ben"],
        "labels": ["cue", "cue"],
        "start": 0,
        "end": 1,
        "attributes": [],
        "common": pytest.approx(3 / 7),
        "segments": [[[[0, 3]]], [[[0, 7]]]],
        "before": "",
        "words": "One two",
        "after": " three",
    }


def test_every_difference_is_a_row_for_spreadsheets(project: Project) -> None:
    """None that is the same; what a spreadsheet would run is made harmless, and it is told that the file is UTF-8."""
    add_text(project, "=1+1 is so", {"ann": [(0, 4), (5, 7)], "ben": [(5, 7)]})
    stream = io.BytesIO()
    write_csv(cases(project.store, Scope(LABELS)), stream)
    written = stream.getvalue().decode()
    assert written.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(written[1:], newline=""))
    assert (row["article"], row["paragraph"], row["kind"], row["first"], row["second"]) == (
        "001",
        "1",
        "missed",
        "ann",
        "ben",
    )
    assert (row["first_label"], row["second_label"], row["first_words"]) == ("cue", "", "'=1+1")
    assert row["after"] == " is so"


def test_progress_is_told_after_each_article(disagreeing: Project) -> None:
    """With how many there are."""
    told_: list[tuple[int, int]] = []
    differing(disagreeing.store, Scope(LABELS), progress=lambda done, total: told_.append((done, total)))
    assert told_ == [(1, 2), (2, 2)]


def test_one_annotator_alone_disagrees_with_nobody(project: Project) -> None:
    """There is no pair."""
    project.add({"ann": {"cue": [ONE]}})
    assert (found(project).articles, found(project).counts) == ({}, {})
