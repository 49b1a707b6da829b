"""Sentences."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from workbench.model import Span
from workbench.spans import trimmed

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

_TITLES = (
    "Adm Ald Amb Brig Capt Cdr Cllr Cmdr Col Comdr Cpl Cst Ens Fr Gen Gov Hon Insp Lieut Lt Maj Messrs Mgr Mlle Mme "
    "Msgr Ofc Pfc Pres Prof Pte Pvt Rep Reps Retd Rev Secy Sen Sens Sgt Spc Supt"
)
_AFTER_TITLE = regex.compile(rf"\b(?:{_TITLES.replace(' ', '|')})\.\s*$")
_AFTER_INITIALS = regex.compile(r"\p{L}\.\p{L}\.\s*$")


def sentences(text: str, within: Span) -> tuple[Span, ...]:
    """The sentences of a paragraph without white space at their ends; they cover everything else in it.

    The boundaries are those of nupunkt's English model (Bommarito et al. 2025, arXiv:2504.04131), but for two of its
    mistakes: none stands after a title ("Lt.", "ex-Sen."), nor between initials and a small letter ("Russia-U.S. war").
    """
    inside = within.of(text)
    bounds = [0]
    for start, _ in _punkt().span_tokenize(inside):
        if not _goes_on(inside, bounds[-1], start):
            bounds.append(start)
    parts = (Span(start, end) for start, end in pairwise([*bounds, len(inside)]))
    found = (trimmed(text, Span(within.start + part.start, within.start + part.end)) for part in parts)
    return tuple(sentence for sentence in found if sentence)


def _goes_on(text: str, sentence: int, offset: int) -> bool:
    """Whether the sentence that began at `sentence` does not end at the offset, whatever nupunkt says."""
    if offset <= sentence or _AFTER_TITLE.search(text, sentence, offset):
        return True
    return text[offset].islower() and _AFTER_INITIALS.search(text, sentence, offset) is not None


@cache
def _punkt() -> PunktSentenceTokenizer:
    """nupunkt takes 34 ms to load, so not before somebody asks for a sentence."""
    import nupunkt

    return nupunkt.load("default")
