"""What a person may write in a scheme, and what it means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import SchemeError
from workbench.scheme import AttributeType, Scheme, load, parse


def scheme(labels: str, more: str = "") -> Scheme:
    return parse(f"scheme: test\nlabels:\n{labels}\n{more}\n")


def test_the_smallest_scheme_is_a_name_and_a_label() -> None:
    """Nothing but a name and one label is asked of anybody."""
    made = parse("scheme: test\nlabels:\n  opinion:\n")
    assert (made.name, made.version, list(made.labels)) == ("test", "1", ["opinion"])


@pytest.mark.parametrize("letter", ["n", "y", "e", "ä", "ф", "ñ"])
def test_any_lowercase_letter_is_a_key(letter: str) -> None:
    """YAML 1.1 takes a bare n for false; a person means the letter, of whatever script."""
    made = scheme(f"  a: {{key: {letter}}}")
    assert made.labels["a"].key == letter
    assert made.label_for_key(letter) is made.labels["a"]


def test_every_value_is_the_word_that_was_written() -> None:
    """No word turns into a truth value, an octal number, a time, a date or nothing."""
    words = "yes, no, on, off, 010, 12:30, 1e3, null, ~, 2024-01-01, 0x1F, .inf, =, true"
    (attribute,) = scheme(f"  a: {{attributes: {{x: [{words}]}}}}").labels["a"].attributes
    assert attribute.values == tuple(words.split(", "))


def test_labels_may_be_called_as_yaml_calls_truth_and_nothing() -> None:
    """Names are words as well."""
    assert list(scheme("  no:\n  null:\n  1:\n  named source:\n  Ironie-Marker:").labels) == [
        "no", "null", "1", "named source", "Ironie-Marker",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["true", "True", "yes", "YES"])
def test_truth_may_be_said_in_either_word(word: str) -> None:
    """Where a flag is wanted, true and yes are the same."""
    made = scheme(f"  a: {{attributes: {{x: {{values: [b], required: {word}}}}}}}")
    assert made.labels["a"].attributes[0].required


@pytest.mark.parametrize(
    ("written", "type_", "default"),
    [
        ("[b, c]", AttributeType.CHOICE, None),
        ("{values: [b, c], default: b}", AttributeType.CHOICE, "b"),
        ("{type: choices, values: [b, c], default: [b, c]}", AttributeType.CHOICES, ("b", "c")),
        ("{type: choices, values: [b, c], default: c}", AttributeType.CHOICES, ("c",)),
        ("yes_no", AttributeType.YES_NO, None),
        ("{type: yes_no, default: no}", AttributeType.YES_NO, False),
        ("text", AttributeType.TEXT, None),
        ("{type: text, default: 12:30}", AttributeType.TEXT, "12:30"),
        ("number", AttributeType.NUMBER, None),
        ("{type: number, default: -3}", AttributeType.NUMBER, -3),
        ("{type: number, default: 0.5}", AttributeType.NUMBER, 0.5),
    ],
)
def test_an_attribute_has_a_short_and_a_long_form(written: str, type_: AttributeType, default: object) -> None:
    """A list of values is a choice, a word is a type, a mapping says it all; the default has the type's value."""
    (attribute,) = scheme(f"  a: {{attributes: {{x: {written}}}}}").labels["a"].attributes
    assert (attribute.type, attribute.default, type(attribute.default)) == (type_, default, type(default))


def test_labels_share_attributes_by_name_and_define_their_own() -> None:
    """The same name may mean different values with two labels; a name with nothing behind it is the shared one."""
    made = scheme("  a: {attributes: [x]}\n  b: {attributes: {x: [q], y: }}", "attributes: {x: [p], y: text}")
    assert [attribute.values for attribute in made.labels["a"].attributes] == [("p",)]
    assert [(attribute.name, attribute.values) for attribute in made.labels["b"].attributes] == [
        ("x", ("q",)),
        ("y", ()),
    ]


def test_one_item_need_not_be_a_list() -> None:
    """A single rule, example or end of a relation may stand for itself."""
    made = scheme("  a: {include: one, examples: words}", "relations: {r: {from: a, to: a}}")
    assert made.labels["a"].include == ("one",)
    assert made.labels["a"].examples[0].text == "words"
    assert made.relations["r"].source == ("a",)


def test_a_parent_stands_for_its_children_in_relations() -> None:
    """Whoever writes the parent's name means every kind of it."""
    made = scheme("  a:\n  b: {parent: a}\n  c: {parent: b}\n  d:", "relations: {r: {from: a, to: [d]}}")
    assert made.relations["r"].source == ("a", "b", "c")


def test_labels_without_a_colour_get_different_ones() -> None:
    """The free colours are given out in order, none twice while there are any, and the same ones every time."""
    made = scheme("  a: {colour: blue}\n  b:\n  c:\n  d: {colour: '#0FAB1B'}")
    colours = [label.colour for label in made.labels.values()]
    assert len(set(colours)) == 4
    assert colours[3] == "#0fab1b"


def test_an_alias_stands_for_what_its_anchor_holds() -> None:
    """YAML's own way of repeating works, within reason."""
    made = scheme("  a: {attributes: &shared {x: [p]}}\n  b: {attributes: *shared}")
    assert made.labels["b"].attributes == made.labels["a"].attributes


def test_line_endings_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    """What an editor on another system adds is no mistake."""
    file = tmp_path / "labels.yaml"
    file.write_bytes("\ufeffscheme: test\r\nlabels:\r\n  a:\r\n".encode())
    assert list(load(file).labels) == ["a"]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=70))
def test_whatever_the_name_it_is_kept_or_refused(name: str) -> None:
    """Any name in quotes either is the label's name to the letter, or a mistake."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    try:
        made = scheme(f'  "{quoted}":')
    except SchemeError:
        return
    assert list(made.labels) == [name]
