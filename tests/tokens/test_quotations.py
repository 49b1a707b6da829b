"""Quotations: pairing of marks, apostrophes, and quotations that run over paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS
from tests.factories import article
from tests.strategies import crowded_text
from workbench.intake.paragraphs import paragraphs
from workbench.spans import intersection
from workbench.tokens import quotations

CURLY_AND_STRAIGHT = (
    "“With Republicans possibly holding both chambers, there will effectively be no divided\n\n"
    "government, so there's no fear of sabotage from the Democrats,\""
)


def quoted(text: str) -> list[str]:
    return [quotation.of(text) for quotation in quotations(text, article(text=text).paragraphs)]


def of_seed(number: str) -> list[str]:
    text = next(SEEDS.glob(f"{number}*")).read_text(encoding="utf-8")
    return [quotation.of(text) for quotation in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and ‘no’.", ["“yes”", "‘no’"]),
        ('He said "yes," and \'no\'. "Well."', ['"yes,"', "'no'", '"Well."']),
        ("« Oui », dit-elle, «non» ‹ja›", ["« Oui »", "«non»", "‹ja›"]),
        ("»Ja«, sagte er. „Nein“, „auch”", ["»Ja«", "„Nein“", "„auch”"]),
        ("彼は「はい」と『本』", ["「はい」", "『本』"]),
        ('“open curly, close straight" and "the other way”', ['“open curly, close straight"', '"the other way”']),
    ],
)
def test_marks_of_all_kinds_pair(text: str, expected: list[str]) -> None:
    """The quotation has its marks, and one may open curly and close straight."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me ‘go’ and “now”,” she said", ["“He told me ‘go’ and “now”,”", "‘go’", "“now”"]),
        ("\"She said, 'I can't.'\" Then", ["\"She said, 'I can't.'\"", "'I can't.'"]),
        ('“a "b" c”', ['“a "b" c”', '"b"']),
    ],
)
def test_outer_quotations_come_before_inner_ones(text: str, expected: list[str]) -> None:
    """Nested quotations are quotations too."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Harris’ famous laugh, Trump’s and the officials’ view, the ’90s",
        "Harris' famous laugh, Trump's and the officials' view",
        'a 5\'10" man and a 12" pipe',
        "an “open mark that nobody closes",
        "a closing” mark alone",
    ],
)
def test_an_apostrophe_an_inch_and_a_lonely_mark_are_no_quotation(text: str) -> None:
    """Nothing is guessed."""
    assert quoted(text) == []


def test_an_apostrophe_inside_leaves_the_quotation_around_it_alone() -> None:
    """The possessive closes neither the double quotation it stands in nor the single one around that."""
    assert quoted("‘She said “the Democrats’ view” twice’") == [
        "‘She said “the Democrats’ view” twice’",
        "“the Democrats’ view”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        CURLY_AND_STRAIGHT,
        "“One.\n\n“Two.\n\n“Three.”",
        '"One.\n\n"Two."',
        "‘One.\n\n‘Two.’",
        "“One ‘a.\n\n“‘b’ two.”",
    ],
)
def test_a_quotation_over_paragraphs_is_one(text: str) -> None:
    """Each paragraph opens and only the last closes, or the next one plainly closes what is open."""
    assert quoted(text)[0] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an “open mark\n\nNo mark here.\n\n“Other” words”", ["“Other”"]),
        ("an “open mark\n\nHe said “yes”.", ["“yes”"]),
        ("an ‘open mark\n\nthe officials’ view", []),
        ("an “open mark\n\n“again, never closed\n\nThe “end”", ["“end”"]),
    ],
)
def test_an_unclosed_mark_does_not_swallow_the_article(text: str, expected: list[str]) -> None:
    """Where nothing shows that a quotation runs on, it does not."""
    assert quoted(text) == expected


def test_only_the_innermost_of_very_many_open_marks_count() -> None:
    """Eight deep; nobody quotes deeper, and a text of a million opening marks stays readable."""
    assert [len(one) for one in quoted("“" * 50 + "”" * 50)] == [16, 14, 12, 10, 8, 6, 4, 2]


def test_the_quotations_of_001_come_out() -> None:
    """All fourteen, the sign ‘X’ among them, and no apostrophe."""
    found = of_seed("001")
    assert [quotation.split()[0] for quotation in found] == [
        "“actively", "“Trump’s", "“ill", "“Even", "“Trump,", "“I", "“Yes,", "‘X’", "“Although", "“complete", "“The",
        "“While", "“influence", "“given",
    ]  # fmt: skip
    assert [found[0], found[2], found[4]] == ["“actively hoping”", "“ill health”", "“Trump, the year that was”"]
    assert found[6].endswith("devastatingly bad for US national security,”")


def test_the_quotations_of_004_come_out() -> None:
    """All of them; one of them opens curly, runs over a paragraph break and closes straight."""
    found = of_seed("004")
    assert CURLY_AND_STRAIGHT in found
    assert [quotation.split()[0] for quotation in found] == [
        "“Until", "“It", "“As", "“Ukraine", "“desperate”", "“Trump", "“His", "“With", '"As', '"If', '"It\'s', '"If',
        '"If', '"One', '"Republicans', '"I\'m', '"I', '"But', '"I',
    ]  # fmt: skip
    assert "“His self-interest has always been important, and it always will be.”" in found


@given(st.lists(crowded_text, max_size=6).map("\n\n".join))
def test_quotations_nest_and_never_cross(text: str) -> None:
    """In order, outer before inner, each with a mark at both ends."""
    found = quotations(text, article(text=text).paragraphs)
    assert list(found) == sorted(found, key=lambda one: (one.start, -one.end))
    for one in found:
        assert all(intersection(one, other) in {None, one, other} for other in found)
        assert len(one) > 1
        assert not text[one.start].isalnum()
        assert not text[one.end - 1].isalnum()
