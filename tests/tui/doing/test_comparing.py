"""What others made: marks in the margin, and the comparison of a paragraph."""

import re
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from tests import factories
from tests.tui.conftest import settled
from tests.tui.screenshot import text_of
from workbench import scheme as schemes
from workbench.model import Kind
from workbench.scheme import Scheme
from workbench.store import Store
from workbench.tui.app import Bench


@pytest.fixture
def store(store: Store, scheme: Scheme) -> Store:
    """Bea has read two paragraphs of the first article, a machine the third."""
    store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
    for name, kind, *values in (
        (
            "bea",
            Kind.PERSON,
            factories.annotation((4, 12), label="source", annotator="bea", article_id="a1", scheme=scheme.fingerprint),
            factories.read(0, "bea", "a1"),
            factories.read(1, "bea", "a1"),
        ),
        ("model", Kind.MACHINE, factories.read(2, "model", "a1")),
    ):
        store.people.ensure(name, kind)
        store.layers.apply("a1", name, factories.made(*values))
    return store


async def test_the_margin_says_where_others_agree_once_a_paragraph_is_read(
    bench: Callable[..., Bench], store: Store
) -> None:
    """Not before; and it follows what is done, in the frame of the key."""
    app = bench("a1")
    async with app.run_test() as pilot:
        await settled(pilot)
        shown = [text_of(app)]
        for keys in (("space", "space", "space"), ("T", "full_stop", "full_stop", "W", "s"), ("Z",)):
            await pilot.press(*keys)
            shown.append(text_of(app))
        assert [re.findall(r"^[ ▌]*\d([ ✓=≠])", screen, re.MULTILINE) for screen in shown] == [
            [" ", " ", " "],
            ["≠", "=", "✓"],
            ["=", "=", "✓"],
            ["≠", "=", "✓"],
        ]


async def test_a_blind_project_shows_nothing_of_others(store: Store) -> None:
    """Neither in the margin nor on demand."""
    blind = schemes.parse("scheme: small\nversion: 1\nblind: yes\nlabels: {source: {key: s}}")
    app = Bench(store, lambda: blind, "ann", "a1")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("space", "T", "percent_sign")
        assert "≠" not in text_of(app)
        assert "This project is blind" in text_of(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_comparison(
    bench: Callable[..., Bench], store: Store, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """The same words with the rails of both; other edges, and how far they are apart."""
    app = bench("a1")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("W", "W", "s", "space", "T", "percent_sign")
        await settled(pilot)
        assert text_of(app) == snapshot
        await pilot.press("escape")
        assert app.screen.reading.paragraph == 0


async def test_all_parts_of_a_difference_are_lit(bench: Callable[..., Bench], store: Store, scheme: Scheme) -> None:
    """What is one for me and two for bea: one row of the list, three heavy rails; others are light."""
    parts = [(4, 12), (13, 21)]
    made = [
        factories.annotation(part, label="source", annotator="bea", article_id="a1", scheme=scheme.fingerprint)
        for part in parts[1:]
    ]
    store.layers.apply("a1", "bea", factories.made(*made))
    app = bench("a1")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("W", "W", "W", "s", "space", "T", "W", "q", "percent_sign")
        await settled(pilot)
        listed = [line for line in text_of(app).splitlines() if "parts" in line or "only mine" in line]
        assert [line.split()[1:5] for line in listed] == [["<", "theirs", "in", "parts"], ["+", "only", "mine", "q"]]
        assert _rails(text_of(app)) == ["┗━s source━━━━━━━━━━┛", "╰q╯", "┗━s━━━━┛ ┗━s━━━━┛"]
        await pilot.press("down")
        await settled(pilot)
        assert _rails(text_of(app)) == ["╰─s source──────────╯", "┗q┛", "╰─s────╯ ╰─s────╯"]


def _rails(screen: str) -> list[str]:
    rows = (re.search(r"│  (?:ann|bea|   ) +([╰┗].*[╯┛]) +│", line) for line in screen.splitlines())
    return [row[1] for row in rows if row]
