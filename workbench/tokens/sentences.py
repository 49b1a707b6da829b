"""Sentences."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.model import Span
from workbench.spans import trimmed

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer


def sentences(text: str, within: Span) -> tuple[Span, ...]:
    """The sentences of a paragraph without white space at their ends; they cover everything else in it.

    The boundaries are those of nupunkt's English model (Bommarito et al. 2025, arXiv:2504.04131) with titles and ranks
    added that it takes for the end of a sentence.
    """
    inside = within.of(text)
    starts = [start for start, _ in _punkt().span_tokenize(inside)]
    bounds = [within.start, *(within.start + start for start in starts[1:]), within.end]
    parts = (trimmed(text, Span(start, end)) for start, end in pairwise(bounds) if start < end)
    return tuple(part for part in parts if part)


@cache
def _punkt() -> PunktSentenceTokenizer:
    """nupunkt takes 34 ms to load, so not before somebody asks for a sentence."""
    import nupunkt

    tokenizer = nupunkt.load("default")
    tokenizer.add_abbreviations(_ABBREVIATIONS)
    return tokenizer


# fmt: off
_ABBREVIATIONS = [
    "adm", "amb", "asst", "atty", "brig", "capt", "cmdr", "col", "comdr", "cpl", "det", "dist", "ex-gen", "ex-gov", "ex-rep",
    "ex-sen", "fr", "gen", "gov", "hon", "insp", "lt", "maj", "messrs", "mgr", "msgr", "pfc", "pres", "prof", "pvt", "rep",
    "reps", "ret", "retd", "rev", "sen", "sens", "sgt", "supt",
]
# fmt: on
