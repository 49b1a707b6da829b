"""A project with one article, and tables as they are printed."""

from pathlib import Path

from tests.factories import SCHEME, annotation, article, made, read
from workbench.model import Kind
from workbench.store import open_store

TEXT = "One two three four five six seven."
CUE, HEDGE = (0, 13), (14, 23)


def fill(folder: Path, layers: dict[str, dict[str, list[tuple[int, int]]]], title: str = "First") -> None:
    """One article, read by all of these; a name with gold in it is gold."""
    with open_store(f"sqlite:///{folder / 'workbench.db'}") as store:
        store.schemes.remember(SCHEME, "test", "test")
        store.articles.add([article("001_first", TEXT, title=title)])
        for who, places in layers.items():
            store.people.ensure(who, Kind.GOLD if "gold" in who else Kind.PERSON)
            marks = [
                annotation(place, label=label, annotator=who) for label, where in places.items() for place in where
            ]
            store.layers.apply("001_first", who, made(*marks, read(0, who)))


def rows(shown: str) -> list[list[str]]:
    return [line.split() for line in shown.splitlines()]
