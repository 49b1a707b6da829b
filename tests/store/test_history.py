"""The history is the whole truth: done again from nothing, it gives what is stored."""

from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, annotation, article, read, relation
from workbench.model import Annotation, Change, Deed, Entry, Layer, Relation, Step, Value, inverse
from workbench.store import Store
from workbench.store.check import check_article, check_history
from workbench.store.writing import key

NUMBERS = count()


class Hand:
    """A person who labels, links, reads, undoes and redoes at random; knows what should be there."""

    def __init__(self, store: Store, article_id: str) -> None:
        self.store = store
        self.article_id = article_id
        self.values: dict[tuple[str, ...], Value] = {}
        self.history: list[Entry] = []
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def act(self, deed: str, number: int) -> None:
        """One key. What means nothing here does nothing."""
        if deed == "undo" and self.done:
            step = inverse(self.done.pop())
            self.undone.append(step)
            self.write(Deed.UNDO, step)
        elif deed == "redo" and self.undone:
            step = inverse(self.undone.pop())
            self.done.append(step)
            self.write(Deed.REDO, step)
        elif step := self.step(deed, number):
            self.done.append(step)
            self.undone.clear()
            self.write(Deed.DO, step)

    def step(self, deed: str, number: int) -> Step:
        mine = [value for value in self.values.values() if isinstance(value, Annotation)]
        one = mine[number % len(mine)] if mine else None
        match deed:
            case "label":
                return (Change(None, annotation((number, number + 3), article_id=self.article_id)),)
            case "relabel" if one:
                after = annotation(
                    (number, number + 2), (number + 5, number + 6), id=one.id, article_id=self.article_id
                )
                return (Change(one, after),)
            case "link" if one:
                return (Change(None, relation(one, mine[0])),)
            case "delete" if one:
                links = [value for value in self.values.values() if isinstance(value, Relation)]
                held = [link for link in links if one.id in {link.from_id, link.to_id}]
                return (*(Change(link, None) for link in held), Change(one, None))
            case "read":
                mark = read(number % 2, article_id=self.article_id)
                there = self.values.get(key(mark))
                return (Change(there, None if there else mark),)
        return ()

    def write(self, deed: Deed, step: Step) -> None:
        entry = Entry(deed, step, NOW + timedelta(microseconds=len(self.history)))
        self.store.layers.apply(self.article_id, "ann", entry)
        self.history.append(entry)
        for change in step:
            for value in (change.before, change.after):
                if value is not None:
                    self.values[key(value)] = value
            if change.after is None:
                del self.values[key(change.before)]


def kept(layer: Layer) -> dict[tuple[str, ...], Value]:
    """The values of a layer by what identifies them."""
    return {key(value): value for value in (*layer.annotations, *layer.relations, *layer.read)}


DEEDS = st.sampled_from(["label", "label", "relabel", "link", "delete", "read", "undo", "undo", "redo"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(DEEDS, st.integers(0, 20)), max_size=25))
def test_history_done_again_gives_the_present(desk: Store, acts: list[tuple[str, int]]) -> None:
    """After any keys, the stored layer is what the person expects, and what replaying its history gives."""
    ((article_id, _),) = desk.articles.add([article(text=f"{'x' * 40}\n\n{next(NUMBERS)}")])
    hand = Hand(desk, article_id)
    for deed, number in acts:
        hand.act(deed, number)
    layer = desk.layers.load(article_id, "ann")
    assert kept(layer) == hand.values
    assert layer.history == tuple(hand.history)
    assert check_article(desk, article_id) + check_history(desk, "ann") == []
