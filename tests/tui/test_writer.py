"""What was submitted is written in order, or told; nothing is dropped, and nobody waits."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Timer
from types import SimpleNamespace

import pytest

from workbench.errors import Busy, Conflict
from workbench.model import Change, Deed, Entry, ReadMark
from workbench.tui.writer import Outbox, Writer, lost

NOW = datetime(2024, 9, 6, tzinfo=UTC)


def entry(number: int) -> Entry:
    return Entry(Deed.DO, (Change(None, ReadMark("a", "ann", number, NOW)),), NOW)


class Told(list[Outbox]):
    """Remembers every outbox of which the writer told."""


def writer_on(apply: Callable[[str, str, Entry], None]) -> tuple[Writer, Told]:
    told = Told()
    return Writer(SimpleNamespace(layers=SimpleNamespace(apply=apply)), told.append, lambda call: call()), told


def test_writes_are_applied_in_the_order_in_which_they_were_submitted() -> None:
    """Two layers share one thread and one order."""
    written: list[tuple[str, Entry]] = []
    writer, _ = writer_on(lambda article, _, written_entry: written.append((article, written_entry)))
    one, other = Outbox("one", "ann"), Outbox("other", "ann")
    for number in range(50):
        writer.submit(one if number % 3 else other, entry(number))
    writer.drain()
    assert written == [("one" if number % 3 else "other", entry(number)) for number in range(50)]


def test_what_waits_for_the_screen_is_written_when_somebody_reads_or_leaves() -> None:
    """The screen has not been drawn yet, and perhaps never is again."""
    written: list[Entry] = []
    store = SimpleNamespace(layers=SimpleNamespace(apply=lambda _, __, one: written.append(one)))
    writer = Writer(store, lambda _: None, lambda _: None)
    writer.submit(Outbox("a", "ann"), entry(0))
    assert writer.in_turn(lambda: list(written)) == [entry(0)]
    writer.submit(Outbox("a", "ann"), entry(1))
    writer.close()
    assert written == [entry(0), entry(1)]


def test_nobody_waits_and_saved_is_said_only_when_it_is_true() -> None:
    """While the store is busy, submitting returns and the outbox is not saved."""
    release = Event()
    writer, told = writer_on(lambda *_: release.wait(10))
    outbox = Outbox("a", "ann")
    writer.submit(outbox, entry(0))
    assert not outbox.saved
    release.set()
    writer.drain()
    assert outbox.saved
    assert told == [outbox]


def test_after_a_failed_write_what_follows_is_kept_and_not_written() -> None:
    """Entry 1 is refused; 2 was made on a state that the store does not hold."""
    written: list[Entry] = []

    def apply(_: str, __: str, refused_or_not: Entry) -> None:
        if refused_or_not == entry(1):
            raise Conflict("Somebody else was faster.", "Reload.")
        written.append(refused_or_not)

    writer, _ = writer_on(apply)
    outbox, other = Outbox("a", "ann"), Outbox("b", "ann")
    for number in range(3):
        writer.submit(outbox, entry(number))
    writer.submit(other, entry(9))
    writer.drain()
    assert written == [entry(0), entry(9)]
    assert outbox.lost == [entry(1), entry(2)]
    assert writer.failed == [outbox]
    assert not outbox.saved
    assert other.saved


def test_the_loss_is_told_with_its_number_its_place_and_its_reason() -> None:
    """A person must know how much to do again."""
    outbox = Outbox("a", "ann")
    outbox.lost, outbox.error = [entry(0), entry(1)], Conflict("Somebody else was faster.", "Look.")
    error = lost(outbox)
    assert error.message == "The last 2 changes to a could not be stored. Somebody else was faster."
    assert error.hint == "Look."


def test_closing_waits_for_everything_that_was_submitted() -> None:
    """Quitting drops nothing."""
    written: list[Entry] = []
    gate = Event()
    writer, _ = writer_on(lambda _, __, late: written.append(late))
    writer.start(gate.wait, 10)
    outbox = Outbox("a", "ann")
    for number in range(10):
        writer.submit(outbox, entry(number))
    Timer(0, gate.set).start()
    writer.close()
    assert len(written) == 10


def test_a_bug_in_a_write_is_told_like_any_failure() -> None:
    """An exception on a thread that nobody looks at would be a silent loss."""

    def apply(*_: object) -> None:
        raise ZeroDivisionError

    writer, told = writer_on(apply)
    outbox = Outbox("a", "ann")
    writer.submit(outbox, entry(0))
    writer.drain()
    assert isinstance(outbox.error, ZeroDivisionError)
    assert told == [outbox]
    assert outbox.lost == [entry(0)]


def test_a_read_in_turn_sees_every_write_before_it() -> None:
    """An article that is opened again shows what was done in it a moment ago."""
    written: list[Entry] = []
    writer, _ = writer_on(lambda _, __, new: written.append(new))
    writer.submit(Outbox("a", "ann"), entry(0))
    assert writer.in_turn(lambda: list(written)) == [entry(0)]


def test_what_a_held_database_refuses_is_tried_again() -> None:
    """It is told that it waits, nothing is lost, and what follows keeps its place."""
    written: list[Entry] = []
    tries = iter([True, True, False])

    def apply(_: str, __: str, new: Entry) -> None:
        if next(tries, False):
            raise Busy("Another program holds it.")
        written.append(new)

    writer, told = writer_on(apply)
    outbox = Outbox("a", "ann")
    writer.submit(outbox, entry(0))
    writer.submit(outbox, entry(1))
    assert writer.in_turn(lambda: list(written)) == [entry(0), entry(1)]
    assert len(told) == 4
    assert outbox.saved
    assert outbox.held is None


def test_who_leaves_does_not_wait_for_a_held_database() -> None:
    """Until then it is tried; what then is still refused is told as lost."""
    tried = Event()

    def apply(*_: object) -> None:
        tried.set()
        raise Busy("Another program holds it.")

    writer, _ = writer_on(apply)
    outbox = Outbox("a", "ann")
    writer.submit(outbox, entry(0))
    assert tried.wait(10)
    writer.close()
    assert outbox.lost == [entry(0)]
    assert writer.failed == [outbox]


def test_a_screen_does_not_stand_still_for_writes_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another article is not opened, and why is said."""
    monkeypatch.setattr("workbench.tui.writer.PATIENCE", 0.01)
    gate = Event()
    writer, _ = writer_on(lambda *_: gate.wait(10))
    writer.submit(Outbox("a", "ann"), entry(0))
    with pytest.raises(Busy, match="still being saved"):
        writer.in_turn(lambda: None)
    gate.set()
    writer.drain()
