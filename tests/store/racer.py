"""A process of its own for the tests of the store: `python -m tests.store.racer WHAT URL [NAME]`."""

import itertools
import os
import signal
import sys
from dataclasses import replace

import click

from tests.factories import NOW, annotation, made
from workbench.errors import Conflict
from workbench.model import Change, Deed, Entry
from workbench.store import Store, open_store, upgrade

TURNS = 10


def count(store: Store, name: str) -> None:
    """Add to one number, `TURNS` times, and write as many facts about one article."""
    for turn in range(TURNS):
        store.articles.correct("001_first", metadata={f"{name}-{turn}": "written"})
        while not _add_one(store):
            pass


def _add_one(store: Store) -> bool:
    (before,) = store.layers.load("001_first", "ann").annotations
    after = replace(before, attributes={"n": int(str(before.attributes["n"])) + 1})
    try:
        store.layers.apply("001_first", "ann", Entry(Deed.DO, (Change(before, after),), NOW))
    except Conflict:
        return False
    return True


def write_for_ever(store: Store) -> None:
    """Say the id of each annotation when it is stored."""
    for turn in itertools.count():
        one = annotation((turn % 40, turn % 40 + 2))
        store.layers.apply("001_first", "ann", made(one))
        click.echo(one.id)


def die_while_making(url: str) -> None:
    """Be killed when all tables are made, and before they are committed."""
    migrate = upgrade.migrate

    def die(*arguments: object) -> None:
        migrate(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    upgrade.migrate = die
    open_store(url)


if __name__ == "__main__":
    what, url, *name = sys.argv[1:]
    match what:
        case "make":
            sys.stdin.readline()  # wait for the start
            open_store(url).close()
        case "die":
            die_while_making(url)
        case "count":
            count(open_store(url), *name)
        case "write":
            write_for_ever(open_store(url))
