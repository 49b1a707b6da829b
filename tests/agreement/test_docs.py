"""What docs/agreement.md says is true."""

import doctest

from tests.conftest import ROOT
from workbench.agreement import MEASURES

PAGE = ROOT / "docs" / "agreement.md"


def test_the_examples_of_the_page_run() -> None:
    """Each prints what stands below it."""
    assert doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8").failed == 0


def test_the_page_names_every_measure() -> None:
    """As `--json` spells it."""
    page = PAGE.read_text(encoding="utf-8")
    assert [one.name for one in MEASURES if f"`{one.name}`" not in page] == []
