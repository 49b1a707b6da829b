"""Opening the screens from the command line."""

import pytest

from workbench.cli.annotate import open_screens
from workbench.cli.project import Project
from workbench.errors import WorkbenchError


def test_without_a_terminal_the_screens_refuse_with_a_sentence() -> None:
    """A pipe gets words and an exit code, not escape sequences; nothing is opened or made."""
    with pytest.raises(WorkbenchError, match="need a terminal"):
        open_screens(Project())
