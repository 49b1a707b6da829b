"""Back to any point of the history, in one step; and what has changed since an article was finished."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from tests.annotate.stage import opened, reading
from tests.annotate.test_any_keys import articles, many, pressed, replayed, values
from workbench.annotate import going_back
from workbench.errors import Refused
from workbench.model import Annotation, Change, Deed, Entry, Note, ReadMark, Relation, Skip, Step, Value

TEXT = "One two three.\n\nFour five six."


def state(entries: list[Entry]) -> dict[object, Value]:
    """What is there after the entries, by a replay that knows nothing of keys."""
    held: list[Value] = []
    for entry in entries:
        for change in entry.step:
            if change.before is not None:
                held.remove(change.before)
            if change.after is not None:
                held.append(change.after)
    return {repr(value): value for value in held}


ends = [factories.annotation((start, start + 3)) for start in (0, 4, 8)]


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Values of every kind, made, changed and deleted at random, several in a step, never a relation without an end."""
    times, held, entries = count(), {}, []
    for _ in range(draw(st.integers(1, 12))):
        step: list[Change] = []
        for _ in range(draw(st.integers(1, 3))):
            change = draw(st.sampled_from(sorted(_possible(held, next(times)), key=lambda pair: pair[0])))[1]
            _apply(held, change)
            step.append(change)
        entries.append(Entry(Deed.DO, tuple(step), factories.NOW))
    return entries


def _possible(held: dict[object, Value], time: int) -> list[tuple[str, Change]]:
    at = factories.NOW + timedelta(seconds=time)
    changes: list[tuple[str, Change]] = []
    fresh: list[tuple[str, Value]] = [
        ("mark", ReadMark("001_first", "ann", time % 2, at)),
        ("skip", Skip("001_first", "ann", f"because {time}", at)),
        *((f"note {n}", Note(f"note{n}", "001_first", "ann", n, f"words {time}", at)) for n in (0, 1)),
        *((f"annotation {n}", one) for n, one in enumerate(ends)),
        *((f"relation {n}", Relation(f"r{n}", "ann", "said_by", ends[n].id, ends[n - 1].id)) for n in (0, 1)),
    ]
    for name, value in fresh:
        there = held.get(going_back.key(value))
        if isinstance(value, Annotation):
            value = factories.annotation(*((s.start, s.end) for s in value.segments), id=value.id, comment=str(time))
        if there is None and not (isinstance(value, Relation) and not _both_ends(held, value)):
            changes.append((f"{name} made", Change(None, value)))
        elif there is not None and not _is_held(held, there):
            changes.append((f"{name} deleted", Change(there, None)))
        if there is not None and there != value:
            changes.append((f"{name} changed", Change(there, value)))
    return changes


def _both_ends(held: dict[object, Value], relation: Relation) -> bool:
    return all((Annotation, end) in held for end in (relation.from_id, relation.to_id))


def _is_held(held: dict[object, Value], value: Value) -> bool:
    relations = [one for one in held.values() if isinstance(one, Relation)]
    return isinstance(value, Annotation) and any(value.id in (one.from_id, one.to_id) for one in relations)


def _apply(held: dict[object, Value], change: Change) -> None:
    """Make the change, as strictly as the store: no relation without its ends, no change of what is not there."""
    for value in (change.before, change.after):
        assert value is None or not (isinstance(value, Relation) and not _both_ends(held, value))
    if change.before is not None:
        assert held.pop(going_back.key(change.before)) == change.before
        assert change.after is not None or not _is_held(held, change.before)
    if change.after is not None:
        assert held.setdefault(going_back.key(change.after), change.after) == change.after


def _after(*steps: Step) -> dict[object, Value]:
    held: dict[object, Value] = {}
    for step in steps:
        for change in step:
            _apply(held, change)
    return held


@settings(max_examples=200, deadline=None)
@given(histories(), st.data())
def test_going_back_gives_exactly_what_was_then(entries: list[Entry], data: st.DataObject) -> None:
    """Values of every kind, from any end to any point; each change is one that the store allows where it stands."""
    number = data.draw(st.integers(0, len(entries)))
    steps = [entry.step for entry in entries]
    step = going_back.step_to(entries, number)
    assert _after(*steps, step) == _after(*steps[:number])
    assert len({going_back.key(change.before or change.after) for change in step}) == len(step)
