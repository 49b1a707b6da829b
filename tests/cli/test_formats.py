"""`workbench formats` as a person runs it."""

import json

from tests.cli.conftest import Workbench
from workbench.formats import FORMATS


def test_all_formats_are_listed(workbench: Workbench) -> None:
    """With what they do; no project is needed."""
    done = workbench("formats")
    assert done.returncode == 0
    assert all(format_.name in done.stdout for format_ in FORMATS)
    told = json.loads(workbench("formats", "--json").stdout)
    assert [one["name"] for one in told] == [format_.name for format_ in FORMATS]


def test_one_format_tells_what_it_does_not_hold_and_its_options(workbench: Workbench) -> None:
    """In the words of the warning before an export."""
    done = workbench("formats", "doccano")
    assert "  - attributes\n" in done.stdout
    assert "offsets  what start and end count: utf-16, code-point  [default: utf-16]" in done.stdout
    assert "holds everything" in workbench("formats", "jsonl").stdout


def test_a_format_that_there_is_not_is_told(workbench: Workbench) -> None:
    """With the nearest."""
    done = workbench("formats", "docano")
    assert (done.returncode, "did you mean 'doccano'?" in done.stderr) == (2, True)
