"""Deciding between annotators from the command line: what opens, and what does not."""

from pathlib import Path

import pytest

from tests.cli.conftest import AT, SCHEME, Workbench
from workbench.adjudicate import Rule, Terms
from workbench.model import Annotation, Change, Deed, Entry, ReadMark, Span
from workbench.scheme import parse
from workbench.store import open_store
from workbench.tui.app import Bench
from workbench.tui.doing import adjudicating


@pytest.fixture
def two(worked: Path) -> Path:
    """Bea has read the article, too, and ends the quotation elsewhere."""
    scheme = parse(SCHEME)
    with open_store(f"sqlite:///{worked / 'workbench.db'}") as store:
        store.people.ensure("bea")
        quote = Annotation("2" * 32, "story", "bea", "direct_quote", (Span(0, 21),), AT, scheme.fingerprint)
        step = Change(None, quote), Change(None, ReadMark("story", "bea", 0, AT))
        store.layers.apply("story", "bea", Entry(Deed.DO, step, AT))
    return worked


def test_the_list_says_how_far_each_article_is(workbench: Workbench, two: Path) -> None:
    """Without a terminal, and without deciding anything."""
    done = workbench("adjudicate", "--list")
    assert done.returncode == 0
    assert done.stdout.split()[-7:] == ["story", "ann,", "bea", "1", "0", "0", "1"]


def test_hidden_names_are_not_in_the_list_either(workbench: Workbench, two: Path) -> None:
    """Letters stand for them, as on the screen."""
    done = workbench("adjudicate", "--list", "--blind")
    assert done.stdout.split()[-7:] == ["story", "A,", "B", "1", "0", "0", "1"]


def test_where_only_one_has_read_there_is_nothing(workbench: Workbench, worked: Path) -> None:
    """It says so: in a list, for an article by name, and for all."""
    assert "no article have two annotators" in workbench("adjudicate", "--list").stdout
    named = workbench("adjudicate", "story")
    assert (named.returncode, "two are needed" in named.stderr) == (2, True)
    done = workbench("adjudicate")
    assert (done.returncode, "nothing left to decide" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["nowhere"], "nowhere"),
        (["--annotators", "ann,bee"], "no annotator 'bee'"),
        (["--gold", "ann"], "is a person here"),
        (["--rule", "most"], "most"),
    ],
)
def test_names_that_do_not_exist_are_refused(
    workbench: Workbench, two: Path, arguments: list[str], problem: str
) -> None:
    """Before any screen opens, with the reason."""
    done = workbench("adjudicate", *arguments)
    assert done.returncode == 2
    assert problem in done.stderr


def test_the_screens_open_on_what_is_left(workbench: Workbench, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the library, with what the options say."""
    opened: list[Bench] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    def run(bench: Bench) -> None:
        opened.append(bench)

    monkeypatch.setattr(Bench, "run", run)
    done = workbench("adjudicate", "--blind", "--rule", "none")
    assert done.returncode == 0
    asked: list[tuple[str, Terms]] = []
    monkeypatch.setattr(adjudicating, "adjudicate", lambda _, article_id, terms: asked.append((article_id, terms)))
    assert opened[0].begin is not None
    opened[0].begin()
    assert asked == [("story", Terms(rule=Rule.NONE, blind=True))]
