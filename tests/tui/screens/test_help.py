"""Help leaves nothing out, at any width."""

import pytest

from workbench import keys
from workbench.keymap import PLAIN, VI
from workbench.scheme import Scheme
from workbench.tui.doing import deciding
from workbench.tui.screens.help import page, sections


@pytest.mark.parametrize("width", [30, 74, 111, 112, 154])
def test_every_command_and_every_label_is_in_it(scheme: Scheme, width: int) -> None:
    """Titles may be wrapped, keys never are."""
    drawn = page(sections(scheme), width).plain
    words = set(drawn.split())
    assert words >= {keys.shown(key) for command in keys.COMMANDS for key in command.keys}
    assert words >= {word for command in keys.COMMANDS for word in command.title.split()}
    assert words >= set(scheme.labels)


@pytest.mark.parametrize("width", [74, 112, 154])
def test_no_line_is_wider_than_the_screen(scheme: Scheme, width: int) -> None:
    """What does not fit is wrapped under its own column."""
    assert max(line.cell_len for line in page(sections(scheme), width).split()) <= width


@pytest.mark.parametrize("width", [74, 112])
def test_adjudication_has_a_help_of_its_own(width: int) -> None:
    """With the keys of the keymap in use, of which each means one thing."""
    plain, vi = (page(deciding.sections(keymap), width) for keymap in (PLAIN, VI))
    assert {"Z", "E", "Space", "+"} <= set(plain.plain.split())
    assert {"u", "x", "Space", "+"} <= set(vi.plain.split())
    assert max(line.cell_len for line in plain.split()) <= width
