"""Plain text and Markdown, as files."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS
from workbench.intake import articles_in


@pytest.mark.parametrize("path", sorted(SEEDS.glob("0*.txt")), ids=lambda path: path.name[:3])
def test_a_seeds_text_is_the_files(path: Path) -> None:
    """To the byte: leading newlines and spaces, and the missing newline at the end."""
    (article,) = articles_in([path])
    assert article.text.encode() == path.read_bytes()
    assert article.sha256 == article.metadata["source_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (article.id, article.metadata["source"]) == (path.stem, path.name)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_in_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """CR LF, lone CR, U+2028, marks: nothing is stripped, nothing normalised."""
    path = tmp_path_factory.mktemp("any") / "a.md"
    path.write_bytes(f"x{text}".encode())
    (article,) = articles_in([path])
    assert article.text == f"x{text}"


def test_a_guessed_encoding_is_marked_and_a_given_one_is_not(tmp_path: Path) -> None:
    """The article says how its file was read."""
    path = tmp_path / "a.txt"
    path.write_bytes("Le président a déclaré à la presse qu’il était ravi.".encode("cp1252"))
    guessed, told = next(articles_in([path])), next(articles_in([path], encoding="latin-1"))
    assert (guessed.metadata["encoding"], "encoding" in guessed.guessed) == ("cp1252", True)
    assert (told.metadata["encoding"], "encoding" in told.guessed) == ("latin-1", False)
