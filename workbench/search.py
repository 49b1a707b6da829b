"""Finding words and regular expressions in a text: compiled once, searched from anywhere, and never for long.

Without case, letters are equal that Unicode's full case folding makes equal (`ß` and `SS`), and so are all the `i`s.
`^` and `$` are the ends of a line. Matches of nothing are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from math import prod
from unicodedata import category

import regex as expressions

from workbench.errors import Refused, TookTooLong
from workbench.model import Span

PATIENCE = 0.5
"""Seconds after which a search is given up."""

_LONGEST = 500  # characters of an expression: a longer one is a paste
_MOST = 100_000  # places that counts as `{20}` may make of one: the parser writes them all out
_COUNT = expressions.compile(r"(\d+),?\}")
_WINDOW = 2_000  # characters before the caret that are looked at first
_CALL = expressions.compile(r"(?<!\\)(?:\\\\)*\(\s*\?\s*(?:[R\d]|&|P\s*>)")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("İı", "i"),
        # Capitals that may be younger than Python's tables; the expressions know them.
        "\U0001df95": "ss",
        **dict(zip("\ua7cb\ua7dc\ua7dd\ua7e2\ua7d2\ua7d4\uab6c\uab6d", "ɤƛɷɼ\ua7d3\ua7d5\uab4b\uab4c", strict=True)),
    }
)
_PIECE = expressions.compile(
    r"""(?P<itself>[^\\.^$*+?{}()\[\]|]) | \\(?P<itself>\W)
    |(?P<other>\\[dDwWsSbBntrfv] | \\[pP]\{\w+\} | [.^$] | \[\^?\]?(?:\\.|[^\\\[\]])*\])
    |(?P<often>(?:[*+?]|\{\d*,?\d*\})[?+]?)
    |(?P<open>\((?:\?:)?(?!\?))
    |(?P<close>\))
    |(?P<either>\|)""",
    expressions.VERBOSE | expressions.DOTALL,
)
"""What an expression is commonly made of. Where it has something else, nothing is claimed about it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is searched for. `literal` is in `folded` of every text that has a match; "" where nothing must be."""

    expression: expressions.Pattern[str]
    literal: str


def compiled(pattern: str, *, regex: bool, case: bool) -> Pattern:
    """The words, or the regular `expression` that they are, in the same case or in any.

    Raises Refused where there is nothing to search for, or the expression is broken.
    """
    if not pattern:
        raise Refused("Type what to search for.")
    if len(pattern) > _LONGEST:
        raise Refused(f"Nothing longer than {_LONGEST} characters can be searched for.")
    if regex and _CALL.search(pattern):
        raise Refused("Calls of groups, such as (?R) or (?1), cannot be used.")
    if regex and prod(max(1, int(count)) for count in _COUNT.findall(pattern)) > _MOST:
        raise Refused("This expression repeats too much: write smaller numbers in the braces.")
    flags = expressions.VERSION1 | expressions.MULTILINE | (0 if case else expressions.IGNORECASE)
    try:
        expression = expressions.compile(pattern if regex else expressions.escape(pattern), flags)
    except (expressions.error, ValueError, OverflowError) as error:
        raise Refused(f"Broken: {error}.") from None
    except RecursionError:
        raise Refused("This expression is nested too deeply.") from None
    if expression.flags & expressions.REVERSE:
        raise Refused("Searching goes forwards: leave out (?r).")
    return Pattern(expression, _known(_required(pattern) if regex else folded(pattern)))


def folded(text: str) -> str:
    """The same for all texts that are equal without case. What matches somewhere in a text is folded in its folded."""
    return text.translate(_ALIKE).casefold()


def matches(pattern: Pattern, text: str, start: int = 0) -> Iterator[Span]:
    """All matches from `start` on, none overlapping. Raises TookTooLong after `PATIENCE`."""
    try:
        for found in pattern.expression.finditer(text, start, timeout=PATIENCE, concurrent=True):
            if found.end() > found.start():
                yield Span(*found.span())
    except TimeoutError:
        raise TookTooLong("This took too long: make it simpler.") from None


def previous_match(pattern: Pattern, text: str, offset: int) -> Span | None:
    """The last match that starts before `offset`, seen from the start of a line. Raises Refused as `matches`."""
    start, size = offset, _WINDOW
    while start > 0:
        start = text.rfind("\n", 0, max(offset - size, 0)) + 1
        before = takewhile(lambda match: match.start < offset, matches(pattern, text, start))
        if found := list(before):
            return found[-1]
        size *= 4
    return None


def _known(literal: str) -> str:
    """Nothing for what has letters that this Python does not know: their case may be folded by the expression alone."""
    return "" if any(category(letter) == "Cn" for letter in literal) else literal


def _required(expression: str) -> str:
    """The longest words that every match of the expression holds, folded; "" where none are certain.

    Groups count as unknown: what is in them may be one of several, or not be there.
    """
    pieces = list(_PIECE.finditer(expression))
    if "".join(piece.group() for piece in pieces) != expression:
        return ""
    runs, depth = [""], 0
    for piece in pieces:
        match piece.lastgroup:
            case "itself" if depth == 0:
                runs[-1] += piece["itself"]
            case "either" if depth == 0:
                return ""
            case "often" if depth == 0:
                runs[-1:] = [runs[-1][:-1], ""]
            case other:
                depth += (other == "open") - (other == "close")
                runs.append("")
    return max(map(folded, runs), key=len)
