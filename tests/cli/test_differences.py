"""`workbench differences`, as a person and as a machine see it."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Workbench
from tests.cli.filled import CUE, HEDGE, fill, rows


@pytest.fixture
def two(project: Path) -> Path:
    """ann and ben, who differ in edges, in labels, and in what ben alone has."""
    fill(
        project,
        {
            "ann": {"direct_quote": [CUE, HEDGE]},
            "ben": {"direct_quote": [(0, 7)], "hedge": [HEDGE, (28, 33)]},
        },
    )
    return project


@pytest.mark.usefixtures("two")
def test_tables_of_kinds_and_of_labels_for_labels(workbench: Workbench) -> None:
    """In 80 columns, with who is alone in what."""
    shown = workbench("differences").stdout
    assert rows(shown)[0] == ["ann", "and", "ben,", "in", "1", "article", "that", "both", "have", "read."]
    assert ["label", "boundary", "label", "only", "ben"] in rows(shown)
    assert ["direct_quote", "1", "1", "·"] in rows(shown)
    assert ["hedge", "·", "1", "1"] in rows(shown)
    assert "Boundaries: 1 end 1 word apart (median)." in shown
    assert ["ann", "↓", "ben", "→", "1", "2", "nothing"] in rows(shown)
    assert ["1", "direct_quote", "1", "1", "·"] in rows(shown)
    assert ["nothing", "·", "1", "·"] in rows(shown)
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("two")
def test_examples_show_the_words(workbench: Workbench) -> None:
    """Of the kinds asked for; with the article, the words around, and what each made of them."""
    shown = workbench("differences", "--kind", "boundary", "--kind", "extra").stdout
    _, boundary, extra = shown.split("\n\n")[-3:]
    assert boundary.splitlines() == [
        "boundary · ann and ben · First (001_first), paragraph 1",
        "  [One two three] four five six seven.",
        "  ann: direct_quote “One two three”",
        "  ben: direct_quote “One two”",
        "  ben ends 1 word earlier",
    ]
    assert extra.splitlines() == [
        "only ben · ann and ben · First (001_first), paragraph 1",
        "  One two three four five six [seven].",
        "  ann: nothing",
        "  ben: hedge “seven”",
    ]


def test_gold_is_held_against_everybody(project: Path, workbench: Workbench) -> None:
    """Who has missed something, and who has made it up."""
    fill(
        project,
        {"gold": {"direct_quote": [CUE]}, "ann": {"hedge": [(28, 33)]}, "ben": {"direct_quote": [CUE]}},
    )
    shown = workbench("differences", "--annotator", "gold", "--annotator", "ann", "--annotator", "ben").stdout
    assert ["annotators", "same", "missed", "extra"] in rows(shown)
    assert ["gold", "and", "ann", "·", "1", "1"] in rows(shown)
    assert ["gold", "and", "ben", "1", "·", "·"] in rows(shown)
    assert ["gold", "↓", "the", "others", "→", "1", "2", "nothing"] in rows(shown)


def test_among_three_nobody_is_first(project: Path, workbench: Workbench) -> None:
    """What one of two has alone is counted whoever it is."""
    fill(project, {"ann": {"hedge": [HEDGE]}, "ben": {}, "cem": {"hedge": [HEDGE]}})
    shown = workbench("differences").stdout
    assert rows(shown)[0][:4] == ["3", "pairs", "of", "annotators,"]
    assert ["hedge", "1", "2"] in rows(shown)
    assert ["label", "same", "one", "alone"] in rows(shown)


def test_of_many_labels_the_commonest_confusions_are_listed(project: Path, workbench: Workbench) -> None:
    """A matrix of them has no room in a terminal."""
    labels = [f"label_{number}" for number in range(14)]
    (project / "labels.yaml").write_text(f"scheme: test\nversion: 1\nlabels: {{{': , '.join(labels)}: }}\n")
    fill(project, {"ann": {label: [CUE] for label in labels}, "ben": {label: [CUE] for label in labels[:-1]}})
    shown = workbench("differences").stdout
    assert "  1 × label_13 – nothing" in shown
    assert "nothing  " not in shown


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ({"ann": {"hedge": [HEDGE]}}, "no paragraph has been read by two"),
        ({"ann": {}, "ben": {}}, "Nobody has used any label in text that two have read."),
    ],
)
def test_nothing_to_compare_is_said(
    project: Path, workbench: Workbench, layers: dict[str, dict[str, list[tuple[int, int]]]], said: str
) -> None:
    """Not an empty table."""
    fill(project, layers)
    assert said in workbench("differences").stdout.replace("\n", " ")


@pytest.mark.usefixtures("two")
def test_one_document_for_programs(workbench: Workbench) -> None:
    """Counts, and examples where they are asked for."""
    document = json.loads(workbench("differences", "--json", "--label", "hedge", "--examples", "1").stdout)
    assert [(row["kind"], row["labels"], row["count"]) for row in document["differences"]] == [
        ("label", ["direct_quote", "hedge"], 1),
        ("extra", [None, "hedge"], 1),
    ]
    assert [one["words"] for one in document["examples"]] == ["four five", "seven"]


def test_every_difference_as_a_row(two: Path, workbench: Workbench) -> None:
    """In a file, which is told of; nothing else is printed."""
    done = workbench("differences", "--csv", "differences.csv")
    with (two / "differences.csv").open(newline="", encoding="utf-8-sig") as file:
        kinds = [row["kind"] for row in csv.DictReader(file)]
    assert (done.stdout, done.stderr) == ("", "Written: differences.csv\n")
    assert kinds == ["boundary", "label", "extra"]


def test_no_escape_sequence_reaches_the_terminal(project: Path, workbench: Workbench) -> None:
    """Not from a title, a label or a name."""
    fill(project, {"ann[31m": {"hedge": [HEDGE]}, "ben": {}}, title="\x1b[31mred")
    shown = workbench("differences", "--examples", "1").stdout
    assert "\x1b" not in shown
    assert "␛[31mred" in shown
    assert "only ann[31m" in shown


@pytest.mark.usefixtures("two")
def test_what_does_not_exist_is_refused(workbench: Workbench) -> None:
    """With the nearest name."""
    done = workbench("differences", "--label", "hegde")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'hedge'" in done.stderr


def test_the_scheme_is_no_target(two: Path, workbench: Workbench) -> None:
    """It would be lost, and with it the project."""
    before = (two / "labels.yaml").read_text()
    done = workbench("differences", "--csv", "labels.yaml")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        2,
        "Error: labels.yaml is the label scheme, and would be lost.",
    )
    assert (two / "labels.yaml").read_text() == before
