"""Mistakes in a scheme are told: all at once, where they stand, and in words."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import SchemeError
from workbench.keys import COMMANDS, Command, shown
from workbench.scheme import load, parse
from workbench.scheme.file import AttributeEntry, ExampleEntry, LabelEntry, RelationEntry, SchemeFile
from workbench.scheme.mistakes import MOST, Mistakes

GOOD = "scheme: test\nlabels:\n"


def mistakes(text: str) -> list[str]:
    with pytest.raises(Mistakes) as caught:
        parse(text)
    return [str(mistake) for mistake in caught.value.mistakes]


def only(text: str) -> str:
    (mistake,) = mistakes(text)
    return mistake


@pytest.mark.parametrize(
    ("line", "column", "path", "message"),
    [
        (
            "a: {attribtues: []}",
            7,
            "labels.a.attribtues",
            "there is no key 'attribtues' here; did you mean 'attributes'?",
        ),
        ("a: {guideline: [x]}", 18, "labels.a.guideline", "expected text, found a list"),
        ("a: {guideline: }", 18, "labels.a.guideline", "expected text, found nothing"),
        ("a: [x]", 6, "labels.a", "expected a mapping (key: value), found a list"),
        (
            "a: {key: abc}",
            12,
            "labels.a.key",
            "a label's key is one lowercase letter, or that of its parent and one more, not 'abc'",
        ),
        (
            "a: {key: bc}",
            12,
            "labels.a.key",
            "'b' is the key of no label above 'a'; give it a parent with that key",
        ),
        (
            "a: {key: 7}",
            12,
            "labels.a.key",
            "'7' is a digit, and digits are counts; a label's key is a lowercase letter",
        ),
        ("a: {key: '?'}", 12, "labels.a.key", "'?' is the command help; a label's key is a lowercase letter"),
        (
            "a: {colour: bleu}",
            15,
            "labels.a.colour",
            "'bleu' is neither '#rrggbb' nor the name of a colour; did you mean 'blue'?",
        ),
        ("a: {parent: b}", 15, "labels.a.parent", "there is no label 'b'; known are 'a'"),
        (
            "opinion: {parent: opnion}",
            21,
            "labels.opinion.parent",
            "there is no label 'opnion'; did you mean 'opinion'?",
        ),
        (
            "a: {attributes: [x]}",
            20,
            "labels.a.attributes[1]",
            "there is no shared attribute 'x'; define it under 'attributes'",
        ),
        (
            "a: {attributes: {x: chioce}}",
            23,
            "labels.a.attributes.x",
            "expected one of choice, choices, yes_no, text, number, found 'chioce'; did you mean 'choice'?",
        ),
        (
            "a: {attributes: {x: {type: text, values: [b]}}}",
            44,
            "labels.a.attributes.x.values",
            "type text has no values; choice and choices have",
        ),
        (
            "a: {attributes: {x: {type: choices}}}",
            23,
            "labels.a.attributes.x",
            "type choices needs values to choose from, as in: values: [strong, weak]",
        ),
        (
            "a: {attributes: {x: {values: [aa, bb], default: ab}}}",
            51,
            "labels.a.attributes.x.default",
            "the default cannot be 'ab'; known are 'aa', 'bb'",
        ),
        (
            "a: {attributes: {x: {type: number, default: 3x}}}",
            47,
            "labels.a.attributes.x.default",
            "the default must be a number, not '3x'",
        ),
        (
            "a: {attributes: {x: {type: choices, values: [b], default: {b: c}}}}",
            61,
            "labels.a.attributes.x.default",
            "the default must be a list of its values, not {'b': 'c'}",
        ),
        ("a: {attributes: {x: [b, b]}}", 23, "labels.a.attributes.x", "'b' stands here twice"),
        (
            "a: {attributes: {x: {values: [b], required: maybe}}}",
            47,
            "labels.a.attributes.x.required",
            "expected true or false, found 'maybe'",
        ),
        ("a: {examples: [{article: 004}]}", 18, "labels.a.examples[1]", "the key 'text' is missing"),
        ("a: !!map {}", 6, "labels.a", "the tag '!!map' means nothing here; delete it"),
        ('a: {guideline: "\\0"}', 18, "labels.a.guideline", "the character U+0000 cannot stand in a scheme"),
        ('"a ": {}', 3, "labels.a ", "a name has no space at its ends, no line break and no control character"),
        ('"": {}', 3, "labels.", "a name cannot be empty"),
    ],
)
def test_a_mistake_names_place_key_and_what_was_expected(line: str, column: int, path: str, message: str) -> None:
    """Line and column, the way to the key, what is wrong, and the nearest word."""
    assert only(f"{GOOD}  {line}\n") == f"3:{column}: {path}: {message}"


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    """Shape, references and YAML's own mistakes come together."""
    told = mistakes("scheme: [x]\nlabels:\n  a: {key: 1, parent: z}\n  a: {}\nrelations:\n  r: {form: a, to: q}\n")
    assert [(one.split(":")[0], one.split(": ")[1]) for one in told] == [
        ("1", "scheme"),
        ("3", "labels.a.key"),
        ("3", "labels.a.parent"),
        ("4", "labels"),
        ("6", "relations.r"),
        ("6", "relations.r.form"),
        ("6", "relations.r.to"),
    ]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_label_takes_the_key_of_a_command(command: Command) -> None:
    """A collision names the key, the label and the command."""
    for name in {*command.keys, *map(shown, command.keys)} - {"up", "at"}:  # names of keys to Textual, paths to us
        told = only(GOOD + f"  opinion: {{key: {json.dumps(name)}}}\n")
        assert f"labels.opinion.key: '{name}' is the command {command.id};" in told


