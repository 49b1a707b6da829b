"""A file is there whole, or not at all."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from workbench.errors import FormatError
from workbench.exchange import Card, Exported, Wanted
from workbench.exchange.beside import CARD, Folder, folder_beside, written_beside
from workbench.formats import Header, SchemeText, jsonl


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail(path: Path, error: BaseException) -> None:
    with written_beside(path) as stream:
        stream.write(b"half")
        raise error


def test_the_new_content_is_there_when_the_block_ends(tmp_path: Path) -> None:
    """And not before."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old")
    with written_beside(path) as stream:
        stream.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.jsonl"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device"), ValueError("a bug")])
def test_a_block_that_fails_leaves_the_older_file(error: BaseException, tmp_path: Path) -> None:
    """Ctrl-C, a full disk, a bug: nothing is left beside it either."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old")
    with pytest.raises(FormatError if isinstance(error, OSError) else type(error)):
        fail(path, error)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.jsonl"]


def test_a_database_is_never_replaced(tmp_path: Path) -> None:
    """Nor through a link: it may be the one that is exported, and all work is in it."""
    path, link = tmp_path / "workbench.db", tmp_path / "link"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE annotation (id)")
    database.close()
    link.symlink_to(path)
    before = path.read_bytes()
    for name in (path, link):
        with pytest.raises(FormatError, match="is a database"), written_beside(name):
            pass
    assert path.read_bytes() == before
    assert names(tmp_path) == ["link", "workbench.db"]


def test_a_killed_program_leaves_the_older_file(tmp_path: Path) -> None:
    """SIGKILL in the middle: the half stays hidden, under a name that no one takes for the export."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old")
    code = (
        "import os, sys; from pathlib import Path; from workbench.exchange.beside import written_beside\n"
        "with written_beside(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'half'); stream.flush(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert all(name == "a.jsonl" or (name.startswith(".") and name.endswith(".part")) for name in names(tmp_path))


def test_rights_are_those_of_a_new_file_or_of_the_older_one(tmp_path: Path) -> None:
    """Not those of a temporary file, which only its owner may read."""
    with written_beside(tmp_path / "new"):
        pass
    (tmp_path / "plain").touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    with written_beside(tmp_path / "new"):
        pass
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with written_beside(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    """A rename over /dev/null would take it away from every program."""
    with written_beside(Path("/dev/null")) as stream:
        stream.write(b"gone")
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """It is not made by the way: the name may be a slip."""
    with pytest.raises(FormatError, match="There is no folder"), written_beside(tmp_path / "exprots" / "a"):
        pass


def test_a_folder_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    """As a file behind a link is."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with folder_beside(tmp_path / "link") as folder:
        (folder / "a").write_text("a")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a").read_text() == "a"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


@pytest.mark.parametrize("write", [written_beside, folder_beside])
def test_a_link_to_itself_is_refused(write: Callable[[Path], AbstractContextManager[object]], tmp_path: Path) -> None:
    """With a sentence."""
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FormatError, match=r"cannot be written|is a link to itself"), write(tmp_path / "loop"):
        pass


def filled(path: Path) -> Path:
    """A folder as an export leaves it: a card, and what that lists."""
    with folder_beside(path) as folder:
        target = Folder(folder)
        target.put("a [1]/b|c_d.txt", b"data")
        with target.open("train.jsonl") as stream:
            stream.write(b"data")
        header = Header(SchemeText("f", "s", "scheme: s\nlabels:\n  q: {}\n"), "1", {}, {})
        (folder / CARD).write_bytes(Card().text(header, Wanted(jsonl.FORMAT), Exported(), target.files))
    return path


def test_a_folder_that_an_export_wrote_is_replaced(tmp_path: Path) -> None:
    """Whatever its files are called."""
    filled(filled(tmp_path / "data"))
    assert names(tmp_path) == ["data"]
    assert names(tmp_path / "data") == [CARD, "a [1]", "train.jsonl"]


def a_file(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")


def a_hidden_one_below(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("mine")


def a_link(folder: Path) -> None:
    (folder / "link").symlink_to("/")


@pytest.mark.parametrize(
    ("put", "named"), [(a_file, "'notes.txt'"), (a_hidden_one_below, r"'\.git/HEAD'"), (a_link, "'link'")]
)
def test_what_no_export_wrote_is_never_lost(put: Callable[[Path], None], named: str, tmp_path: Path) -> None:
    """It is named before anything is done, and also when it came meanwhile."""
    put(filled(tmp_path / "data"))
    before = sorted((tmp_path / "data").rglob("*"))
    with pytest.raises(FormatError, match=f"holds what no export wrote.*: {named}"), folder_beside(tmp_path / "data"):
        pytest.fail("Work was done in vain.")
    assert sorted((tmp_path / "data").rglob("*")) == before
    filled(tmp_path / "late")
    with pytest.raises(FormatError, match=named), folder_beside(tmp_path / "late"):
        put(tmp_path / "late")
    assert (names(tmp_path), len(names(tmp_path / "late"))) == (["data", "late"], 4)


def test_of_many_strange_files_a_few_are_named(tmp_path: Path) -> None:
    """And the others counted."""
    filled(tmp_path / "data")
    for number in range(9):
        (tmp_path / "data" / f"{number}.txt").touch()
    with pytest.raises(FormatError, match=r"'4\.txt' and 4 more"), folder_beside(tmp_path / "data"):
        pass
