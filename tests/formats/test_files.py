"""Names of files: whatever articles and annotators are called, and how long."""

from pathlib import Path

import pytest

from tests.factories import annotation, article
from tests.formats.corpus import Folder
from tests.formats.corpus import header as usual_header
from workbench.formats import Broken, Header, Source, named, options
from workbench.formats.files import LONGEST_NAME, file_name
from workbench.intake.draft import id_of
from workbench.model import Annotated, Kind

LONG = {"letters": "a" * 300, "letters of three bytes": "引" * 300, "emoji": "👩" * 300, "nothing safe": "_/" * 150}


@pytest.mark.parametrize("words", ["story", "größe_1", ".hidden", "../up", "a b", "50%", "C:\\x", *LONG.values()])
def test_a_name_is_one_that_file_systems_take(words: str) -> None:
    """Without folders, not hidden, and with room for a suffix."""
    name = file_name(words)
    assert not set(name) & set("/\\: \0")
    assert not name.startswith(".")
    assert len(f"{name}.jsonld".encode()) <= 255


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_long_names_that_begin_alike_are_told_apart(words: str) -> None:
    """By a digest, behind a sign that no short name has."""
    one, other = file_name(f"{words}1"), file_name(f"{words}2")
    assert one != other
    assert one.rpartition("~")[0] == other.rpartition("~")[0]
    assert file_name(one) != one


def test_a_name_that_is_not_long_stays_as_it_is() -> None:
    """So that people find their files."""
    assert file_name("a" * LONGEST_NAME) == "a" * LONGEST_NAME
    assert file_name("story_of größe.1") == "story_of%20größe.1"


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
@pytest.mark.parametrize(
    ("format_name", "given"),
    [("brat", {"layout": "folder"}), ("brat", {"layout": "suffix"}), ("web-annotation", {}), ("xmi", {})],
)
def test_articles_and_annotators_with_long_names_come_back(
    format_name: str, given: dict[str, str], words: str, tmp_path: Path
) -> None:
    """All of them, each with what is theirs, although the names of their files are cut off."""
    format_ = named(format_name)
    assert format_.read
    assert format_.write
    names = [f"{words}1", f"{words}2"]
    works = [
        Annotated(
            article(id_, f"{number} words, and more."),
            tuple(annotation((0, 7), article_id=id_, annotator=who, label=f"label {who[-1]}") for who in names),
        )
        for number, id_ in enumerate(names)
    ]
    usual = usual_header()
    told = Header(usual.scheme, usual.version, dict.fromkeys(names, Kind.PERSON), usual.schemes)
    format_.write(Folder(tmp_path / "out"), told, works, options(format_, given))
    records = list(format_.read(tmp_path / "out", Source(options(format_, given))))
    found = set()
    for record in records:
        assert not isinstance(record, Broken)
        [one] = record.annotated.annotations
        found.add((record.annotated.article.id, record.annotated.article.text, one.annotator, one.label))
    assert found == {
        (id_of(work.article.id), work.article.text, who, f"label {who[-1]}") for work in works for who in names
    }
