"""The README's promises that a machine can hold."""

import re

from tests.conftest import ROOT
from workbench.cli import COMMANDS

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_readmes_test_command_to_the_letter() -> None:
    """What is tried on every change is what a newcomer types."""
    (command,) = re.findall(r"^python3 .* -m pytest$", README, re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_command_that_the_readme_shows_exists() -> None:
    """No example names what is not there."""
    shown = {words.split()[0] for words in re.findall(r"`workbench ([a-z][^`]*)`", README)}
    assert shown
    assert shown <= set(COMMANDS)


def test_every_page_and_picture_that_the_readme_links_is_there() -> None:
    """No link leads nowhere."""
    links = re.findall(r"\]\(((?!https?:)[^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
