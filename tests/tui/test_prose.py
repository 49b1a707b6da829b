"""Words in little room."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.strategies import crowded_text
from workbench.tui.prose import counted, cut, cut_before, flat, quoted


@given(crowded_text, st.integers(2, 40))
@example("\u200d\u200daaa", 4)
def test_what_is_quoted_keeps_to_its_cells(text: str, cells: int) -> None:
    """And to one line."""
    words = quoted(flat(text), cells)
    assert cell_len(words) <= max(cells, 3)
    assert len(words.splitlines()) == 1


def test_what_has_room_is_not_cut() -> None:
    """To the cell."""
    assert cut("Go now", 6) == "Go now"
    assert cut("Go now", 5) == "Go n…"
    assert cut("Go now", 4) == "Go…"


def test_what_leads_up_to_something_loses_its_start() -> None:
    """And shows that it did."""
    assert cut_before("We go ", 6) == "We go "
    assert cut_before("We go ", 5) == "…go "


@pytest.mark.parametrize("letter", ["a", "界", "\u0301"])
def test_of_a_long_text_only_what_may_fit_is_measured(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it is made of: of 100,000 characters a few hundred."""
    measured: list[int] = []

    def measure(words: str) -> int:
        measured.append(len(words))
        return cell_len(words)

    monkeypatch.setattr("workbench.tui.prose.cell_len", measure)
    for short in (cut(letter * 100_000, 40), cut_before(letter * 100_000, 40), quoted(letter * 100_000, 40)):
        assert cell_len(short) <= 40
        assert "…" in short
    assert sum(measured) < 5_000


@pytest.mark.parametrize(
    ("words", "expected"), [("Go", "“Go”"), ("“Go,” she said", "“Go,” she said"), ("«Go»", "«Go»")]
)
def test_an_article_s_own_marks_are_not_doubled(words: str, expected: str) -> None:
    """Words that begin with a quotation are left as they are."""
    assert quoted(words, 40) == expected


@pytest.mark.parametrize(("number", "expected"), [(0, "0 articles"), (1, "1 article"), (2_000, "2,000 articles")])
def test_one_is_not_many(number: int, expected: str) -> None:
    """Nothing is "1 articles"."""
    assert counted(number, "article") == expected
