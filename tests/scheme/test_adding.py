"""A scheme's file gets more labels, and every other line stays as it was."""

import pytest

from workbench.errors import SchemeError
from workbench.scheme import Attribute, AttributeType, extended, parse

TEXT = """\
# The head stays.
scheme: test
labels:
    quote: {key: q}   # a comment
    cue:
        guideline: >-
            A word.

        attributes: [form]

# About attributes.
attributes:
    form: {values: [a, b]}
"""


def test_labels_stand_behind_the_others_as_they_are_indented() -> None:
    """Before the blank line and the comment of what follows."""
    added = extended(parse(TEXT), {"Half-true": [], "who": [Attribute("name", AttributeType.TEXT)]}, {})
    assert added.text == TEXT.replace(
        "        attributes: [form]\n",
        '        attributes: [form]\n    "Half-true": {}\n    who: {attributes: {name: {type: text}}}\n',
    )
    assert list(added.labels) == ["quote", "cue", "Half-true", "who"]
    assert [one.type for one in added.labels["who"].attributes] == [AttributeType.TEXT]


def test_relations_get_a_list_where_there_is_none() -> None:
    """At the end of the file."""
    added = extended(parse(TEXT), {}, {"said_by": (["quote"], ["cue"])})
    assert added.text == TEXT + "\nrelations:\n  said_by: {from: [quote], to: [cue]}\n"
    assert added.relations["said_by"].target == ("cue",)


@pytest.mark.parametrize("name", ["null", "yes", "12:30", "a: b", "- x", "{}", "引用", 'a "b" c', "#1", "it's"])
def test_a_name_that_yaml_could_take_for_something_else_is_in_quotes(name: str) -> None:
    """It means itself when it is read again."""
    assert name in extended(parse(TEXT), {name: []}, {}).labels


@pytest.mark.parametrize("name", ["", " a", "a\nb", "x" * 61])
def test_what_is_no_name_is_refused(name: str) -> None:
    """As it would be in the file."""
    with pytest.raises(SchemeError):
        extended(parse(TEXT), {name: []}, {})


def test_labels_on_one_line_are_left_to_people() -> None:
    """A program would have to write the line anew."""
    with pytest.raises(SchemeError, match="no line can be added by program"):
        extended(parse("scheme: test\nlabels: {quote: {}}\n"), {"cue": []}, {})
