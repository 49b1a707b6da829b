"""`workbench quality`, as a person and as a machine see it."""

import json
from datetime import timedelta
from pathlib import Path

from tests.cli.conftest import Workbench
from tests.cli.filled import CUE, HEDGE, fill, rows
from tests.factories import NOW, annotation, article, made
from workbench.model import ReadMark
from workbench.store import open_store


def test_one_row_for_each_annotator(project: Path, workbench: Workbench) -> None:
    """In 80 columns, against gold and against the others, with why there are dashes."""
    fill(
        project,
        {
            "gold": {"direct_quote": [CUE]},
            "ann": {"direct_quote": [CUE]},
            "ben": {"direct_quote": [CUE], "hedge": [HEDGE]},
            "cem": {},
        },
    )
    shown = workbench("quality").stdout
    assert ["ann", "1.00", "0.33", "—", "—"] in rows(shown)
    assert ["ben", "0.67", "0.33", "—", "—"] in rows(shown)
    assert "1 article · 2 made" in shown
    assert "cem is right in" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_of_two_annotators_there_is_no_estimate_without_gold(project: Path, workbench: Workbench) -> None:
    """And no column of gold where there is none."""
    fill(project, {"ann": {}, "ben": {}})
    shown = workbench("quality").stdout
    assert "among 3 annotators or more" in shown
    assert "gold\n" not in shown
    assert "ann against the others: nobody used it where it counts." in shown


def test_nobody_has_read_anything(project: Path, workbench: Workbench) -> None:
    """A sentence, no empty table."""
    fill(project, {})
    assert workbench("quality").stdout == "No person has read anything yet.\n"


def test_gold_is_nobody_to_tell_of(project: Path, workbench: Workbench) -> None:
    """Though it has read."""
    fill(project, {"gold": {"hedge": [HEDGE]}, "ann": {}})
    assert workbench("quality", "--annotator", "gold").stdout.startswith("Gold is what the others are held against")


def test_who_is_alone_is_told_why_there_is_a_dash(project: Path, workbench: Workbench) -> None:
    """With gold, too."""
    fill(project, {"gold": {"hedge": [HEDGE]}, "ann": {"hedge": [HEDGE]}})
    shown = workbench("quality").stdout
    assert ["ann", "1.00", "—", "—", "—"] in rows(shown)
    assert "There are no others to hold ann against." in shown


def test_work_of_several_months_is_told_by_month(project: Path, workbench: Workbench) -> None:
    """With how many articles that is; work of one month is not."""
    fill(project, {"ann": {"hedge": [HEDGE]}, "ben": {"hedge": [HEDGE]}})
    assert "by month" not in workbench("quality").stdout
    later = NOW + timedelta(days=30)
    with open_store(f"sqlite:///{project / 'workbench.db'}") as store:
        store.articles.add([article("002_second", "Later words.")])
        for who, places in (("ann", [(0, 5)]), ("ben", [])):
            marks = [annotation(place, label="hedge", annotator=who, article_id="002_second") for place in places]
            store.layers.apply("002_second", who, made(*marks, ReadMark("002_second", who, 0, later)))
    assert "ann by month (articles): 2026-11 1.00 (1), 2026-12 0.00 (1)." in workbench("quality").stdout


def test_one_document_for_programs(project: Path, workbench: Workbench) -> None:
    """By annotator."""
    fill(project, {"ann": {"hedge": [HEDGE]}, "ben": {"hedge": [HEDGE]}})
    document = json.loads(workbench("quality", "--json", "--annotator", "ann", "--annotator", "ben").stdout)
    assert [(one["annotator"], one["annotations"]) for one in document["annotators"]] == [("ann", 1), ("ben", 1)]


def test_no_escape_sequence_reaches_the_terminal(project: Path, workbench: Workbench) -> None:
    """Not from a name."""
    fill(project, {"[bold]ann": {"hedge": [HEDGE]}, "ben": {}})
    assert "[bold]ann" in workbench("quality").stdout
