"""What others made of the same paragraph."""

import pytest

from tests import factories
from tests.annotate.stage import SCHEME, note, opened
from workbench import scheme
from workbench.annotate.others import Others
from workbench.errors import Refused
from workbench.model import Annotation, Layer, ReadMark

TEXT = "She said so, and he said no.\n\nNobody asked."


def bea(words: str, label: str = "quote", **other: object) -> Annotation:
    """What bea made."""
    return note(TEXT, words, label, annotator="bea", **other)


def ann(words: str, label: str = "quote", **other: object) -> Annotation:
    """What ann made."""
    return note(TEXT, words, label, **other)


def others(*made: Annotation, read: dict[str, tuple[int, ...]]) -> Others:
    """What others made and read of the article."""
    layers = (
        Layer(
            "001_first",
            name,
            tuple(one for one in made if one.annotator == name),
            read=tuple(factories.read(number, name) for number in numbers),
        )
        for name, numbers in read.items()
    )
    return Others.of(factories.article(text=TEXT), layers)


def test_the_differences_are_those_in_the_paragraph() -> None:
    """Mine first; an annotation that goes on in a paragraph that only one has read is cut off there."""
    made = opened(TEXT, ann("She"), ann("he said no."), read=[0])
    made.others = others(bea("She", "source"), bea("he said no.\n\nNobody"), bea("asked"), read={"bea": (0, 1)})
    assert [(one.kind.value, one.labels) for one in made.differences("bea", 0)] == [
        ("label", ("quote", "source")),
        ("same", ("quote", "quote")),
    ]


def test_a_paragraph_agrees_where_all_who_read_it_made_the_same() -> None:
    """Labels and words; attributes and comments may differ."""
    made = opened(TEXT, ann("She", attributes={"mode": "speech"}), read=[0])
    made.others = others(bea("She"), read={"bea": (0, 1), "cem": (1,)})
    assert made.agrees(0) is True
    made.others = others(bea("She"), read={"bea": (0,), "cem": (0,)})
    assert made.agrees(0) is False


@pytest.mark.parametrize("read", [[], [1]])
def test_nothing_is_known_of_a_paragraph_that_is_not_read(read: list[int]) -> None:
    """Not by me, or by nobody else."""
    made = opened(TEXT, ann("She"), read=read)
    made.others = others(bea("She"), read={"bea": (0,)})
    assert made.agrees(0) is None
    assert made.agrees(1) is None


def test_agreement_follows_what_is_done() -> None:
    """Reading, labelling, undoing."""
    made = opened(TEXT)
    made.others = others(bea("She"), read={"bea": (0,)})
    known = [made.agrees(0)]
    made.read()
    known.append(made.agrees(0))
    made.move_to(0)
    made.select_word()
    made.tag("quote")
    known.append(made.agrees(0))
    made.undo()
    known.append(made.agrees(0))
    made.unread()
    known.append(made.agrees(0))
    assert known == [None, False, True, False, None]


def test_a_comparison_is_refused_with_the_reason() -> None:
    """I have not read it; nobody else has; the project is blind."""
    made = opened(TEXT)
    with pytest.raises(Refused, match="Mark the paragraph read first"):
        made.comparable()
    made.read()
    made.move_to(0)
    with pytest.raises(Refused, match="Nobody else"):
        made.comparable()
    made.others = others(read={"bea": (0,), "cem": (1,), "gold": (0,)})
    assert made.comparable() == ("bea", "gold")
    made.scheme = scheme.parse("scheme: s\nversion: 1\nblind: yes\nlabels: {quote: }")
    with pytest.raises(Refused, match="blind"):
        made.comparable()
    made.scheme = SCHEME


def test_the_score_counts_what_both_have_read() -> None:
    """Each pair once, over paragraphs too."""
    everywhere = "he said no.\n\nNobody"
    made = opened(TEXT, ann("She"), ann("so", "source"), ann(everywhere), read=[0, 1])
    made.others = others(bea("She"), bea(everywhere), bea("asked"), read={"bea": (0, 1), "cem": (0,)})
    assert made.score("bea") == (2, 4)
    assert made.score("cem") == (0, 3)
    made.others = others(bea("She"), bea("asked"), read={"bea": (1,)})
    assert made.score("bea") == (0, 2)


def test_nobody_is_compared_before_the_others_have_been_read_from_the_store() -> None:
    """The screen does not wait for them."""
    made = opened(TEXT, read=[0])
    assert made.agrees(0) is None
    assert isinstance(made.marks[0], ReadMark)
