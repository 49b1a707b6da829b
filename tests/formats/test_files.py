"""Files of formats: what they are called, whatever articles and annotators are, and one that cannot be read."""

import os
from collections.abc import Iterator
from errno import EACCES
from pathlib import Path

import pytest

from tests.factories import annotation, article
from tests.formats.corpus import Folder
from tests.formats.corpus import header as usual_header
from workbench.errors import FormatError
from workbench.formats import FORMATS, Broken, Format, Header, Record, Source, named, options
from workbench.formats.files import LONGEST_NAME, file_name, files
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


UNREADABLE = Path("/proc/self/mem")
SUFFIXES = {"brat": ".ann", "xmi": ".xmi", "huggingface": ".jsonl", "web-annotation": ".jsonld"}


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="only Linux has a file that cannot be read, whoever asks")
@pytest.mark.parametrize("format_", [one for one in FORMATS if one.read], ids=lambda one: one.name)
def test_one_file_that_cannot_be_read_does_not_keep_out_the_others(format_: Format, tmp_path: Path) -> None:
    """It is named by its path."""
    assert format_.read
    source = Source(options(format_, {}), "ada")
    bad = tmp_path / "in" / f"bad{format_.suffix or SUFFIXES[format_.name]}"
    work = Annotated(article(), (annotation(),))
    format_.write(Folder(tmp_path / "in" / f"good{format_.suffix}"), usual_header(), [work], source.options)
    bad.symlink_to(UNREADABLE)
    found = list(format_.read(tmp_path / "in", source))
    assert [one.path for one in found if isinstance(one, Broken)] == [bad]
    assert any(isinstance(one, Record) for one in found)


@pytest.mark.parametrize("format_", [one for one in FORMATS if one.read], ids=lambda one: one.name)
def test_a_link_that_leads_nowhere_is_named(format_: Format, tmp_path: Path) -> None:
    """As data that were not fetched: a text beside it is not one in which nothing was found."""
    assert format_.read
    source = Source(options(format_, {}), "ada")
    gone = tmp_path / f"gone{format_.suffix or SUFFIXES[format_.name]}"
    gone.symlink_to("nowhere")
    gone.with_suffix(".txt").write_text("We knew.")
    [broken] = format_.read(tmp_path, source)
    assert isinstance(broken, Broken)
    assert broken.path == gone


def test_a_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in it would be missed by nobody."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "story.ann").touch()
    scandir = os.scandir

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "closed":
            raise PermissionError(EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(FormatError, match="closed cannot be read: Permission denied"):
        files(tmp_path, ".ann")
