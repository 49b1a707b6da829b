"""The history is the whole truth: done again from nothing, it gives what is stored."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, annotation, article, decision, note, read, relation, skip
from workbench.model import Annotation, Change, Deed, Entry, Layer, ReadMark, Relation, Skip, Span, Step, Value, inverse
from workbench.store import Store
from workbench.store.check import check_article, check_history
from workbench.store.kinds import Key
from workbench.store.writing import key

NUMBERS = count()


class Hand:
    """A person who labels, links, reads, undoes and redoes at random; knows what should be there."""

    def __init__(self, store: Store, article_id: str) -> None:
        self.store = store
        self.article_id = article_id
        self.values: dict[Key, Value] = {}
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
        return self.new(deed, number) or (self.about(deed, number, mine) if mine else ())

    def new(self, deed: str, number: int) -> Step:
        match deed:
            case "label":
                return (Change(None, annotation((number, number + 3), article_id=self.article_id)),)
            case "read":
                return self.switch(read(number % 2, article_id=self.article_id))
            case "skip":
                return self.switch(skip(f"reason {number}", article_id=self.article_id))
            case "decide":
                return (Change(None, decision((number, number + 1), article_id=self.article_id)),)
            case "note":
                return (Change(None, note(f"note {number}", number % 2, article_id=self.article_id)),)
        return ()

    def about(self, deed: str, number: int, mine: list[Annotation]) -> Step:
        one = mine[number % len(mine)]
        match deed:
            case "relabel":
                spans = (Span(number, number + 2), Span(number + 5, number + 6))
                return (Change(one, replace(one, segments=spans)),)
            case "doubt":
                return (Change(one, replace(one, unsure=not one.unsure)),)
            case "link":
                return (Change(None, relation(one, mine[0])),)
            case "delete":
                links = [value for value in self.values.values() if isinstance(value, Relation)]
                held = [link for link in links if one.id in {link.from_id, link.to_id}]
                return (*(Change(link, None) for link in held), Change(one, None))
        return ()

    def switch(self, value: ReadMark | Skip) -> Step:
        there = self.values.get(key(value))
        return (Change(there, None if there else value),)

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


def kept(layer: Layer) -> dict[Key, Value]:
    """The values of a layer by what identifies them."""
    marks = (*layer.read, *layer.notes, *layer.decisions, *([layer.skip] if layer.skip else []))
    values = (*layer.annotations, *layer.relations, *marks)
    return {key(value): value for value in values}


DEEDS = st.sampled_from(
    ["label", "label", "relabel", "doubt", "link", "delete", "read", "note", "skip", "decide", "undo", "undo", "redo"]
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
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
