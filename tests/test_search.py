"""Searching a text: what is found, from where, and what is said of an expression that cannot be used."""

from string import ascii_letters

import pytest
import regex as expressions
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import nasty_text
from workbench.errors import Refused, TookTooLong
from workbench.model import Span
from workbench.search import Pattern, compiled, folded, matches, previous_match

TEXT = "Officials said so.\nAn official said no.\nSAID who?"


def words(pattern: str, case: bool = False) -> Pattern:
    """Searched for as they are."""
    return compiled(pattern, regex=False, case=case)


def expression(pattern: str, case: bool = False) -> Pattern:
    """Searched for as a regular expression."""
    return compiled(pattern, regex=True, case=case)


def found(pattern: Pattern, text: str = TEXT) -> list[str]:
    """The words of all matches."""
    return [match.of(text) for match in matches(pattern, text)]


def test_words_are_found_in_any_case_or_in_the_same() -> None:
    """And nothing in them is a sign of an expression."""
    assert found(words("said")) == ["said", "said", "SAID"]
    assert found(words("said", case=True)) == ["said", "said"]
    assert found(words("so.")) == ["so."]
    assert found(words("s.d")) == []


def test_an_expression_sees_lines() -> None:
    """`^` and `$` are the ends of each."""
    assert found(expression(r"^\w+")) == ["Officials", "An", "SAID"]
    assert found(expression(r"\w+[.?]$")) == ["so.", "no.", "who?"]


def test_letters_are_equal_that_differ_in_case_alone() -> None:
    """Also where one letter becomes two, or has a double that looks the same."""
    assert found(words("strasse"), "Straße, STRASSE") == ["Straße", "STRASSE"]
    assert found(words("kelvin"), "\u212aelvin") == ["\u212aelvin"]
    assert found(words("i"), "Iİ") == ["I", "İ"]


def test_matches_start_at_the_offset_or_later() -> None:
    """And there is none after the last."""
    assert next(matches(words("said"), TEXT, 10)) == Span(10, 14)
    assert next(matches(words("said"), TEXT, 11)) == Span(31, 35)
    assert not list(matches(words("said"), TEXT, 41))


def test_the_previous_match_starts_before_the_offset() -> None:
    """However far it is, and none before the first."""
    assert previous_match(words("said"), TEXT, 31) == Span(10, 14)
    assert previous_match(words("said"), TEXT, 10) is None
    far = TEXT + "far away\n" * 5_000
    assert previous_match(words("said"), far, len(far)) == Span(40, 44)


def test_matches_of_nothing_are_passed_over() -> None:
    """They would be everywhere."""
    assert found(expression("x*"), "axxbx") == ["xx", "x"]
    assert not found(expression("(?=b)"), "abc")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(said", r"Broken: missing \)"),
        ("[z-a]", "bad character range"),
        ("(?V0)a", "mutually incompatible"),
        ("[" * 400, "nested too deeply"),
        ("(?r)said", r"leave out \(\?r\)"),
        ("(?R)", "Calls of groups"),
        ("(a)(?1)", "Calls of groups"),
        ("(?<a>x)(?&a)", "Calls of groups"),
        (r"\\(?P<a>x)(?P>a)", "Calls of groups"),
        ("(?x)(a)( ?1)", "Calls of groups"),
        ("(?:a{1000}){1000}", "repeats too much"),
        ("a" * 501, "longer than 500 characters"),
        ("", "Type what to search for"),
    ],
)
def test_an_expression_that_cannot_be_used_is_refused(pattern: str, reason: str) -> None:
    """With the reason."""
    with pytest.raises(Refused, match=reason):
        expression(pattern)


def test_a_slow_expression_is_given_up() -> None:
    """Nobody waits for it."""
    with pytest.raises(TookTooLong, match="took too long"):
        found(expression("^(x|xx)+$"), "x" * 60 + "!")


@given(text=nasty_text, start=st.integers(0, 12), end=st.integers(0, 12), offset=st.integers(0, 20))
def test_before_and_after_an_offset_are_all_matches(text: str, start: int, end: int, offset: int) -> None:
    """Walking forth, and back within a line, meets what searching everything finds."""
    pattern = words(text[start:end].partition("\n")[0] or "a")
    every = list(matches(pattern, text))
    assert previous_match(pattern, text, offset) == next((m for m in reversed(every) if m.start < offset), None)
    walked, at = [], 0
    while match := next(matches(pattern, text, at), None):
        walked.append(match)
        at = match.end
    assert walked == every


@pytest.mark.parametrize(
    ("pattern", "literal"),
    [
        (r"\b(said|told) reporters?", " reporter"),
        ("said|told", ""),
        ("(said)", ""),
        (r"foo\.bar+", "foo.ba"),
        ("[]a]ab", "ab"),
        ("a{2}bc{,3}d", "b"),
        (r"[[:alpha:]]said", ""),
        ("(?:said){e<=1}", ""),
        ("(?i)said", ""),
        (r"\p{Lu}\w+ OF the", " of the"),
        (r"\N{COLON}said", ""),
    ],
)
def test_what_every_match_must_hold_is_known_where_it_is_certain(pattern: str, literal: str) -> None:
    """And nothing is claimed where it is not."""
    assert expression(pattern).literal == literal


PIECES = [
    "ab",
    "s",
    "ß",
    "İ",
    "ſ",
    r"\.",
    r"\w",
    r"\b",
    ".",
    "[a-s]",
    "[^a]",
    "?",
    "*",
    "+",
    "{2}",
    "{,2}",
    "{1,}?",
    "|",
]


@given(
    pattern=st.lists(st.sampled_from([*PIECES, "(", "(?:", ")", "(?i)", "(?!", "[", "]", "{", "}", "k"])).map("".join),
    text=st.lists(st.sampled_from(["ab", "S", "ss", "ẞ", "i", "ſ", ".", "K", "\u212a", "k", " ", "A", "{", "]"])).map(
        "".join
    ),
    case=st.booleans(),
)
def test_every_match_holds_what_it_must(pattern: str, text: str, case: bool) -> None:
    """Folded, the literal of an expression is in whatever matches it, so an index that has it misses nothing."""
    try:
        searched = expression(pattern, case)
    except Refused:
        return
    for match in matches(searched, text):
        assert searched.literal in folded(match.of(text))


def test_what_only_looks_like_a_call_is_searched_for() -> None:
    """A question mark after a bracket that is meant, and a condition."""
    assert found(expression(r"\(?R\)"), "(R)") == ["(R)"]
    assert found(expression(r"(a)?(?(1)b|c)"), "ab c") == ["ab", "c"]


def test_folding_knows_all_that_the_expressions_hold_equal() -> None:
    """Over all letters that have case at all, for Python or for them. Of what is too new nothing is claimed."""
    every = "".join(map(chr, range(0x110000)))
    cased = [letter for letter in every if letter != letter.casefold() or letter.upper() != letter]
    cased = sorted({*cased, *expressions.findall(r"\p{Cased}", every)})
    heap = "".join(cased) + ascii_letters
    alike = (
        (letter, match.group())
        for letter in [*cased, *ascii_letters]
        for match in expressions.finditer(expressions.escape(letter), heap, expressions.V1 | expressions.I)
    )
    assert [(letter, other) for letter, other in alike if words(letter).literal not in folded(other)] == []
