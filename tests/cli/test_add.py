"""`workbench add`: what comes in, what was there, and nothing by halves."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SCHEME, Done, Workbench
from tests.conftest import SEEDS


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a scheme and a text; the database is made on first use."""
    (tmp_path / "labels.yaml").write_text(SCHEME)
    (tmp_path / "story.txt").write_text("The Harbour\n\nBy Jane Doe\n\nNobody answered him.\n", encoding="utf-8")
    return tmp_path


def articles(workbench: Workbench) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(workbench("articles", "--json").stdout)
    return found


def refused(done: Done, words: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_what_comes_in_is_shown(project: Path, workbench: Workbench) -> None:
    """Id, title, words, paragraphs; and the seeds as they are."""
    done = workbench("add", "story.txt", str(SEEDS))
    assert done.returncode == 0, done.stderr
    row = next(line.split() for line in done.stdout.splitlines() if "story" in line)
    assert row == ["story", "The", "Harbour", "8", "3"]
    assert done.stdout.rstrip().endswith("6 added.")
    assert len(articles(workbench)) == 6


def test_an_article_has_one_length(project: Path, workbench: Workbench) -> None:
    """What `add` shows is what the lists show, also where the tokens of agreement are others."""
    (project / "story.txt").write_text("Well-known: don't — ever.\n", encoding="utf-8")
    row = next(line.split() for line in workbench("add", "story.txt").stdout.splitlines() if "story" in line)
    assert row[-2:] == ["4", "1"]
    assert [article["words"] for article in articles(workbench)] == [4]


def test_the_same_text_is_recognised_under_another_name(project: Path, workbench: Workbench) -> None:
    """It is not added again, and the article that it is gets named."""
    workbench("add", "story.txt")
    (project / "copy.md").write_bytes((project / "story.txt").read_bytes())
    done = workbench("add", "copy.md")
    assert done.returncode == 0
    assert "copy.md holds the same text as story: not added again." in done.stdout
    assert "0 added, 1 there already." in done.stdout


def test_one_bad_file_among_many_adds_nothing(project: Path, workbench: Workbench) -> None:
    """The seventh file is empty, so the six before it do not come in either."""
    for number in range(1, 7):
        (project / f"{number}.txt").write_text(f"Article {number}")
    (project / "7.txt").touch()
    refused(workbench("add", "."), "The text of 7.txt is empty.")
    assert articles(workbench) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"abc\0def", "has a NUL character in line 1, at offset 3"),
        (b'{"text": "\\udc00"}', "lone surrogate (U+DC00)"),
        (b"", "is empty"),
    ],
)
def test_what_cannot_be_an_article_is_exit_code_2(data: bytes, words: str, project: Path, workbench: Workbench) -> None:
    """With a sentence that names the file, and no result on stdout."""
    name = "bad.jsonl" if data.startswith(b"{") else "bad.txt"
    (project / name).write_bytes(data)
    done = workbench("add", name)
    refused(done, words)
    assert name in done.stderr


def test_a_guessed_encoding_is_told(project: Path, workbench: Workbench) -> None:
    """On stderr, with the way to say it better."""
    text = "Le président a déclaré à la presse qu’il était ravi."
    (project / "old.txt").write_bytes(text.encode("cp1252"))
    done = workbench("add", "old.txt")
    assert "Not UTF-8, and read as cp1252, a guess: old.txt (1)" in done.stderr
    assert json.loads(workbench("articles", "show", "old", "--json").stdout)["text"] == text


def test_what_is_left_out_is_told(project: Path, workbench: Workbench) -> None:
    """Counted and named, on stderr."""
    for name in ("README.md", "photo.jpg"):
        (project / name).write_text("x")
    done = workbench("add", ".")
    assert "Left out, as no articles: README.md, labels.yaml, photo.jpg (3)" in done.stderr
    assert [article["id"] for article in articles(workbench)] == ["story"]


def test_given_values_are_stored_and_are_no_guesses(project: Path, workbench: Workbench) -> None:
    """Options, or their variables."""
    workbench("add", "story.txt", "--title", "Another", "--date", "2024-11-06", "--language", "en")
    shown = json.loads(workbench("articles", "show", "story", "--json").stdout)
    assert (shown["title"], shown["metadata"]["date"], shown["metadata"]["language"]) == ("Another", "2024-11-06", "en")
    assert shown["guessed"] == ["byline"]


def test_one_title_is_not_given_to_two_articles(project: Path, workbench: Workbench) -> None:
    """Nothing is added."""
    (project / "many.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    refused(workbench("add", "many.jsonl", "--title", "x"), "--title names one article")
    assert articles(workbench) == []


def test_of_ten_thousand_lines_the_table_shows_a_few(project: Path, workbench: Workbench) -> None:
    """It stops where nobody reads on, and says how to see all."""
    lines = (json.dumps({"text": f"Number {number} of many."}) for number in range(10_000))
    (project / "many.jsonl").write_text("\n".join(lines))
    done = workbench("add", "many.jsonl")
    assert done.returncode == 0, done.stderr
    assert "10,000 added. All of them: workbench articles" in done.stdout
    assert len(done.stdout.splitlines()) < 60
