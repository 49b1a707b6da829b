"""`workbench formats`: what is read and written, and what each format does not hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from workbench.cli.options import json_option
from workbench.cli.table import print_table

if TYPE_CHECKING:
    from workbench.formats import Format


@click.command()
@click.argument("name", required=False)
@json_option
def command(name: str | None, as_json: bool) -> None:
    """List the formats; with NAME, tell what one of them does not hold, and its options.

    \b
    workbench formats
    workbench formats brat
    """
    from workbench import formats

    chosen = (formats.named(name),) if name else formats.FORMATS
    if as_json:
        click.echo(json.dumps([_document(one) for one in chosen], indent=1))
    elif name:
        _tell(chosen[0])
    else:
        print_table(("format", "reads", "writes", "loses", "files", "what it is"), [_row(one) for one in chosen])
        click.echo("What a format loses, and its options: workbench formats NAME")


def _row(one: Format) -> tuple[str | int, ...]:
    title = f"{one.title} (needs workbench[{one.extra}])" if one.extra else one.title
    does = ["✓" if way else "–" for way in (one.read, one.write)]
    return one.name, *does, len(_lost(one)), one.suffix or "folder", title


def _lost(one: Format) -> list[str]:
    """As usual."""
    from workbench.exchange import lost
    from workbench.formats import options

    return lost(one, options(one, {}))


def _ways(one: Format) -> str:
    return " and ".join(way for way, does in (("reads", one.read), ("writes", one.write)) if does)


def _tell(one: Format) -> None:
    from workbench.exchange import changes

    click.echo(f"{one.name}: {one.title}")
    click.echo(f"{_ways(one)} {f'files that end in {one.suffix}' if one.suffix else 'a folder of files'}")
    if one.extra:
        click.echo(f"needs: python -m pip install 'workbench[{one.extra}]'")
    if one.options:
        click.echo("\noptions (-O NAME=VALUE):")
    for option in one.options:
        values = f": {', '.join(option.values)}" if option.values else ""
        usual = f"  [default: {option.usual}]" if option.usual else ""
        click.echo(f"  {option.name}  {option.help}{values}{usual}")
    lost = _lost(one)
    click.echo("\ndoes not hold:" if lost else "\nholds everything.")
    for words in lost:
        click.echo(f"  - {words}")
    for option in one.options:
        for value, more, less in changes(one, option):
            click.echo(f"\nwith {option.name}={value}:")
            for words in less:
                click.echo(f"  + holds {words}")
            for words in more:
                click.echo(f"  - does not hold {words}")


def _document(one: Format) -> dict[str, object]:
    from workbench.exchange import changes

    return {
        "name": one.name,
        "title": one.title,
        "suffix": one.suffix,
        "reads": one.read is not None,
        "writes": one.write is not None,
        "loses": _lost(one),
        "options": {option.name: list(option.values) or [option.usual] for option in one.options},
        "changes": {
            f"{option.name}={value}": {"loses": more, "holds": less}
            for option in one.options
            for value, more, less in changes(one, option)
        },
        "extra": one.extra,
    }
