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


def test_one_format_tells_what_an_option_changes(workbench: Workbench) -> None:
    """Shares of labels are held where soft tags are chosen; CoNLL-2003 says nothing about its documents."""
    told = workbench("formats", "huggingface").stdout
    assert "\nwith tags=soft:\n  + holds the scores of machines\n" in told
    [conll] = json.loads(workbench("formats", "conll", "--json").stdout)
    assert list(conll["changes"]) == ["documents=docstart"]
    assert any(words.endswith("who annotated") for words in conll["changes"]["documents=docstart"]["loses"])
    assert not conll["changes"]["documents=docstart"]["holds"]


def test_a_format_that_there_is_not_is_told(workbench: Workbench) -> None:
    """With the nearest."""
    done = workbench("formats", "docano")
    assert (done.returncode, "did you mean 'doccano'?" in done.stderr) == (2, True)
