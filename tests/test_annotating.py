"""The page for annotators: its keys are the program's, and its first article comes out as it says."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs import key_tables, tutorial
from tests.conftest import ROOT
from workbench import scheme as schemes
from workbench.intake import articles_in
from workbench.model import Annotated, Kind
from workbench.store import Store, open_store
from workbench.tui.app import Bench

PAGE = key_tables.PAGE.read_text(encoding="utf-8")


def test_the_key_tables_are_those_of_the_commands() -> None:
    """What changed in the table of commands or in a preset is on the page: `make docs` brings it there."""
    assert key_tables.filled(PAGE) == PAGE


def test_every_command_and_key_is_in_the_tables() -> None:
    """The tables leave nothing out."""
    shown = re.findall(r"`` ` ``|`[^`]+`", key_tables.tables())
    assert len(shown) == sum(len(keys) for keymap in (key_tables.PLAIN, key_tables.VI) for keys in keymap.keys.values())


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as store:
        store.articles.add(articles_in([ROOT / "seeds"]))
        store.people.ensure("ann", Kind.PERSON)
        yield store


async def followed(store: Store) -> Annotated:
    """What the store holds of the first article after somebody has pressed all keys of the page's first part."""
    scheme = schemes.load(ROOT / "labels.yaml")
    bench = Bench(store, lambda: scheme, "ann")
    async with bench.run_test(size=(120, 40)) as pilot:
        await pilot.press(*tutorial.presses())
        await asyncio.wrap_future(bench.writer.start(lambda: None))
    return next(store.layers.annotated())


async def test_who_follows_the_page_has_the_labels_that_it_promises(seeded: Store) -> None:
    """Every key of the first article, pressed one after the other on the seeds."""
    article = await followed(seeded)
    labelled = {(annotation.quote(article.article.text), annotation.label) for annotation in article.annotations}
    promised = tutorial.labelled()
    assert len(labelled) == len(promised) > 10
    for words, label in promised:
        start, _, end = words.partition(" … ")
        assert any(quote.startswith(start) and quote.endswith(end) and its == label for quote, its in labelled), words
    assert sorted(relation.type for relation in article.relations) == sorted(tutorial.joined())
    assert {mark.paragraph for mark in article.read} == set(range(5))


def test_what_the_page_leaves_to_the_reader_is_in_the_article(seeded: Store) -> None:
    """Words of the article, and labels of the scheme."""
    scheme = schemes.load(ROOT / "labels.yaml")
    article = seeded.articles.get(seeded.articles.ids()[0])
    assert tutorial.rest()
    for number, words, label in tutorial.rest():
        assert words in article.paragraphs[int(number) - 1].of(article.text)
        assert label in scheme.labels


def test_pictures_and_links_are_there_and_no_picture_is_left_over() -> None:
    """No link leads nowhere, within the page either; what `make docs` draws is shown somewhere."""
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", PAGE, re.MULTILINE)}
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", PAGE):
        file, _, heading = link.partition("#")
        assert (ROOT / "docs" / file).exists(), link
        assert file or heading in headings, link
    pages = "".join(page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert [file.name for file in (ROOT / "docs" / "pictures").iterdir() if file.name not in pages] == []
