"""The page for those who learn: its lesson goes as it says."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs import lesson
from tests.conftest import ROOT
from tests.tui.conftest import settled
from tests.tui.screenshot import text_of
from workbench import formats
from workbench import scheme as schemes
from workbench.cli.marks import print_class
from workbench.exchange import Incoming, import_file
from workbench.intake import articles_in
from workbench.report.learners import learners
from workbench.store import Store, open_store
from workbench.tui.app import Bench


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as store:
        store.articles.add(articles_in([ROOT / "seeds"]))
        yield store


def test_the_gold_standard_is_that_of_the_page_for_annotators(tmp_path: Path) -> None:
    """`make docs` writes it anew."""
    lesson.main(tmp_path / "gold.jsonl")
    assert (tmp_path / "gold.jsonl").read_bytes() == lesson.FILE.read_bytes()


async def followed(store: Store) -> list[tuple[str, str]]:
    """What the page promises and is not to be seen after the keys of its row, and the screen that was there instead."""
    scheme = schemes.load(ROOT / "labels.yaml")
    told = import_file(store, scheme, Incoming(formats.named("jsonl"), lesson.FILE))
    assert not told.broken
    bench, missing = Bench(store, lambda: scheme, "ann", store.articles.ids()[0]), []
    bench.learns = True
    async with bench.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for keys, promised in lesson.rows():
            await pilot.press(*keys)
            await settled(pilot)
            shown = text_of(bench)
            missing += [(words, shown) for words in promised if words not in shown]
        await asyncio.wrap_future(bench.writer.start(lambda: None))
    return missing


async def test_who_follows_the_page_sees_what_it_promises(seeded: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Every key of the lesson, pressed one after the other on the seeds; and the report on it is that of the page."""
    assert sum(len(promised) for _, promised in lesson.rows()) > 10
    assert await followed(seeded) == []
    print_class(learners(seeded, schemes.load(ROOT / "labels.yaml")))
    printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.strip().split("\n"))
    assert f"```\n{printed}\n```" in lesson.PAGE.read_text(encoding="utf-8")
