"""How tests call the command line: in this process, because a new one costs half a second."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from workbench.cli import main
from workbench.model import Annotation, Change, Deed, Entry, ReadMark, Span
from workbench.scheme import parse
from workbench.store import open_store

SCHEME = "scheme: test\nversion: 1\nlabels:\n  direct_quote: {key: d}\n  hedge: {key: h}\n"
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


class Done(NamedTuple):
    """What a command left: exit code, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


Workbench = Callable[..., Done]


@pytest.fixture
def workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workbench:
    """`workbench("add", "a.txt")` as in a shell that stands in `tmp_path`, without a terminal."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Done:
        monkeypatch.setattr("sys.argv", ["workbench", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main()
        return Done(exit_.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a scheme and nothing else."""
    (tmp_path / "labels.yaml").write_text(SCHEME)
    return tmp_path


@pytest.fixture
def worked(tmp_path: Path, workbench: Workbench) -> Path:
    """A folder with a scheme and one article, of which ann has read all and tagged a part."""
    (tmp_path / "labels.yaml").write_text(SCHEME)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "story.txt").write_text("“It may rain 👩‍👩‍👧,” he said.\n")
    workbench("status")
    scheme = parse(SCHEME)
    with open_store(f"sqlite:///{tmp_path / 'workbench.db'}") as store:
        store.people.ensure("ann")
        store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)
        quote = Annotation("1" * 32, "story", "ann", "direct_quote", (Span(0, 20),), AT, scheme.fingerprint)
        changes = Change(None, quote), Change(None, ReadMark("story", "ann", 0, AT))
        store.layers.apply("story", "ann", Entry(Deed.DO, changes, AT))
    return tmp_path
