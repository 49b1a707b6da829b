"""`workbench formats`: what is read and written, and what each format does not hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from workbench.cli.options import json_option
from workbench.cli.table import print_table

if TYPE_CHECKING:
    from workbench.formats import Format, Option


@click.command()
@click.argument("name", required=False)
@json_option
def command(name: str | None, as_json: bool) -> None:
    """List the formats that can be read and written; with NAME, tell the options of one, and what it does not hold.

    The column “loses” counts sorts of things. What is really lost of your annotations is said with each export.

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
    return one.name, "✓" if one.read else "–", "✓", len(_lost(one)), one.suffix or "folder", title


def _lost(one: Format) -> list[str]:
    """What it does not hold, its options being as usual."""
    from workbench.exchange import lost
    from workbench.formats import options

    return lost(one, options(one, {}))


def _tell(one: Format) -> None:
    from workbench.exchange import changes

    click.echo(f"{one.name}: {one.title}")
    ways = "reads and writes" if one.read else "writes"
    click.echo(f"{ways} {f'files that end in {one.suffix}' if one.suffix else 'a folder of files'}")
    if one.extra:
        click.echo(f"needs: python -m pip install 'workbench[{one.extra}]'")
    if one.options:
        click.echo("\noptions (-O NAME=VALUE):")
        click.echo(_options(one), nl=False)
    lost = _lost(one)
    click.echo("\ndoes not hold:" if lost else "\nholds everything.")
    for words in lost:
        _item("  - ", words)
    for option in one.options:
        for value, more, less in changes(one, option):
            click.echo(f"\nwith {option.name}={value}:")
            for words in less:
                _item("  + ", f"holds {words}")
            for words in more:
                _item("  - ", f"does not hold {words}")


def _item(bullet: str, words: str) -> None:
    click.echo(click.wrap_text(words, click.HelpFormatter(max_width=100).width, bullet, "    "))


def _options(one: Format) -> str:
    """Names, and beside them what each is."""
    told = click.HelpFormatter(max_width=100)
    with told.indentation():
        told.write_dl([(option.name, _option(option)) for option in one.options])
    return told.getvalue()


def _option(one: Option) -> str:
    values = f": {', '.join(one.values)}" if one.values else ""
    return f"{one.help}{values}" + (f"  [default: {one.usual}]" if one.usual else "")


def _document(one: Format) -> dict[str, object]:
    from workbench.exchange import changes

    return {
        "name": one.name,
        "title": one.title,
        "suffix": one.suffix,
        "reads": one.read is not None,
        "writes": True,
        "loses": _lost(one),
        "options": {option.name: list(option.values) or [option.usual] for option in one.options},
        "changes": {
            f"{option.name}={value}": {"loses": more, "holds": less}
            for option in one.options
            for value, more, less in changes(one, option)
        },
        "extra": one.extra,
    }
