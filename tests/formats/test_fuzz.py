"""Damaged files: each is imported, in whole or in part, or refused with a sentence; never anything else.

`FUZZ_FILES` is how many there are in all, `FUZZ_SEED` draws others.
"""

import io
import os
import shutil
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from workbench.errors import WorkbenchError
from workbench.exchange import Incoming, Unknown, import_file
from workbench.formats import FORMATS, Broken, Format, Source, options
from workbench.scheme import parse
from workbench.store import Store, open_store

FILES = int(os.environ.get("FUZZ_FILES", "10000"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
SAMPLES = Path(__file__).parent / "samples"
READ = [format_ for format_ in FORMATS if format_.read]
ROUNDS = 10
"""Tests for each format, so that they can be shared out."""
PATIENCE = 20
"""Seconds after which a file counts as one that hangs: a thousand times what a good one takes."""

SCHEME = parse("scheme: test\nfree_labels: yes\nlabels:\n  direct_quote: {}\n")
PIECES = [
    *b"\x00 \xff \xef\xbb\xbf \xed\xa0\x80 \r \r\n \n \t ; : , . - 0 -1 9999999999999999999".split(b" "),
    *b"1e999 NaN null true".split(b" "),
    *rb'" \\ \ud83d \u0000 [ ] { } [] {} < > </ &amp; &#0; <!DOCTYPE T1 R1 E1 A1 #1 * O B- I-'.split(b" "),
    "👩‍👩‍👧".encode(),
    "e\u0301".encode(),
    "\u2028".encode(),
]


def damaged(random: Random, data: bytes) -> bytes:
    """The bytes with up to four accidents in them."""
    for _ in range(random.randint(1, 4)):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice([0, 1, 2, 8, 64, len(data)]))
        match random.randint(0, 4):
            case 0:
                data = data[:start] + data[end:]
            case 1:
                data = data[:start] + random.choice(PIECES) + data[end:]
            case 2:
                data = data[:start] + random.choice(PIECES) + data[start:]
            case 3:
                data = data[:end] + data[start:end][:1000] + data[end:]
            case 4:
                data = data[:start] + bytes(random.randbytes(min(4, end - start))) + data[end:]
    return data


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raises TimeoutError after so long, wherever the program is."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", range(ROUNDS))
@pytest.mark.parametrize("format_", READ, ids=lambda format_: format_.name)
def test_a_damaged_file_is_imported_or_refused_with_a_sentence(format_: Format, part: int, tmp_path: Path) -> None:
    """And where it is refused, nothing of it stays in the database."""
    random = Random(f"{SEED} {format_.name} {part}")
    sample = SAMPLES / format_.name
    files = sorted(path.relative_to(sample) for path in sample.rglob("*") if path.is_file())
    assert files
    zipped = format_.suffix == ".qdpx"  # its sample lies unpacked
    source = Source(options(format_, {}), "ann")
    incoming = Incoming(format_, tmp_path / "sample", source, unknown=Unknown.IGNORE)
    with open_store(str(tmp_path / "w.db")) as store:
        for number in range(-(-FILES // len(READ) // ROUNDS)):
            shutil.rmtree(incoming.path, ignore_errors=True)
            chosen = random.choice(files)
            if format_.suffix and not zipped:  # a file by itself
                (incoming.path / chosen).parent.mkdir(parents=True)
                shutil.copy(sample / chosen, incoming.path / chosen)
            else:
                shutil.copytree(sample, incoming.path)
            hurt = incoming.path / chosen
            hurt.write_bytes(damaged(random, hurt.read_bytes()))
            if zipped:
                pack(incoming.path)
            before = store.counts()
            how = replace(incoming, strict=random.random() < 0.5)
            if not imported(store, how, tmp_path / f"failed-{number}"):
                assert store.counts() == before


def pack(folder: Path) -> None:
    """The files of the folder as one archive, alone in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            archive.write(path, path.relative_to(folder))
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "project.qdpx").write_bytes(packed.getvalue())


@pytest.mark.parametrize("format_", READ, ids=lambda format_: format_.name)
def test_the_samples_hold_records(format_: Format, tmp_path: Path) -> None:
    """Or nothing would be tested by damaging them."""
    folder = shutil.copytree(SAMPLES / format_.name, tmp_path / "sample")
    if format_.suffix == ".qdpx":
        pack(folder)
    with open_store(str(tmp_path / "w.db")) as store:
        incoming = Incoming(format_, folder, Source(options(format_, {}), "ann"), unknown=Unknown.IGNORE)
        assert import_file(store, SCHEME, incoming).records


def imported(store: Store, incoming: Incoming, keep: Path) -> bool:
    """Whether it was, or else refused. What does neither is kept there."""
    told: list[Broken] = []
    try:
        with at_most(PATIENCE):
            import_file(store, SCHEME, incoming, told.append)
    except WorkbenchError as error:
        return not error.message
    except BaseException as error:
        raise AssertionError(f"{shutil.copytree(incoming.path, keep)}: {error!r}") from error
    return all(broken.reason for broken in told)
