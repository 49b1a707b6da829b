"""What others made of the same paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.annotate.stage import SCHEME, note, opened
from workbench import scheme
from workbench.annotate.comparing import Difference, Verdict, compare
from workbench.annotate.others import Others
from workbench.errors import Refused
from workbench.model import Annotation, Layer, ReadMark, Span

TEXT = "She said so, and he said no.\n\nNobody asked."
PARAGRAPH = Span(0, 28)


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


@pytest.mark.parametrize(
    ("mine", "theirs", "verdict"),
    [
        (ann("She"), bea("She"), Verdict.SAME),
        (ann("She"), bea("She", "source"), Verdict.LABEL),
        (ann("She said"), bea("She said so"), Verdict.EDGES),
        (ann("She", attributes={"mode": "speech"}), bea("She"), Verdict.ATTRIBUTES),
        (ann("She said"), bea("said so", "source"), Verdict.LABEL),
    ],
)
def test_two_annotations_that_share_words_are_a_pair(mine: Annotation, theirs: Annotation, verdict: Verdict) -> None:
    """And differ in label, else in edges, else in attributes."""
    (difference,) = compare([mine], [theirs], PARAGRAPH)
    assert (difference.mine, difference.theirs, difference.verdict) == (mine, theirs, verdict)
    assert difference.agrees == (verdict in {Verdict.SAME, Verdict.ATTRIBUTES})


def test_annotations_that_share_no_words_stand_alone() -> None:
    """In the order of their places."""
    mine, theirs = ann("he said no"), bea("She")
    assert compare([mine], [theirs], PARAGRAPH) == (Difference(None, theirs), Difference(mine, None))


def test_a_pair_tells_what_is_apart() -> None:
    """What only one of them covers, and which attributes have other values."""
    mine = ann("She said", attributes={"mode": "speech", "certain": True})
    theirs = bea("said so", attributes={"mode": "thought", "certain": True})
    (difference,) = compare([mine], [theirs], PARAGRAPH)
    assert [span.of(TEXT) for span in difference.apart] == ["She ", " so"]
    assert difference.attributes == ("mode",)


def test_the_same_is_paired_before_what_overlaps() -> None:
    """Else a long annotation would take the partner of a short one."""
    long, short = ann("She said so"), ann("said", "source")
    differences = compare([long, short], [bea("said", "source")], PARAGRAPH)
    assert {one.verdict: one.mine for one in differences} == {Verdict.SAME: short, Verdict.MINE: long}


def test_the_same_label_is_paired_before_more_words() -> None:
    """Two labels over the same words are two opinions."""
    mine, other, same = ann("She said so"), bea("She said so", "source"), bea("She said")
    differences = compare([mine], [other, same], PARAGRAPH)
    assert [(one.mine, one.theirs) for one in differences] == [(mine, same), (None, other)]


def test_what_lies_outside_of_the_paragraph_does_not_count() -> None:
    """An annotation that goes on in a paragraph that only one has read."""
    (difference,) = compare([ann("he said no.")], [bea("he said no.\n\nNobody")], PARAGRAPH)
    assert difference.verdict is Verdict.SAME


spans = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair)))
layers = st.lists(st.tuples(spans, st.sampled_from(["quote", "source"])), max_size=6, unique=True)


@given(layers, layers)
def test_every_annotation_is_compared_once(mine: list, theirs: list) -> None:
    """And all that is in both is found to be the same, in whatever order it comes."""
    ours = [factories.annotation(span, label=label) for span, label in mine]
    others_ = [factories.annotation(span, label=label, annotator="bea") for span, label in theirs]
    differences = compare(ours, others_, PARAGRAPH)
    assert sorted(one.mine.id for one in differences if one.mine) == sorted(one.id for one in ours)
    assert sorted(one.theirs.id for one in differences if one.theirs) == sorted(one.id for one in others_)
    assert sum(one.agrees for one in differences) == len(set(mine) & set(theirs))
    swapped = compare(others_, ours, PARAGRAPH)
    assert sum(one.agrees for one in swapped) == sum(one.agrees for one in differences)


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
