"""Rails under a line."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests import factories
from workbench.tui.rails import HEAVY, LIGHT, Caption, Rail, draw, pack


def rail(*runs: tuple[int, int], cut_start: bool = False, cut_end: bool = False, end: int = 0) -> Rail:
    return Rail(factories.annotation(), runs, cut_start, cut_end, runs[0][0], max(end, runs[-1][1]))


def drawn(one: Rail, key: str = "a", name: str = "anonymous_source", named: bool = True) -> str:
    return draw(one, Caption(key, name), LIGHT, named=named)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1, "a"),
        (2, "╰a"),
        (3, "╰a╯"),
        (4, "╰a─╯"),
        (5, "╰─a─╯"),
        (9, "╰─a─────╯"),
        (10, "╰─a anon…╯"),
        (20, "╰─a anonymous_sour…╯"),
        (21, "╰─a anonymous_source╯"),
        (24, "╰─a anonymous_source───╯"),
    ],
)
def test_a_rail_tells_what_it_has_room_for(width: int, expected: str) -> None:
    """Key and name, a cut name, the key."""
    assert drawn(rail((0, width))) == expected


def test_a_label_without_a_key_shows_its_name() -> None:
    """And its first letter, where there is no room."""
    assert drawn(rail((0, 16)), key="", name="quote") == "╰─quote────────╯"
    assert drawn(rail((0, 1)), key="", name="quote") == "q"


def test_a_rail_that_goes_on_is_open() -> None:
    """At the end of one line and at the start of the next, where the key says whose it is."""
    assert drawn(rail((0, 9), cut_end=True), name="x") == "╰─a x───╌"
    assert drawn(rail((0, 9), cut_start=True), named=False) == "╌─a─────╯"


def test_parts_are_joined_by_dots() -> None:
    """Also to a part on another line."""
    assert drawn(rail((0, 5), (8, 11), end=14)) == "╰─a─╯···╰─╯···"


def test_the_rail_that_keys_act_on_is_heavy() -> None:
    """It stands out without colour."""
    assert draw(rail((0, 8)), Caption("c", "cue"), HEAVY, named=True) == "┗━c cue┛"


@given(st.integers(1, 30), st.text(max_size=12), st.booleans(), st.sampled_from(["", "k"]), st.sampled_from(["", "?★"]))
def test_a_rail_is_as_wide_as_its_words(width: int, name: str, cut: bool, key: str, signs: str) -> None:
    """Whatever the label is called."""
    assert cell_len(draw(rail((0, width), cut_end=cut), Caption(key, name, signs), LIGHT, named=True)) == width


@pytest.mark.parametrize("key", ["", "c"])
@pytest.mark.parametrize("width", range(2, 30))
def test_signs_have_room_where_a_name_has_none(key: str, width: int) -> None:
    """That an annotation is gold's is told in two cells, also where its label has no key."""
    shown = draw(rail((0, width)), Caption(key, "copula_cue", "★"), LIGHT, named=True)
    assert "★" in shown
    assert "c" in shown


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=20))
def test_rails_share_rows_as_far_as_they_can(extents: list[tuple[int, int]]) -> None:
    """No two in a row overlap, none is lost, and the rows are as many as rails at the busiest cell."""
    rails = [rail((start, start + width)) for start, width in extents]
    rows = pack(rails)
    busiest = max(sum(one.start <= cell < one.end for one in rails) for cell in range(90))
    assert len(rows) == busiest
    assert sorted(id(one) for row in rows for one in row) == sorted(map(id, rails))
    assert all(a.end <= b.start for row in rows for a, b in pairwise(row))
