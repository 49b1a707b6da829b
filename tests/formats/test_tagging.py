"""Annotations as tags on tokens, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import annotation, article
from tests.formats.corpus import texts
from workbench.formats.tagging import Tags, decode, encode, flat, is_tag, sentences, tokens, tokens_only
from workbench.intake.paragraphs import paragraphs
from workbench.model import Annotated, Span


def words(text: str) -> list[str]:
    return [token.of(text) for token in tokens(text)]


def test_marks_between_words_are_tokens_too() -> None:
    """A mark with its repetitions; an emoji stays whole, and so does a letter with its accent."""
    assert words("“Wait--what…” 👩‍👩‍👧 Rene\u0301’s #1!!") == [
        "“", "Wait", "--", "what", "…", "”", "👩‍👩‍👧", "Rene\u0301’s", "#", "1", "!!",
    ]  # fmt: skip


@given(text=texts.map("".join))
def test_every_character_but_white_space_is_in_one_token(text: str) -> None:
    """And no white space is in any."""
    found = "".join(words(text))
    covered = "".join(paragraph.of(text) for paragraph in paragraphs(text))
    assert found == "".join(covered.split())


@given(text=texts.map("".join))
def test_sentences_hold_the_same_tokens(text: str) -> None:
    """In the same order, in sentences that are not empty."""
    found = list(sentences(text))
    assert [token for each in found for one in each for token in one] == list(tokens(text))
    assert all(one for each in found for one in each)


def test_sentences_are_divided_by_paragraph() -> None:
    """A paragraph ends a sentence."""
    text = "She left. He stayed.\n\nNobody asked"
    told = [[[token.of(text) for token in one] for one in each] for each in sentences(text)]
    assert told == [[["She", "left", "."], ["He", "stayed", "."]], [["Nobody", "asked"]]]


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (Tags.IOB2, ["B-q", "I-q", "I-q", "B-a b", "B-q", "O", "O", "O"]),
        (Tags.BILUO, ["B-q", "I-q", "L-q", "U-a b", "U-q", "O", "O", "O"]),
    ],
)
def test_annotations_become_tags(tags: Tags, told: list[str]) -> None:
    """Neighbours of one label stay two."""
    text = "One two three four five six seven."
    layer = [annotation((0, 13), label="q"), annotation((14, 18), label="a b"), annotation((19, 23), label="q")]
    assert encode(tokens(text), layer, tags) == told


@given(
    runs=st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["", "x", "B-x", "O", "I-x"])), max_size=6),
    tags=st.sampled_from(Tags),
)
def test_tags_are_decoded_to_what_was_encoded(runs: list[tuple[int, str]], tags: Tags) -> None:
    """Whatever the label is called."""
    spans = [Span(number, number + 1) for number in range(sum(length for length, _ in runs))]
    wanted, start = [], 0
    for length, label in runs:
        wanted += [(start, start + length, label)] if label else []
        start += length
    layer = [annotation((one, other), label=label) for one, other, label in wanted]
    assert list(decode(encode(spans, layer, tags))) == wanted


SEQUENCES = {
    "IOB1": (["I-x", "I-x", "B-x", "O", "I-y"], [(0, 2, "x"), (2, 3, "x"), (4, 5, "y")]),
    "BIOES": (["S-x", "B-y", "I-y", "E-y", "S-x"], [(0, 1, "x"), (1, 4, "y"), (4, 5, "x")]),
    "an inside of another label": (["B-x", "I-y", "I-x"], [(0, 1, "x"), (1, 2, "y"), (2, 3, "x")]),
    "an end without a beginning": (["O", "L-x", "I-x"], [(1, 2, "x"), (2, 3, "x")]),
    "a beginning without an end": (["B-x", "U-x", "I-x"], [(0, 1, "x"), (1, 2, "x"), (2, 3, "x")]),
    "no tags": (["B-x", "PER", "I-x", "B-", "_", "I-x"], [(0, 1, "x"), (2, 3, "x"), (5, 6, "x")]),
    "nothing": ([], []),
}


@pytest.mark.parametrize("case", SEQUENCES)
def test_every_sequence_of_tags_means_something(case: str) -> None:
    """What goes on without a beginning is one, as in conlleval."""
    told, runs = SEQUENCES[case]
    assert list(decode(told)) == runs


@given(told=st.lists(st.sampled_from(["O", "_", "B-x", "I-x", "L-x", "U-x", "E-y", "I-y", "S-y", "?"])))
def test_decoding_covers_every_token_that_has_a_label(told: list[str]) -> None:
    """Once, and with its own label."""
    covered = {token: run.label for run in decode(told) for token in range(run.start, run.end)}
    assert covered == {number: tag[2:] for number, tag in enumerate(told) if tag[1:2] == "-"}


@pytest.mark.parametrize("tag", ["O", "_", "-", "B-x", "E-a b", "S-B-x"])
def test_tags_are_known(tag: str) -> None:
    """Of all the ways to write them."""
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "o", "B", "B-", "PER", "X-PER", "B_PER"])
def test_other_words_are_no_tags(tag: str) -> None:
    """So that a wrong column is seen."""
    assert not is_tag(tag)


def test_annotations_snap_to_tokens() -> None:
    """To all that they touch; what touches none goes, with its relations."""
    inside, nowhere = annotation((2, 6)), annotation((4, 5), label="none")
    text = "Four words, five."
    left = tokens_only(Annotated(article(text=text), (inside, nowhere)))
    assert [one.quote(text) for one in left.annotations] == ["Four words"]
    parted = tokens_only(Annotated(article(text=text), (annotation((2, 3), (6, 7), (11, 13)),)))
    assert [one.quote(text) for one in parted.annotations] == ["Four words … five"]
    whole = Annotated(article(text=text), left.annotations)
    assert tokens_only(whole) is whole


def test_a_layer_is_made_flat() -> None:
    """What overlaps after it has snapped does not stay: the first does, of two the wider."""
    text = "Four words, five."
    one, other, last = annotation((0, 2)), annotation((3, 8), label="wide"), annotation((10, 12), (14, 15), label="gap")
    told = [
        (each.label, each.quote(text)) for each in flat(Annotated(article(text=text), (one, other, last))).annotations
    ]
    assert told == [("wide", "Four words"), ("gap", ", five")]
