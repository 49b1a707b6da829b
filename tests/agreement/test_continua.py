"""From what annotators have read and marked to continua: what γ and unitizing α compare."""

import pytest

from tests.factories import annotation, article_of, read
from workbench.agreement.continua import continua
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.groups import ANY, Group, below, group
from workbench.model import Annotated, Annotation

PEOPLE = ("ann", "ben", "cai")
LABELS = ("cue", "quote", "direct_quote")
THREE = article_of("0123456789", "abcdefghij", "ABCDEFGHIJ")
"""Paragraphs at 0, 12 and 24, of ten code points each."""


def marked(who: str, label: str, *segments: tuple[int, int]) -> Annotation:
    return annotation(*segments, label=label, annotator=who)


def compared(readers: dict[str, tuple[int, ...]], *made: Annotation) -> Group:
    marks = tuple(read(number, who) for who, numbers in readers.items() for number in numbers)
    return group([Annotated(THREE, made, (), marks)], PEOPLE, LABELS, above={"direct_quote": "quote"})


def one(found: Group, label: str | None = None) -> Continuum:
    ((number, continuum),) = continua(found, label)
    assert number == 0
    return continuum


ALL = (0, 1, 2)
BOTH = {"ann": ALL, "ben": ALL}


def test_the_text_is_what_two_have_read_put_end_to_end() -> None:
    """The second paragraph was read by one; places move up, and what lies there is nobody's unit."""
    readers = {"ann": (0, 2), "ben": ALL}
    found = one(compared(readers, marked("ann", "cue", (25, 28)), marked("ben", "cue", (13, 15))))
    assert found == Continuum(20, ((Stretch(11, 14, "cue"),), ()))


def test_who_has_not_read_a_paragraph_is_no_annotator_of_it() -> None:
    """Three have read the first, two of them the others: two passages, with an annotation over both in each."""
    readers = {"ann": ALL, "ben": ALL, "cai": (0,)}
    found = compared(readers, marked("ann", "cue", (8, 14)), marked("cai", "cue", (0, 3)))
    assert sorted(continua(found, "cue"), key=lambda each: each[1].length) == [
        (0, Continuum(10, ((Stretch(8, 10, "cue"),), (), (Stretch(0, 3, "cue"),)))),
        (0, Continuum(20, ((Stretch(0, 2, "cue"),), ()))),
    ]


def test_an_annotation_over_paragraphs_is_one_unit() -> None:
    """White space between paragraphs is no text."""
    found = one(compared(BOTH, marked("ann", "cue", (5, 16))))
    assert found.annotators == ((Stretch(5, 14, "cue"),), ())


def test_a_discontinuous_annotation_is_one_unit_of_several_segments() -> None:
    """Unless nothing that counts lies between them."""
    found = one(compared(BOTH, marked("ann", "cue", (2, 5), (7, 9)), marked("ben", "cue", (2, 10), (12, 14))))
    assert found.annotators == ((Stretch(2, 9, "cue", ((2, 5), (7, 9))),), (Stretch(2, 12, "cue"),))
    assert found.annotators[0][0].solid == (Stretch(2, 5, "cue"), Stretch(7, 9, "cue"))


def test_of_one_label_of_any_and_of_merged_ones() -> None:
    """What one annotator gave two labels counts twice among all labels, once among any; twice the same counts once."""
    made = [marked("ann", label, (0, 4)) for label in ("cue", "quote", "direct_quote", "cue")]
    found = compared(BOTH, *made, marked("ben", "quote", (20, 24), (24, 26)))
    assert [stretch.label for stretch in one(found).annotators[0]] == ["cue", "direct_quote", "quote"]
    assert one(found, "cue").annotators == ((Stretch(0, 4, "cue"),), ())
    assert one(found, ANY).annotators[0] == (Stretch(0, 4, ANY),)
    quotes = below("quote")
    assert one(found, quotes).annotators == ((Stretch(0, 4, quotes),), (Stretch(18, 22, quotes),))


@pytest.mark.parametrize("label", [None, ANY, "cue"])
def test_where_nobody_marked_anything_there_is_an_empty_continuum(label: str | None) -> None:
    assert one(compared(BOTH), label) == Continuum(30, ((), ()))


def test_without_common_text_there_is_none() -> None:
    assert list(continua(compared({"ann": (0,), "ben": (1,)}), None)) == []
