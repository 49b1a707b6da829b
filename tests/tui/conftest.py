"""A library of three small articles, an empty one, and the application on either."""

from collections.abc import Callable, Iterator

import pytest
from textual.app import App
from textual.pilot import Pilot

from workbench import scheme as schemes
from workbench.errors import WorkbenchError
from workbench.model import Article, Span
from workbench.scheme import Scheme
from workbench.store import Store, open_store
from workbench.tui.app import Bench

SCHEME = """
scheme: small
version: 1
labels:
  quote:
    key: q
    colour: "#4e9a06"
    attributes:
      form: {type: choice, values: [full, partial], required: true}
      sure: {type: yes_no}
      weight: {type: number}
  source: {key: s, colour: "#3465a4"}
"""


def article(id_: str, title: str, *paragraphs: str) -> Article:
    """An article with an empty line between its paragraphs."""
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Article(id_, title, text, tuple(spans), {"outlet": "Herald"})


ARTICLES = (
    article("a1", "Minister resigns", "The minister resigned.", "“It was time,” she said.", "Nobody asked why."),
    article("b2", "Harbour opens", "The harbour opened.", "Ships came."),
    article(
        "c3",
        "Nasty [/b] [red] \x1b[31mred\x1b]0;title\x07 \u202eflip",
        "日本語 👩‍👩‍👧 text.",
        "Second \x1b[2J paragraph.",
    ),
)


@pytest.fixture(autouse=True)
def clicks_take_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two clicks at one place are a double click, however busy the machine is."""
    monkeypatch.setattr(App, "CLICK_CHAIN_TIME_THRESHOLD", 10.0)


@pytest.fixture
def empty_store(sqlite_url: str) -> Iterator[Store]:
    with open_store(sqlite_url) as store:
        yield store


@pytest.fixture
def store(empty_store: Store) -> Store:
    empty_store.articles.add(ARTICLES)
    return empty_store


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return schemes.parse(SCHEME)


@pytest.fixture
def bench(store: Store, scheme: Scheme) -> Callable[..., Bench]:
    """Opens the library, or the article of an id."""
    return lambda article_id=None: Bench(store, lambda: scheme, "ann", article_id)


async def settled(pilot: Pilot[WorkbenchError]) -> None:
    """All that was typed has had its effect, and all that was asked of other threads has been answered."""
    app = pilot.app
    assert isinstance(app, Bench)
    for _ in range(3):
        await pilot.pause()
        while app._turns._busy:
            await pilot.pause()
        app.writer.drain()
    await app.workers.wait_for_complete()
    await pilot.pause()
