"""Sentences: nupunkt's boundaries, our corrections."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.conftest import SEEDS
from tests.strategies import crowded_text
from tests.tokens.spans import whole, words_of
from workbench.model import Span
from workbench.tokens import sentences


def split(text: str) -> list[str]:
    return words_of(sentences(text, whole(text)), text)


@pytest.mark.parametrize(
    "parts",
    [
        ["He said “It’s over.”", "They cheered."],
        ["“Why?” he asked.", '"No."', "They went.", "(He did.)", "Yes."],
        ["He is in the U.S. Congress.", "The U.S. is big."],
        ["At 5 p.m. Monday he left.", "It was late."],
        ["He took his task.  \t", "And left."],
        ["Trump won despite the falsifications.", "It will not affect Russia-U.S. relations in any way."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    """A closing quotation mark belongs to its sentence, and an abbreviation ends none."""
    assert split(" ".join(parts)) == [part.strip() for part in parts]


@pytest.mark.parametrize("title", ["Lt.", "Adm.", "Sen.", "ex-Sen.", "Rep.", "Gen.", "Retd.", "Vice-Adm.", "Lt. Col."])
def test_no_sentence_ends_after_a_title(title: str) -> None:
    """The name that follows belongs to it."""
    assert split(f"On Monday he met {title} Smith. Then he left.") == [
        f"On Monday he met {title} Smith.",
        "Then he left.",
    ]


def test_sentences_of_a_seed_come_out_whole() -> None:
    """Two paragraphs of 001: a quotation of four sentences, and one that ends in a name."""
    text = next(SEEDS.glob("001*")).read_text(encoding="utf-8")
    start = text.index("“I have never understood")
    found = sentences(text, Span(start, text.index("\n", start)))
    assert [sentence.of(text).split()[0] for sentence in found] == ["“I", "Putin", "He", "So,"]
    assert found[-1].of(text).endswith("on MSNBC.")


@settings(deadline=None)  # the first sentence loads nupunkt
@given(crowded_text)
def test_sentences_hold_all_but_white_space(text: str) -> None:
    """They are in order, without white space at their ends, and nothing that is read lies outside."""
    found = sentences("xx" + text, Span(1, 2 + len(text)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(sentence.of("xx" + text) == sentence.of("xx" + text).strip() for sentence in found)
    inside = {offset for sentence in found for offset in range(sentence.start, sentence.end)}
    outside = [character for n, character in enumerate("xx" + text) if n >= 1 and n not in inside]
    assert not "".join(outside).strip()
