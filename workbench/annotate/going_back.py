"""Back to any point of the history in one step, and what has changed since the article was finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from workbench.annotate.work import Work
from workbench.errors import Refused
from workbench.model import Annotation, Change, Entry, ReadMark, Relation, Skip, Step, Value

Key = tuple[type[Value], object]


def key(value: Value) -> Key:
    """What a value keeps through all its changes."""
    match value:
        case ReadMark():
            return ReadMark, value.paragraph
        case Skip():
            return Skip, None
        case _:
            return type(value), value.id


def net(entries: Iterable[Entry]) -> list[Change]:
    """What the entries changed in the end, one change for each value: what was made and deleted again is not in it."""
    changes: dict[Key, Change] = {}
    for entry in entries:
        for change in entry.step:
            of = _key(change)
            changes[of] = Change(changes[of].before if of in changes else change.before, change.after)
    return [change for change in changes.values() if change.before != change.after]


def step_to(entries: Sequence[Entry], number: int) -> Step:
    """The one step from the state after all entries back to that after the first `number` of them."""
    return in_order(change.inverse() for change in net(entries[number:]))


def finished(entries: Sequence[Entry], paragraphs: int) -> int | None:
    """How many entries there were when every paragraph was read, the last time that this came to be; None if never."""
    read: set[int] = set()
    found = None
    for number, entry in enumerate(entries, 1):
        was_done = len(read) == paragraphs
        for change in entry.step:
            if isinstance(change.before, ReadMark):
                read.discard(change.before.paragraph)
            if isinstance(change.after, ReadMark):
                read.add(change.after.paragraph)
        if len(read) == paragraphs and not was_done:
            found = number
    return found


def since_finished(entries: Sequence[Entry], paragraphs: int) -> list[Change] | None:
    """The net changes since then, but for the times at which paragraphs were read; None if it was never finished."""
    number = finished(entries, paragraphs)
    if number is None:
        return None
    changes = net(entries[number:])
    return [change for change in changes if not isinstance(_value(change), ReadMark)]


class Return(NamedTuple):
    """The way back to a point: the step, and the relations that cannot come back, since an end of them has gone."""

    step: Step
    lost: tuple[Relation, ...]


def way_back(work: Work, number: int) -> Return:
    """To what was here after the first `number` entries, from what is here now.

    That may be other than what the entries say: a relation to another article can be made and deleted there, too.
    """
    changes = {_key(one): _from_here(work, one) for one in step_to(work.history.entries, number)}
    for one in tuple(changes.values()):
        if isinstance(one.before, Annotation) and one.after is None:
            held = work.index.relations_of(one.before.id)
            changes |= {key(each): Change(each, None) for each in held if key(each) not in changes}
    lost = tuple(
        one.after
        for one in changes.values()
        if isinstance(one.after, Relation) and _lacks_end(work, one.after, changes)
    )
    changes |= {key(each): Change(work.index.present(each), None) for each in lost}
    return Return(in_order(one for one in changes.values() if one.before != one.after), lost)


def go_back(work: Work, number: int) -> Entry:
    """Go that way, in one step. Raises Refused where nothing is to change."""
    step = way_back(work, number).step
    if not step:
        raise Refused("Everything is as it was then.")
    return work.do(*step)


def _key(change: Change) -> Key:
    return key(_value(change))


def _value(change: Change) -> Value:
    """What is there after the change, or was before."""
    return next(value for value in (change.after, change.before) if value is not None)


def _from_here(work: Work, change: Change) -> Change:
    """The change from what is there now."""
    return Change(work.index.present(_value(change)), change.after)


def _lacks_end(work: Work, relation: Relation, changes: Mapping[Key, Change]) -> bool:
    """Whether one of its ends will not be there after the changes."""
    return any(
        not changes[Annotation, end].after
        if (Annotation, end) in changes
        else end not in work.annotations and end not in work.index.beyond
        for end in (relation.from_id, relation.to_id)
    )


def in_order(changes: Iterable[Change]) -> Step:
    """So that no relation is ever without its ends: those that go, annotations that come, and the other way round."""
    return tuple(sorted(changes, key=_rank))


def _rank(change: Change) -> int:
    value = _value(change)
    if isinstance(value, Relation):
        return 2 if change.after else 0
    if isinstance(value, Annotation):
        return 1 if change.after else 3
    return 4