@pytest.mark.parametrize(
    ("written", "found"),
    [("0", ", found '0'"), ("1.01", ", found '1.01'"), ("80%", ", found '80%'"), ("nan", ", found 'nan'"), ("[1]", "")],
)
def test_a_pass_mark_is_a_share(written: str, found: str) -> None:
    """Of 1, and not in percent; nothing is passed with 0."""
    told = only(f"scheme: s\npass_mark: {written}\nlabels: {{a: }}")
    assert told == f"2:12: pass_mark: expected a number above 0 and up to 1, as in 0.8{found}"


def test_two_labels_cannot_have_one_key() -> None:
    """Both are named."""
    told = only(GOOD + "  a: {key: x}\n  b: {key: x}\n")
    assert told == "4:12: labels.b.key: 'x' is the key of the label 'a' already"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("xd", "'x' is the key of no label above 'direct'; begin with 'q'"),
        ("qq", "'qq' sets 'quote' itself; end with another letter"),
        ("qb", "'qb' is the key of the label 'block' already"),
    ],
)
def test_a_path_begins_with_the_key_of_a_label_above(key: str, told: str) -> None:
    """It ends in a letter that is neither the parent's nor another child's."""
    labels = "  quote: {key: q}\n  block: {parent: quote, key: qb}\n  direct: {parent: quote, key: KEY}\n"
    assert only(GOOD + labels.replace("KEY", key)) == f"5:32: labels.direct.key: {told}"


def test_a_path_may_begin_with_the_key_of_the_label_at_the_top() -> None:
    """A child of a child has two letters, too."""
    labels = "  quote: {key: q}\n  direct: {parent: quote, key: qd}\n  partial: {parent: direct, key: qp}\n"
    assert parse(GOOD + labels).label_for_key("qp") == parse(GOOD + labels).labels["partial"]


def test_no_label_is_its_own_ancestor() -> None:
    """A circle is told once, and drawn."""
    told = only(GOOD + "  a: {parent: b}\n  b: {parent: c}\n  c: {parent: a}\n  d: {parent: a}\n")
    assert told == "3:15: labels.a.parent: the label is its own ancestor: a → b → c → a"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1:1: the file is empty; a scheme begins with 'scheme: NAME'"),
        ("# nothing\n", "1:1: the file is empty; a scheme begins with 'scheme: NAME'"),
        ("- a\n", "1:1: expected a mapping (key: value), found a list"),
        ("labels", "1:1: expected a mapping (key: value), found 'labels'"),
        ("scheme: a\n---\nscheme: b\n", "2:1: a second document starts here; a scheme is one"),
        ("scheme: a\nlabels:\n\ta: {}\n", "3:1: a tab stands where YAML wants spaces; indent with spaces"),
        ("scheme: a\nlabels: \x00", "2:9: the character U+0000 cannot stand in a scheme"),
        ("scheme: a\nlabels: \x1b[31m", "2:9: the character U+001B cannot stand in a scheme"),
        ("scheme: a\nlabels: \ud800", "2:9: the character U+D800 cannot stand in a scheme"),
        ("scheme: a\nlabels: *b\n", "2:9: labels: nothing before this is called '&b'"),
    ],
)
def test_what_is_no_scheme_at_all_is_told_in_a_sentence(text: str, told: str) -> None:
    """Empty, a list, two documents, tabs, control characters, aliases of nothing."""
    assert only(text) == told


