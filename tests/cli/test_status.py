"""`workbench status` and `articles`: what is skipped is no work that is left."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import AT, Workbench
from workbench.model import Change, Deed, Entry, Skip
from workbench.store import open_store


@pytest.fixture
def skipped(worked: Path) -> Path:
    """The one article, of which ann had read all, is skipped by her."""
    with open_store(f"sqlite:///{worked / 'workbench.db'}") as store:
        skip = Skip("story", "ann", "no news", AT)
        store.layers.apply("story", "ann", Entry(Deed.DO, (Change(None, skip),), AT))
    return worked


def test_a_skipped_article_is_counted_as_such_alone(skipped: Path, workbench: Workbench) -> None:
    """However much of it was read."""
    progress = json.loads(workbench("status", "--json").stdout)["progress"]
    assert progress == [{"annotator": "ann", "done": 0, "in_progress": 0, "to_do": 0, "skipped": 1}]
    assert "skipped" in workbench("status").stdout


def test_the_list_of_articles_says_which_are_skipped(skipped: Path, workbench: Workbench) -> None:
    """By the annotator who asks; for the others they are still to do."""
    assert "skipped" in workbench("--as", "ann", "articles").stdout
    (shown,) = json.loads(workbench("--as", "ann", "articles", "--json").stdout)
    assert shown["skipped"]
    assert "to do" in workbench("--as", "bea", "articles").stdout


def test_a_skip_travels_and_is_told(skipped: Path, workbench: Workbench) -> None:
    """Out, proved, and into another database."""
    workbench("export", "--state", "skipped")
    assert "skipped articles 1" in workbench("verify", "exports/spans.jsonl").stdout
    assert "skipped articles 1" in workbench("--db", "other.db", "import", "exports/spans.jsonl").stderr
