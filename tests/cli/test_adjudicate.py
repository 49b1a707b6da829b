"""Deciding between annotators from the command line: what opens, and what does not."""

from pathlib import Path

import pytest

from tests.cli.conftest import AT, SCHEME, Workbench
from tests.factories import article
from workbench.adjudicate import Rule, Terms
from workbench.adjudicate.opening import begun, load
from workbench.model import Annotation, Change, Deed, Entry, Kind, ReadMark, Span
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
    assert done.stdout.split()[-8:] == ["story", "ann,", "bea", "1", "0", "0", "1", "0"]


def test_hidden_names_are_not_in_the_list_either(workbench: Workbench, two: Path) -> None:
    """Letters stand for them, as on the screen."""
    done = workbench("adjudicate", "--list", "--blind")
    assert done.stdout.split()[-8:] == ["story", "A,", "B", "1", "0", "0", "1", "0"]


def test_of_an_article_only_that_one_is_listed_with_what_was_decided(workbench: Workbench, two: Path) -> None:
    """By place: how, by whom, into what, on which words; what was added is there like the rest."""
    scheme = parse(SCHEME)
    with open_store(f"sqlite:///{two / 'workbench.db'}") as store:
        store.articles.add([other := article("other", "More of it.")])
        for name in ("ann", "bea"):
            store.layers.apply(other.id, name, Entry(Deed.DO, (Change(None, ReadMark("other", name, 0, AT)),), AT))
        of = begun(load(store, scheme, Terms(), "story", "eve"), scheme, "eve")
        store.people.ensure("gold", Kind.GOLD)
        of.accept(Rule.NONE)
        of.take([0])
        of.comment("he [said] it")
        of.gold.move_to(of.article.text.index("he said"))
        of.gold.move_to(of.article.text.index(" said"), extend=True)
        of.add("hedge")
        for entry in of.gold.history.entries:
            store.layers.apply("story", "gold", entry)
    assert "other" in workbench("adjudicate", "--list").stdout
    done = workbench("adjudicate", "story", "--list")
    assert done.returncode == 0
    assert "other" not in done.stdout
    figures, _, *decided = [" ".join(line.split()) for line in done.stdout.splitlines() if line.strip()][2:]
    assert figures == "story ann, bea 1 1 0 0 1"
    assert decided[-2].startswith("1 took eve direct_quote “It may rain")
    assert decided[-2].endswith("he [said] it")
    assert decided[-1] == "1 added eve hedge he"


def test_another_database_goes_on_where_this_one_was(workbench: Workbench, two: Path) -> None:
    """Decisions leave with gold in our own records, and find what they are about when all of it is brought in."""
    scheme = parse(SCHEME)
    with open_store(f"sqlite:///{two / 'workbench.db'}") as store:
        of = begun(load(store, scheme, Terms(), "story", "eve"), scheme, "eve")
        store.people.ensure("gold", Kind.GOLD)
        for entry in (of.reject(), of.comment("no quotation")):
            assert entry is not None
            store.layers.apply("story", "gold", entry)
    before = workbench("adjudicate", "story", "--list").stdout
    assert workbench("export", "-o", "all.jsonl").returncode == 0
    (two / "workbench.db").unlink()
    done = workbench("import", "all.jsonl")
    assert (done.returncode, "decisions 1" in done.stderr) == (0, True)
    assert workbench("adjudicate", "story", "--list").stdout == before
    assert "rejected" in before


def test_an_article_that_only_one_has_read_cannot_be_listed(workbench: Workbench, worked: Path) -> None:
    """It says who has read it."""
    done = workbench("adjudicate", "story", "--list")
    assert (done.returncode, "only 'ann' has" in done.stderr) == (2, True)


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
        (["--gold", ""], "--gold NAME"),
        (["--gold", "go\x07ld"], "--gold NAME"),
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
