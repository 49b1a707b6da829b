"""`workbench articles`: list, show, correct."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SCHEME, Workbench


@pytest.fixture
def article(tmp_path: Path, workbench: Workbench) -> str:
    """The id of the one article in the database; its title is hostile."""
    (tmp_path / "labels.yaml").write_text(SCHEME)
    record = {
        "id": "a1",
        "title": "\x1b[31mred [bold]x",
        "text": "By Jane Doe\n\nWords\x1b]0;x\x07.",
        "outlet": "The Paper",
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(record))
    assert workbench("add", "one.jsonl").returncode == 0
    return "a1"


def test_the_list_shows_what_there_is(article: str, workbench: Workbench) -> None:
    """As a table, markup and escape sequences as symbols; nothing is folded in a pipe."""
    shown = workbench("articles").stdout
    assert "\x1b" not in shown
    assert "␛[31mred [bold]x" in shown
    assert "The Paper" in shown


def test_the_list_is_json_where_a_machine_asks(article: str, workbench: Workbench) -> None:
    """One document, with the numbers of the library screen."""
    (shown,) = json.loads(workbench("articles", "--json").stdout)
    assert (shown["id"], shown["outlet"], shown["paragraphs"], shown["read"]) == ("a1", "The Paper", 2, 0)


def test_one_article_is_shown_with_its_guesses_marked(article: str, workbench: Workbench) -> None:
    """And its text, with nothing in it that commands the terminal."""
    shown = workbench("articles", "show", "a1").stdout
    assert "byline: Jane Doe  (a guess)\n" in shown
    assert "outlet: The Paper\n" in shown
    assert "Words␛]0;x␇." in shown


def test_a_correction_is_no_guess_any_longer(article: str, workbench: Workbench) -> None:
    """Title and metadata; an empty value takes a wrong one away."""
    done = workbench("articles", "set", "a1", "--title", "Red", "--date", "2024-11-06", "--byline", "")
    assert done.returncode == 0, done.stderr
    shown = json.loads(workbench("articles", "show", "a1", "--json").stdout)
    assert (shown["title"], shown["metadata"]["date"], shown["guessed"]) == ("Red", "2024-11-06", [])
    assert "byline" not in shown["metadata"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["set", "a1"], "Say what to correct"),
        (["set", "a1", "--title", " "], "at least one character"),
        (["set", "a1", "--title", "a\udcff"], "U+DCFF at position 1"),
        (["set", "a1", "--date", "\udcff"], "U+DCFF at position 0"),
        (["set", "nobody", "--date", "2024"], "nobody"),
        (["show", "nobody"], "nobody"),
    ],
)
def test_a_mistake_is_exit_code_2_and_changes_nothing(
    arguments: list[str], words: str, article: str, workbench: Workbench
) -> None:
    """With a sentence."""
    before = workbench("articles", "show", "a1", "--json").stdout
    done = workbench("articles", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert workbench("articles", "show", "a1", "--json").stdout == before


def test_the_list_knows_a_name_however_it_is_typed(worked: Path, workbench: Workbench) -> None:
    """What ann has read counts for her also where spaces stand around her name."""
    (shown,) = json.loads(workbench("--as", " ann ", "articles", "--json").stdout)
    assert (shown["read"], shown["annotations"]) == (1, 1)
