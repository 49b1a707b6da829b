"""A project of any size in a few words: who marked what, and who read which paragraphs."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.factories import SCHEME, annotation, article, made, read, relation
from workbench.model import Origin, Value
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

    def add_answers(self, ann: str | None, ben: str | None) -> None:
        """One article in which both mark the first word, each with this value of an attribute, or none."""
        self.add({})
        for who, answer in (("ann", ann), ("ben", ben)):
            values = {"sure": answer} if answer else {}
            marked = annotation((0, 3), label="cue", annotator=who, article_id=f"{self.size:03}", attributes=values)
            self._apply(who, marked)

    def add_links(self, who: str, *places: tuple[tuple[int, int], tuple[int, int]]) -> None:
        """Cues in these places of the first article, each with a relation from the one to the other."""
        if not self.size:
            self.add({})
        ends = [[annotation(place, label="cue", annotator=who, article_id="001") for place in both] for both in places]
        self._apply(who, *(one for both in ends for one in both), *(relation(*both) for both in ends))

    def add_suggested(self, who: str, *places: tuple[int, int]) -> None:
        """In the first article, cues that a machine suggested and somebody kept."""
        if not self.size:
            self.add({})
        self._apply(
            who,
            *(
                annotation(place, label="cue", annotator=who, article_id="001", origin=Origin.SUGGESTION)
                for place in places
            ),
        )

    def _apply(self, who: str, *values: Value) -> None:
        self.store.people.ensure(who)
        id_ = f"{self.size:03}"
        self.store.layers.apply(id_, who, made(*values, *(read(n, who, id_) for n in BOTH)))

    def warnings(self, labels: tuple[str, ...] = LABELS, only: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What the report warns of."""
        return agreement(self.store, Scope(labels, only)).warnings


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty one."""
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as store:
        store.schemes.remember(SCHEME, "test", "test")
        yield Project(store)
