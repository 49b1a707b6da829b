"""`workbench init`: start a project in a folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from workbench.errors import WorkbenchError
from workbench.symbols import printable

_PACKAGE = Path(__file__).parent.parent


@click.command()
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Start a project in DIR (made if need be; this folder if none is given).

    It gets a label scheme for media literacy to use or to change (labels.yaml), the JSON Schema by which editors
    complete it, five news articles to begin with (seeds/), and a place for what you export (exports/). Nothing that is
    there is overwritten.

    \b
    workbench init news && cd news && workbench
    """
    copies = {folder / path: starter / path for starter in [_starter()] for path in _files(starter)}
    if there := [str(target) for target in copies if target.exists() or target.is_symlink()]:
        raise WorkbenchError(
            f"Nothing was written, because there is already {', '.join(there)}.",
            "Choose another folder, or move these files away.",
        )
    _write(folder, copies)
    scheme, seeds, here = (printable(str(path), keep="") for path in (folder / "labels.yaml", folder / "seeds", folder))
    click.echo(f"{scheme} is the label scheme, {seeds} holds the first articles.", err=True)
    click.echo(f"Next: {'' if folder == Path() else f'cd {shlex.quote(here)} && '}workbench", err=True)


def _starter() -> Path:
    """What the wheel brings, or in a source checkout the checkout itself."""
    packed = _PACKAGE / "starter"
    return packed if packed.is_dir() else _PACKAGE.parent


def _files(starter: Path) -> list[Path]:
    seeds = sorted(path.relative_to(starter) for path in (starter / "seeds").iterdir() if path.is_file())
    return [Path("labels.yaml"), Path("labels.schema.json"), *seeds]


def _write(folder: Path, copies: dict[Path, Path]) -> None:
    """All files or none."""
    written: list[Path] = []
    try:
        for part in ("seeds", "exports"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for target, source in copies.items():
            with target.open("xb") as stream:
                written.append(target)
                stream.write(source.read_bytes())
    except OSError as error:
        for target in written:
            target.unlink(missing_ok=True)
        raise WorkbenchError(f"The project cannot be written: {error.strerror} ({error.filename or folder}).") from None
