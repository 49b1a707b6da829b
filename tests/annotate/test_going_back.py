"""Back to any point of the history, in one step; and what has changed since an article was finished."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from tests.annotate.stage import opened, reading
from tests.annotate.test_any_keys import Press, articles, many, pressed, replayed, some, values
from workbench.annotate import Reading, going_back
from workbench.errors import Refused
from workbench.model import Annotation, Change, Deed, Entry, Layer, Note, ReadMark, Relation, Skip, Step, Value

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
        *((f"annotation {n}", replace(one, comment=str(time))) for n, one in enumerate(ends)),
        *((f"relation {n}", Relation(f"r{n}", "ann", "said_by", ends[n].id, ends[n - 1].id)) for n in (0, 1)),
    ]
    for name, value in fresh:
        there = held.get(going_back.key(value))
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


@some
@given(articles, many, st.integers(0, 99))
def test_one_undo_takes_going_back_back(text: str, keys_: list[Press], point: int) -> None:
    """Whatever keys came before."""
    made = opened(text)
    entries = pressed(made, keys_)
    end, number = values(made), point % (len(entries) + 1)
    try:
        made.go_back(number)
    except Refused:
        assert end == replayed(entries[:number])
    else:
        assert values(made) == replayed(entries[:number])
        made.undo()
        assert values(made) == end


def far_relation() -> tuple[Annotation, Relation]:
    """An annotation in another article, and a relation from there to the first one here."""
    far = factories.annotation((0, 3), article_id="002_second", label="quote", id="far")
    return far, Relation("link", "ann", "same_quote", "far", ends[0].id)


def across(history: tuple[Entry, ...], *relations: Relation, beyond: tuple[Annotation, ...] = ()) -> Reading:
    """A reading with what stands in a history, and with relations that other articles' histories tell of."""
    made = opened("One two three.")
    layer = Layer("001_first", "ann", (ends[0],), relations, history=history, beyond=beyond)
    return Reading(made.article, made.scheme, layer, now=made.now, new_id=made.new_id)


def test_a_relation_made_elsewhere_goes_with_its_end() -> None:
    """Else the store would refuse to delete the annotation."""
    far, link = far_relation()
    made = across((factories.made(ends[0]),), link, beyond=(far,))
    assert going_back.way_back(made, 0) == ((Change(link, None), Change(ends[0], None)), ())


def test_a_relation_deleted_elsewhere_is_not_deleted_again() -> None:
    """It was made here, and is gone by now."""
    _, link = far_relation()
    made = across((factories.made(ends[0]), factories.made(link)))
    assert going_back.way_back(made, 1).step == ()


def test_a_relation_whose_other_end_is_gone_stays_away() -> None:
    """And is told."""
    _, link = far_relation()
    deleted = Entry(Deed.DO, (Change(link, None),), factories.NOW)
    made = across((factories.made(ends[0], link), deleted))
    assert going_back.way_back(made, 1) == ((), (link,))


def test_a_relation_whose_other_end_is_known_comes_back() -> None:
    """The other end is in another article."""
    far, link = far_relation()
    deleted = Entry(Deed.DO, (Change(link, None),), factories.NOW)
    made = across((factories.made(ends[0], link), deleted), beyond=(far,))
    assert going_back.way_back(made, 1) == ((Change(None, link),), ())


def test_where_everything_is_as_it_was_nothing_is_stored() -> None:
    """The last entry is where one is."""
    made = reading("[One|] two.")
    made.tag("quote")
    with pytest.raises(Refused, match="Everything is as it was then"):
        made.go_back(1)


def marked(*paragraphs: int) -> Entry:
    """Paragraphs are read."""
    return factories.made(*map(factories.read, paragraphs))


def test_an_article_is_finished_when_every_paragraph_is_read() -> None:
    """The last time that this came to be; never while one is not read."""
    again = Entry(Deed.DO, (Change(factories.read(1), None),), factories.NOW)
    assert going_back.finished([marked(0)], 2) is None
    assert going_back.finished([marked(0), marked(1), factories.made(ends[0])], 2) == 2
    assert going_back.finished([marked(0, 1), again, factories.made(ends[0]), marked(1)], 2) == 4
    assert going_back.finished([marked(0, 1), again], 2) == 1


def test_what_changed_since_an_article_was_finished_is_told_net() -> None:
    """What was made and deleted is nothing; reading is no change of the work."""
    comment = Change(ends[0], factories.annotation((0, 3), id=ends[0].id, comment="hm"))
    unread = Entry(Deed.DO, (Change(factories.read(1), None), comment), factories.NOW)
    passing = (factories.made(ends[1]), Entry(Deed.DO, (Change(ends[1], None),), factories.NOW))
    entries = [factories.made(ends[0]), marked(0, 1), *passing, unread]
    assert going_back.since_finished(entries, 2) == [comment]
    assert going_back.since_finished(entries, 3) is None
