"""Several programs at one database, and programs that die: nothing that was said to be stored is lost."""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import text

from tests.conftest import ROOT
from tests.factories import annotation, made
from tests.store.racer import TURNS
from workbench.errors import Conflict
from workbench.store import Store, open_store
from workbench.store.check import check_article, check_file
from workbench.store.schema import HEAD, VERSION_TABLE

RACERS = 6


def start(*arguments: str) -> subprocess.Popen[str]:
    """A process that works at the same database."""
    command = [sys.executable, "-m", "tests.store.racer", *arguments]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and what it said; a process that waits for a line gets it."""
    said, _ = process.communicate("go\n", timeout=120)
    return process.returncode, said


def test_six_programs_lose_no_update(desk: Store, any_url: str) -> None:
    """Each reads, then writes what it read and one more, in one transaction and by compare-and-set."""
    desk.layers.apply("001_first", "ann", made(annotation(attributes={"n": 0})))
    racers = [start("count", any_url, f"racer{number}") for number in range(RACERS)]
    assert [ended(racer) for racer in racers] == [(0, "")] * RACERS
    layer = desk.layers.load("001_first", "ann")
    assert layer.annotations[0].attributes == {"n": RACERS * TURNS}
    assert len(layer.history) == RACERS * TURNS + 1
    assert len(desk.articles.get("001_first").metadata) == RACERS * TURNS


def test_of_two_writers_on_one_layer_the_slower_is_told(desk: Store, any_url: str) -> None:
    """What the first one stored stays, and the second one's whole step is refused."""
    one = annotation()
    with open_store(any_url) as other:
        desk.layers.apply("001_first", "ann", made(one))
        with pytest.raises(Conflict, match="made elsewhere"):
            other.layers.apply("001_first", "ann", made(annotation((10, 12)), one))
    assert desk.layers.load("001_first", "ann").annotations == (one,)


def test_programs_that_start_at_once_make_one_database(empty_url: str) -> None:
    """All of them open it, and it has been made once."""
    racers = [start("make", empty_url) for _ in range(4)]
    assert [ended(racer) for racer in racers] == [(0, "")] * 4
    with open_store(empty_url) as store, store.database.reading() as connection:
        assert connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}")).all() == [HEAD]
        assert check_file(store) == []


def test_a_kill_while_the_database_is_made_leaves_room_for_the_next(empty_url: str) -> None:
    """There is nothing, or an empty file: the next start makes it."""
    assert ended(start("die", empty_url)) == (-signal.SIGKILL, "")
    with open_store(empty_url) as store:
        assert not store.articles.any()
        assert store.articles.ids() == []


@pytest.mark.parametrize("lines", [1, 7, 30])
def test_a_kill_loses_nothing_that_was_stored(desk: Store, any_url: str, lines: int) -> None:
    """`apply` has returned, the program is killed: the annotation is there, and so is its line of history."""
    writer = start("write", any_url)
    said = [writer.stdout.readline().strip() for _ in range(lines)]
    writer.kill()
    said += writer.communicate()[0].split()
    layer = desk.layers.load("001_first", "ann")
    assert set(said) <= {one.id for one in layer.annotations}
    assert len(layer.history) == len(layer.annotations)
    assert check_file(desk) + check_article(desk, "001_first") == []
