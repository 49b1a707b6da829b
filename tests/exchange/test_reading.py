"""Files on their way in: how far the reading is, and what is not read at all."""

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from workbench.errors import FormatError
from workbench.exchange import records_of
from workbench.exchange.reading import refuse_pipe
from workbench.formats import (
    FORMATS,
    Broken,
    Format,
    Record,
    Source,
    brat,
    doccano,
    label_studio,
    options,
    spreadsheet,
)

Heard = list[tuple[int, int | None, str]]


def heard(format_: Format, path: Path) -> Heard:
    """What is told of how far it is, after the first word, that nothing is read yet."""
    told: Heard = []
    source = Source(options(format_, {}), "ada")
    for _ in records_of(format_, path, source, lambda done, total, what="": told.append((done, total, what))):
        pass
    assert told[0] == (0, None, "Reading records")
    return told[1:]


def lines(path: Path, count: int) -> Path:
    """A file of so many texts, one a line."""
    path.write_text("".join(json.dumps({"text": f"Text {number}.", "label": []}) + "\n" for number in range(count)))
    return path


def test_a_file_of_lines_is_told_in_lines(tmp_path: Path) -> None:
    """Blank and broken ones too, and a last one without an end."""
    path = lines(tmp_path / "a.jsonl", 2)
    path.write_text(path.read_text() + '\nno JSON\n{"text": "End.", "label": []}')
    told = heard(doccano.FORMAT, path)
    assert [done for done, _, _ in told] == [1, 2, 4, 4]
    assert {(total, what) for _, total, what in told} == {(4, "Reading lines")}


def test_lines_of_several_files_are_counted_together(tmp_path: Path) -> None:
    """A folder is as long as all that is read of it."""
    lines(tmp_path / "a.jsonl", 2)
    lines(tmp_path / "b.jsonl", 1)
    (tmp_path / "notes.txt").write_text("no\ndata\n")
    lines(tmp_path / ".hidden.jsonl", 9)
    assert heard(doccano.FORMAT, tmp_path) == [(done, 3, "Reading lines") for done in (1, 2, 3)]


def test_files_without_lines_are_told_in_files(tmp_path: Path) -> None:
    """Those that are done, of those in the folder."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.")
        (tmp_path / f"{name}.ann").touch()
    assert heard(brat.FORMAT, tmp_path) == [(done, 3, "Reading files") for done in (0, 1, 2)]


def test_one_file_without_lines_is_told_in_records(tmp_path: Path) -> None:
    """Nobody knows how many there are."""
    tasks = [{"data": {"text": f"Text {number}."}, "annotations": [{"result": []}]} for number in range(2)]
    (tmp_path / "a.json").write_text(json.dumps(tasks))
    assert heard(label_studio.FORMAT, tmp_path / "a.json") == [(done, None, "Reading records") for done in (1, 2)]


def test_a_linked_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    """In every format, wherever it leads; the folder behind a link that is asked for is read."""
    (tmp_path / "far" / "deep").mkdir(parents=True)
    lines(tmp_path / "far" / "a.jsonl", 2)
    (tmp_path / "far" / "deep" / "round").symlink_to(tmp_path / "far")
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "ben").symlink_to(tmp_path / "far")
    (tmp_path / "near" / ".hidden").symlink_to(tmp_path / "far")
    reason = "is a link to a folder, which is not followed: name that folder itself"
    for format_ in (one for one in FORMATS if one.read):
        found = records_of(format_, tmp_path / "near", Source(options(format_, {}), "ada"))
        assert next(found) == Broken(tmp_path / "near" / "ben", 0, reason)
        with pytest.raises(FormatError, match="is no file that ends in"):
            next(found)
    found = list(records_of(doccano.FORMAT, tmp_path / "near" / "ben", Source(options(doccano.FORMAT, {}), "ada")))
    assert found[0] == Broken(tmp_path / "near" / "ben" / "deep" / "round", 0, reason)
    assert [type(one) for one in found[1:]] == [Record, Record]


def piped(path: Path) -> Path:
    """A pipe into which somebody writes two lines."""
    os.mkfifo(path)
    Thread(target=lambda: lines(path, 2), daemon=True).start()
    return path


def test_a_pipe_is_read_once_and_told_in_records(tmp_path: Path) -> None:
    """Without a look at how long it is: that would take away what is in it."""
    assert heard(doccano.FORMAT, piped(tmp_path / "pipe")) == [(done, None, "Reading records") for done in (1, 2)]


def test_what_reads_twice_refuses_a_pipe(tmp_path: Path) -> None:
    """It would find nothing the second time."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FormatError, match=r"is a pipe, which can be read only once: because\.\nWrite it to a file"):
        refuse_pipe(tmp_path / "pipe", "because")
    refuse_pipe(lines(tmp_path / "a.jsonl", 1), "because")


def test_a_device_is_refused() -> None:
    """It may never end, as /dev/zero does."""
    with pytest.raises(FormatError, match="/dev/null is a device, and no file"):
        heard(doccano.FORMAT, Path("/dev/null"))


def test_a_format_that_is_only_written_is_refused(tmp_path: Path) -> None:
    """In a sentence."""
    with pytest.raises(FormatError, match="The workbench writes csv, but does not read it"):
        heard(spreadsheet.FORMAT, tmp_path)
