"""`workbench import`: read annotations from files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.options import format_option, incoming, incoming_options, json_option, options_option
from workbench.cli.progress import progress_bar
from workbench.cli.project import Project
from workbench.cli.tellings import as_members, line, some, tell_broken
from workbench.errors import WorkbenchError
from workbench.names import short

if TYPE_CHECKING:
    from workbench.exchange import Imported
    from workbench.formats import Broken


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@format_option
@options_option
@incoming_options
@click.option("--dry-run", is_flag=True, help="store nothing, say what would come")
@json_option
@click.pass_obj
def command(
    project: Project, /, path: Path, format_name: str, options: dict[str, str], as_json: bool, **given: Any
) -> None:
    """Read PATH, a file or a folder of them, into the database.

    What cannot be taken is named with its file and line, all else is taken, and the exit code is 1; with --strict
    nothing is. Articles are recognised by their text, annotators by their name; what is here already is left as it is,
    so reading a file twice changes nothing.

    \b
    workbench import exports/spans.jsonl
    workbench import corpus/ --format brat --annotator-from folder --dry-run
    workbench import tasks.json --format label-studio --map PER=named_source --ignore-labels
    """
    from workbench.exchange import import_file

    problems: list[Broken] = []
    wanted = incoming(path, format_name, options, **given)
    scheme = project.scheme
    wanted = replace(wanted, keep=lambda added: project.replace_scheme(added.text))
    try:
        with project.open_store() as store, progress_bar("Reading") as progress:
            told = import_file(store, scheme, wanted, problems.append if as_json else tell_broken, progress)
    except WorkbenchError:
        for one in problems:  # there will be no document that tells them
            tell_broken(one)
        raise
    before = scheme.labels.keys() | scheme.relations.keys()
    if as_json:
        document = {"file": str(path), "dry_run": wanted.dry, "problems": [as_members(one) for one in problems]}
        click.echo(json.dumps(document | _document(told, before)))
    else:
        click.echo(f"{line(str(path))}: {'would come: ' if wanted.dry else ''}{sentence(told)}", err=True)
        _tell_sides(told)
        tell_details(told, wanted.names, before)
    if told.broken:
        raise click.exceptions.Exit(1)


def sentence(told: Imported) -> str:
    """What came, in a line."""
    from workbench.model import Annotation

    known = told.annotations - told.new[Annotation]
    rest = f" (annotations that were here already, or left out: {known:,})" if known else ""
    return (f"new {counts(told)}" if told.changed else "nothing new") + rest


def counts(told: Imported) -> str:
    """How much is new, of what there is any."""
    return ", ".join(f"{what} {count:,}" for what, count in told.counts.items() if count)


def _tell_sides(told: Imported) -> None:
    """Which articles and annotators were made, and which were here: how many, and the first few of each."""
    for what, one in (("articles", told.articles), ("annotators", told.annotators)):
        new, known = _new_and_known(one)
        sides = [
            f"{len(names):,} {side} ({some([short(name) for name in names])})"
            for side, names in (("new", new), ("known", known))
            if names
        ]
        if sides:
            click.echo(f"  {what}: {', '.join(sides)}", err=True)


def tell_details(told: Imported, names: Mapping[str, str], before: set[str]) -> None:
    """Which labels were added and which left out, which of `names` nothing has; and how much could not be taken.
    `before` are the labels and relation types that the scheme had.
    """
    ignored = [f"{kind} {short(name)} ({count:,})" for (kind, name), count in sorted(told.ignored.items())]
    lines = {
        "added to the scheme": some(_added(told, before)),
        "left out, because the scheme does not have it": some(ignored),
        "relations to what was left out": f"{told.without_end:,}" if told.without_end else "",
        **{
            f"--map {short(name)}={short(names[name])}": "no such label or relation type was read"
            for name in sorted(told.unmet)
        },
        "could not be taken, named above": f"{told.broken:,}" if told.broken else "",
    }
    for what, words in lines.items():
        if words:
            click.echo(f"  {line(f'{what}: {words}')}", err=True)


def _document(told: Imported, before: set[str]) -> dict[str, object]:
    """All that the summary tells, in full, for programs."""
    sides = {"articles": _new_and_known(told.articles), "annotators": _new_and_known(told.annotators)}
    return {
        "ok": not told.broken,
        "records": told.records,
        "broken": told.broken,
        "new": {what.replace(" ", "_"): count for what, count in told.counts.items()},
        **{what: {"new": new, "known": known} for what, (new, known) in sides.items()},
        "added": _added(told, before),
        "left_out": [
            {"kind": kind, "name": name, "count": count} for (kind, name), count in sorted(told.ignored.items())
        ],
        "relations_without_end": told.without_end,
        "unmet": sorted(told.unmet),
    }


def _added(told: Imported, before: set[str]) -> list[str]:
    return [name for name in (*told.scheme.labels, *told.scheme.relations) if name not in before]


def _new_and_known(told: Mapping[str, bool]) -> tuple[list[str], list[str]]:
    new = sorted(name for name, is_new in told.items() if is_new)
    return new, sorted(told.keys() - set(new))
