"""`workbench articles`: list, show, correct."""

import json
from pathlib import Path

import pytest

from tests.cli.test_main import run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose database holds one article with a hostile title."""
    record = {
        "id": "a1",
        "title": "\x1b[31mred [bold]x",
        "text": "By Jane Doe\n\nWords\x1b]0;x\x07.",
        "outlet": "The Paper",
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(record))
    assert run("add", "one.jsonl", folder=tmp_path).returncode == 0
    return tmp_path


def test_the_list_shows_what_there_is(project: Path) -> None:
    """As a table, markup and escape sequences as symbols; nothing is folded in a pipe."""
    shown = run("articles", folder=project).stdout
    assert "\x1b" not in shown
    assert "␛[31mred [bold]x" in shown
    assert "The Paper" in shown


def test_the_list_is_json_where_a_machine_asks(project: Path) -> None:
    """One document, with the numbers of the library screen."""
    (article,) = json.loads(run("articles", "--json", folder=project).stdout)
    assert (article["id"], article["outlet"], article["paragraphs"], article["read"]) == ("a1", "The Paper", 2, 0)


def test_one_article_is_shown_with_its_guesses_marked(project: Path) -> None:
    """And its text, with nothing in it that commands the terminal."""
    shown = run("articles", "show", "a1", folder=project).stdout
    assert "byline: Jane Doe  (a guess)\n" in shown
    assert "outlet: The Paper\n" in shown
    assert "Words␛]0;x␇." in shown


def test_a_correction_is_no_guess_any_longer(project: Path) -> None:
    """Title and metadata; an empty value takes a wrong one away."""
    done = run("articles", "set", "a1", "--title", "Red", "--date", "2024-11-06", "--byline", "", folder=project)
    assert done.returncode == 0, done.stderr
    shown = json.loads(run("articles", "show", "a1", "--json", folder=project).stdout)
    assert (shown["title"], shown["metadata"]["date"], shown["guessed"]) == ("Red", "2024-11-06", [])
    assert "byline" not in shown["metadata"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["set", "a1"], "Say what to correct"),
        (["set", "a1", "--title", " "], "at least one character"),
        (["set", "nobody", "--date", "2024"], "nobody"),
        (["show", "nobody"], "nobody"),
    ],
)
def test_a_mistake_is_exit_code_2_and_changes_nothing(arguments: list[str], words: str, project: Path) -> None:
    """With a sentence."""
    before = run("articles", "show", "a1", "--json", folder=project).stdout
    done = run("articles", *arguments, folder=project)
    assert done.returncode == 2
    assert words in done.stderr
    assert run("articles", "show", "a1", "--json", folder=project).stdout == before