def test_broken_yaml_is_told_with_its_place() -> None:
    """The parser's own words, and where it stopped."""
    assert only('scheme: "a\n').startswith("2:1: this is not YAML: ")


def test_an_alias_bomb_goes_off_as_a_sentence() -> None:
    """Ten aliases of ten aliases of … are counted, not made."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 15))
    assert "more than 20,000 values" in only(bomb)


def test_absurd_depth_is_refused() -> None:
    """Nesting is counted before anything recurses."""
    assert "more than 20 levels deep" in only("[" * 100_000)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"scheme: test\nlabels: \xff\n", ":2: the byte 0xff at position 21 is not UTF-8."),
        ("scheme: test".encode("utf-16"), "is not UTF-8."),
        (b"#" * 10_000_000, "is larger than 1,000,000 bytes, which no label scheme is."),
    ],
)
def test_a_file_that_cannot_be_a_scheme_is_told_in_a_sentence(content: bytes, told: str, tmp_path: Path) -> None:
    """Another encoding, ten megabytes."""
    file = tmp_path / "labels.yaml"
    file.write_bytes(content)
    with pytest.raises(SchemeError) as caught:
        load(file)
    assert told in caught.value.message


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    """The path is named, and what to do."""
    with pytest.raises(SchemeError, match="is a folder, not a label scheme"):
        load(tmp_path)
    with pytest.raises(SchemeError, match=r"There is no label scheme .*none\.yaml"):
        load(tmp_path / "none.yaml")
    with pytest.raises(SchemeError, match="cannot be read"):
        load(Path("a\0b"))


def test_very_many_mistakes_are_told_quickly_and_not_without_end() -> None:
    """A file of nothing but mistakes gives its first hundred."""
    told = mistakes(GOOD + "".join(f"  label{n}: {{parent: x{n}, kye: q}}\n" for n in range(2_000)))
    assert len(told) == MOST


def test_a_message_holds_no_control_character() -> None:
    """A name from the file cannot reach the terminal as a command."""
    with pytest.raises(Mistakes) as caught:
        parse(GOOD + '  "a\\nb\\u202e": {kye: 1}\n', "labels\x1b.yaml")
    assert "\x1b" not in caught.value.message
    assert "\u202e" not in caught.value.message


WORDS = st.sampled_from(["", "a", "b", "~", "yes", "7", "n", "?", "choice", "text", "number", "blue", "\u202e", "é"])
FIELDS = [entry.model_fields for entry in (SchemeFile, LabelEntry, AttributeEntry, ExampleEntry, RelationEntry)]
KEYS = st.sampled_from(sorted({"a", "b", "?", "kye", "from", "to"}.union(*FIELDS)))
TREES = st.recursive(
    WORDS | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


@given(st.dictionaries(KEYS, TREES, max_size=6))
@settings(max_examples=300)
def test_any_tree_is_a_scheme_or_a_list_of_mistakes(tree: object) -> None:
    """Known keys in unknown places never end in a traceback."""
    with suppress(SchemeError):
        parse(json.dumps(tree))


@given(st.binary(max_size=200) | st.text("a:-[]{}&*!|>'\"%@`?#,\n\t \x85\u2028\ufeff~", max_size=80).map(str.encode))
@settings(max_examples=500)
def test_any_bytes_are_a_scheme_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Nor do bytes of no meaning."""
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(content)
    with suppress(SchemeError):
        load(file)
