"""What docs/agreement.md and docs/gamma.md say is true."""

import doctest
from pathlib import Path

import pytest

from docs import measure_tables
from tests.conftest import ROOT
from workbench.agreement import MEASURES
from workbench.report.methods import averaged
from workbench.report.sentences import enumerated

PAGE = ROOT / "docs" / "agreement.md"


@pytest.mark.parametrize("page", [PAGE, ROOT / "docs" / "gamma.md"], ids=lambda page: page.stem)
def test_the_examples_of_the_page_run(page: Path) -> None:
    """Each prints what stands below it."""
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


def test_the_page_names_every_measure() -> None:
    """As `--json` spells it."""
    page = PAGE.read_text(encoding="utf-8")
    assert [one.name for one in MEASURES if f"`{one.name}`" not in page] == []


def test_the_page_names_the_means_over_pairs() -> None:
    """All of them, as the report calls them."""
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"For three annotators or more {enumerated(averaged(MEASURES))} are the mean over pairs" in page


def test_the_tables_of_measures_are_those_of_the_registry() -> None:
    """`make docs` makes them."""
    page = PAGE.read_text(encoding="utf-8")
    assert measure_tables.filled(page) == page
