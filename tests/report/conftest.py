"""A project of any size in a few words: who marked what, and who read which paragraphs."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.factories import SCHEME, annotation, article, made, read
from workbench.report import Scope, agreement
from workbench.store import Store, open_store

Places = Mapping[str, Sequence[tuple[int, int]]]
"""Label → where: offsets into `TEXT`, whose words lie at 0–3, 4–7, 8–13, 15–19, 20–24, 25–28 and 29–34."""

TEXT = "One two three\n\nfour five six seven"
LABELS = ("cue", "hedge")
BOTH = (0, 1)


class Project:
    """A store that is filled article by article."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.size = 0

    def add(self, layers: Mapping[str, Places], read_by: Mapping[str, Sequence[int]] | None = None) -> None:
        """One article; `layers` says what everybody marked, `read_by` the paragraphs where it is not both of them."""
        self.size += 1
        one = article(f"{self.size:03}", f"{TEXT} {self.size}")
        self.store.articles.add([one])
        for who, places in layers.items():
            self.store.people.ensure(who)
            marks = [
                annotation(place, label=label, annotator=who, article_id=one.id)
                for label, where in places.items()
                for place in where
            ]
            paragraphs = (read_by or {}).get(who, BOTH)
            self.store.layers.apply(one.id, who, made(*marks, *(read(n, who, one.id) for n in paragraphs)))

    def warnings(self, labels: tuple[str, ...] = LABELS, only: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What the report warns of."""
        return agreement(self.store, Scope(labels, only)).warnings


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty one."""
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as store:
        store.schemes.remember(SCHEME, "test", "test")
        yield Project(store)
