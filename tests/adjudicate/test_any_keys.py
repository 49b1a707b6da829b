"""Whatever is decided, in whatever order: gold holds together, and undo leads all the way back."""

from collections.abc import Callable
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from tests.adjudicate.stage import ALL, ANNA, HE, KNEW, MAYBE, adjudication, on, stored
from workbench.adjudicate import Adjudication, Rule
from workbench.errors import Refused
from workbench.model import Annotation, Relation
from workbench.store.writing import State, replay

WORDS = (KNEW, "knew it", "“We knew it,” Anna said.", ANNA, MAYBE, "Perhaps she did", "she did", HE, "said.|Perhaps")
NAMES = ("ann", "bea", "cat")
MADE = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(("quote", "source")), st.sampled_from(NAMES)),
    unique=True,
    max_size=12,
)
ACTS: dict[str, Callable[[Adjudication, int], object]] = {
    "accept": lambda of, n: of.accept(tuple(Rule)[n % 3]),
    "rule": lambda of, n: of.change_rule(tuple(Rule)[n % 3]),
    "go": lambda of, n: of.go(n),
    "take": lambda of, n: of.take([n % len(of.item.options)]),
    "all": lambda of, n: of.take_all(),
    "none": lambda of, n: of.reject(),
    "comment": lambda of, n: of.comment(f"{n}"),
    "edit": lambda of, n: of.edit(n % len(of.item.options)),
    "shrink": lambda of, n: of.gold.shrink_end() if of.draft else None,
    "grow": lambda of, n: of.gold.grow_start() if of.draft else None,
    "part": lambda of, n: of.next_part(),
    "drop part": lambda of, n: of.drop_part(),
    "select": lambda of, n: select(of, WORDS[n % len(WORDS)]),
    "further part": lambda of, n: of.split_part() if of.draft else of.add_part(),
    "less": lambda of, n: of.remove_part(),
    "add": lambda of, n: of.add(("quote", "source")[n % 2]),
    "label": lambda of, n: of.relabel(("quote", "source", "hedge")[n % 3]),
    "keep": lambda of, n: of.keep_edit(),
    "drop": lambda of, n: of.drop_edit(),
    "next": lambda of, n: of.next_open(1 if n % 2 else -1),
    "undo": lambda of, n: of.undo(),
    "redo": lambda of, n: of.redo(),
}
DONE = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 8)), max_size=25)


def joined(made: list[Annotation]) -> list[Relation]:
    """Every quotation of an annotator to every source of theirs."""
    return [
        Relation(f"{one.id} → {other.id}", one.annotator, "said_by", one.id, other.id)
        for one in made
        for other in made
        if (one.label, other.label, one.annotator) == ("quote", "source", other.annotator)
    ]


def select(of: Adjudication, words: str) -> None:
    """Of several parts the first one."""
    first = words.split("|", maxsplit=1)[0]
    start = of.article.text.index(first)
    of.gold.move_to(start)
    of.gold.move_to(start + len(first), extend=True)


def act(of: Adjudication, done: list[tuple[str, int]]) -> None:
    for name, number in done:
        with suppress(Refused):
            ACTS[name](of, number)


def state(of: Adjudication) -> State:
    """What the history, done again from nothing, leads to; no change may find anything else than it expects."""
    found: State = {}
    for entry in of.gold.history.entries:
        replay(entry.step, found)
    return found


@given(MADE, DONE)
def test_gold_holds_together(words: list[tuple[str, str, str]], done: list[tuple[str, int]]) -> None:
    """Each decision's results are there, each relation has its ends, and read is what is wholly decided."""
    made = [on(*one) for one in words]
    of = adjudication(*made, read=dict.fromkeys(NAMES, ALL), relations=joined(made))
    of.accept(Rule.UNANIMOUS)
    act(of, done)
    index = of.gold.index
    there = (index.annotations, index.relations, index.decisions, index.marks)
    assert sorted(map(repr, state(of).values())) == sorted(repr(one) for kind in there for one in kind.values())
    results = {id_ for one in index.decisions.values() for id_ in one.result}
    assert results == index.annotations.keys() | index.relations.keys()
    assert all({one.from_id, one.to_id} <= index.annotations.keys() for one in index.relations.values())
    for item in of.items:
        assert len(of.standing.on(item)) <= 1
    again = adjudication(*made, read=dict.fromkeys(NAMES, ALL), relations=joined(made), gold=stored(of))
    assert again.decided == of.decided


@given(MADE, DONE)
def test_undo_leads_all_the_way_back(words: list[tuple[str, str, str]], done: list[tuple[str, int]]) -> None:
    """To nothing, however it was come by."""
    made = [on(*one) for one in words]
    of = adjudication(*made, read=dict.fromkeys(NAMES, ALL), relations=joined(made))
    act(of, done)
    of.drop_edit()
    with suppress(Refused):
        while True:
            of.undo()
    index = of.gold.index
    assert not index.annotations
    assert not index.relations
    assert not index.decisions
    assert not index.marks
