"""Help leaves nothing out, at any width."""

import pytest

from workbench import keys
from workbench.scheme import Scheme
from workbench.tui.screens.help import page


@pytest.mark.parametrize("width", [30, 74, 111, 112, 154])
def test_every_command_and_every_label_is_in_it(scheme: Scheme, width: int) -> None:
    """Titles may be wrapped, keys never are."""
    drawn = page(scheme, width).plain
    words = set(drawn.split())
    assert words >= {keys.shown(key) for command in keys.COMMANDS for key in command.keys}
    assert words >= {word for command in keys.COMMANDS for word in command.title.split()}
    assert words >= set(scheme.labels)


@pytest.mark.parametrize("width", [74, 112, 154])
def test_no_line_is_wider_than_the_screen(scheme: Scheme, width: int) -> None:
    """What does not fit is wrapped under its own column."""
    assert max(line.cell_len for line in page(scheme, width).split()) <= width
