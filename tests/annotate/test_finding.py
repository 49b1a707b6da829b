"""From annotation to annotation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from tests.annotate.stage import note, opened, reading, shown
from workbench.annotate import Reading
from workbench.annotate.finding import choose
from workbench.errors import Refused
from workbench.model import Annotation, Span, reading_order

TEXT = "One two three.\n\nFour five six.\n\nSeven eight nine."
NOTES = (
    note(TEXT, "One two", id="a"),
    note(TEXT, "two", id="b", label="source"),
    note(TEXT, "three.\n\nFour", id="c"),
    note(TEXT, "Seven", id="d", label="source"),
)


def gone_through(made: Reading, command: str) -> list[str]:
    """The annotations that the command leads to, until it is refused."""
    found: list[str] = []
    while True:
        try:
            getattr(made, command)()
        except Refused:
            return found
        assert made.target is not None
        found.append(made.target.id)


def test_all_annotations_are_gone_through_in_reading_order() -> None:
    """Inner ones after those around them, over paragraphs, and back again."""
    made = reading("|" + TEXT, *NOTES)
    made.move_to(0)
    assert gone_through(made, "next_annotation") == ["b", "c", "d"]
    assert gone_through(made, "previous_annotation") == ["c", "b", "a"]


def test_the_next_one_is_after_the_caret_wherever_it_is() -> None:
    """Between annotations, and inside of one."""
    made = reading("One two three.\n\nFour f|ive six.\n\nSeven eight nine.", *NOTES)
    made.next_annotation()
    assert made.target == NOTES[3]
    made.move_to(TEXT.index("wo three"))
    made.previous_annotation()
    assert made.target == NOTES[0]


def test_the_end_is_told() -> None:
    """And where there is nothing to go to."""
    made = reading(TEXT + "|", *NOTES)
    with pytest.raises(Refused, match="This is the last annotation"):
        made.next_annotation()
    with pytest.raises(Refused, match="no annotations yet"):
        reading("|One.").next_annotation()


def test_the_same_label_is_gone_through() -> None:
    """That of the annotation here."""
    made = reading(TEXT, *NOTES)
    choose(made, "b")
    made.next_same()
    assert made.target == NOTES[3]
    made.previous_same()
    assert made.target == NOTES[1]
    with pytest.raises(Refused, match="no source before"):
        made.previous_same()


def test_without_an_annotation_here_the_label_given_last_counts() -> None:
    """Not that of the annotation gone to last."""
    made = reading("[One|] two three.")
    made.tag("quote")
    made.move_to(10)
    made.previous_same()
    assert shown(made) == "|One two three."


def test_without_any_label_given_there_is_none_to_look_for() -> None:
    """After a fresh start."""
    with pytest.raises(Refused, match="no label was given"):
        reading("One |two.").next_same()


def test_no_other_annotation_is_gone_to_while_one_is_edited() -> None:
    """Its new edges would be lost."""
    made = reading("|" + TEXT, *NOTES)
    made.edit()
    with pytest.raises(Refused, match="being edited"):
        made.next_annotation()


spans = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda both: Span(both[0], both[0] + both[1]))


@settings(deadline=None)
@given(st.lists(st.lists(spans, min_size=1, max_size=2, unique=True), max_size=8), st.integers(0, 45))
def test_whatever_lies_over_one_another_is_gone_through_once(groups: list[list[Span]], caret: int) -> None:
    """Everything that begins after the caret, in reading order; between paragraphs nothing can begin."""
    made = opened(TEXT, *(several(f"n{number}", group) for number, group in enumerate(groups)))
    made.move_to(caret)
    start = reading_order(made.target) if made.target and first(made.target) == made.caret else (made.caret,)
    everything = sorted(filter(seen, made.annotations.values()), key=reading_order)
    assert gone_through(made, "next_annotation") == [one.id for one in everything if reading_order(one) > start]


def first(one: Annotation) -> int:
    """Where its first character is that the caret can stand at."""
    start = one.extent.start
    return next((span.start for span in opened(TEXT).article.paragraphs if start < span.start <= start + 2), start)


def seen(one: Annotation) -> bool:
    """Whether it begins with something of a paragraph."""
    return bool(one.segments[0].of(TEXT).strip("\n"))


def several(id_: str, group: list[Span]) -> Annotation:
    """An annotation of one segment, or of two that do not touch."""
    first, last = min(group), max(group)
    segments = [(first.start, first.end), *([(last.start, last.end)] if last.start > first.end else [])]
    return factories.annotation(*segments, id=id_)
