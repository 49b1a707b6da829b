"""From paths to articles: what is read, what is left out, what is refused."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import IntakeError
from workbench.intake import articles_in, find
from workbench.intake.draft import id_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles, and with what lies beside articles."""
    for name in ("b.txt", "a.md", "sub/c.TXT", "README.md", "readme.txt", "notes.pdf", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The text of {name}.")
    return tmp_path


def test_a_folder_is_taken_in_with_all_that_is_in_it(folder: Path) -> None:
    """Sorted by name; hidden files are not seen."""
    assert [article.id for article in articles_in([folder])] == ["a", "b", "c"]


def test_what_is_left_out_is_known(folder: Path) -> None:
    """A README and a file of no known kind, to be told to the person."""
    assert [path.name for path in find([folder]).left_out] == ["README.md", "notes.pdf", "readme.txt"]


def test_a_readme_that_is_named_is_an_article(folder: Path) -> None:
    """Whoever names it means it."""
    assert [article.id for article in articles_in([folder / "README.md"])] == ["README"]


def test_links_to_folders_are_left_out(folder: Path) -> None:
    """A link that leads back up would never end."""
    (folder / "loop").symlink_to(folder)
    assert "loop" in [path.name for path in find([folder]).left_out]


def test_given_values_stand_above_guesses(folder: Path) -> None:
    """And are none; an empty one takes a guess away."""
    path = folder / "b.txt"
    path.write_text("A Title\n\nBy Jane Doe\n\nMay 6, 2024\n\nText.")
    (article,) = articles_in([path], given={"title": "Another", "byline": "", "language": "en"})
    assert article.title == "Another"
    assert "byline" not in article.metadata
    assert (article.metadata["language"], article.metadata["date"]) == ("en", "2024-05-06")
    assert article.guessed == {"date"}


def test_a_given_value_that_cannot_be_stored_is_refused(folder: Path) -> None:
    """A shell can hand over bytes that are no text."""
    with pytest.raises(IntakeError, match=r"“byline” of .* has a lone surrogate"):
        list(articles_in([folder / "b.txt"], given={"byline": "\udce9"}))


def test_a_text_that_shows_no_title_is_named_by_its_file(tmp_path: Path) -> None:
    """There is always something to show in a list."""
    (tmp_path / "a b.txt").write_text("…\n")
    (article,) = articles_in([tmp_path / "a b.txt"])
    assert (article.id, article.title) == ("a-b", "a b")


def test_files_are_read_when_their_article_is_asked_for(folder: Path) -> None:
    """The first article is there although the second file is bad."""
    (folder / "b.txt").write_bytes(b"")
    articles = articles_in([folder])
    assert next(articles).id == "a"
    with pytest.raises(IntakeError, match=r"b\.txt is empty"):
        next(articles)


def test_what_is_no_article_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """Missing, dangling, of no known kind, neither file nor folder, and a folder of nothing."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "ring.txt").symlink_to(tmp_path / "ring.txt")
    (tmp_path / "a.pdf").touch()
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, words in {
        "no.txt": "does not exist",
        "link.txt": "is a link to nothing",
        "ring.txt": "cannot be read",
        "a.pdf": "of no kind that articles come in",
        "empty": "There is no article in the folder",
        "pipe.txt": "neither a file nor a folder",
        "a.pdf/b.txt": "cannot be read",
    }.items():
        with pytest.raises(IntakeError, match=words):
            list(articles_in([tmp_path / name]))


def test_a_pipe_in_a_folder_does_not_hang(folder: Path) -> None:
    """It is refused before it is opened."""
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(IntakeError, match="neither a file nor a folder"):
        list(articles_in([folder]))


def test_what_may_not_be_read_is_refused_in_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system says it (to root it never does, so it is played here)."""

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", denied)
    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(IntakeError, match="cannot be read: Permission denied"):
        list(articles_in([folder / "b.txt"]))


def test_a_file_name_that_is_no_text_is_shown_with_symbols(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and escape sequences, reach neither database nor terminal."""
    path = os.fsencode(tmp_path) + b"/\xff\x1b[2J.txt"
    Path(os.fsdecode(path)).write_text("…")
    (article,) = articles_in([tmp_path])
    assert (article.metadata["source"], article.title) == ("▯␛[2J.txt", "▯␛[2J")


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("004_4ab5c311e2438ca4", "004_4ab5c311e2438ca4"),
        ("Kreml & Weißes Haus (1)", "Kreml-Weißes-Haus-1"),
        ("cafe\u0301", "café"),
        ("समाचार", "समाचार"),
        ("--help", "help"),
        ("...", "article"),
        ("x" * 300, "x" * 80),
    ],
)
def test_an_id_is_a_name_that_a_person_can_type(name: str, id_: str) -> None:
    """Letters of any script, digits and a few marks; never something that looks like an option."""
    assert id_of(name) == id_


@given(st.text())
def test_an_id_of_an_id_is_itself(name: str) -> None:
    """So a text that was exported under its id comes back under it."""
    assert id_of(id_of(name)) == id_of(name)
