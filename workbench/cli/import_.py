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
from workbench.cli.tellings import as_members, counts, line, some, tell_broken, tell_detail, tell_details
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
@click.option("--dry-run", is_flag=True, help="store nothing, but say what would come")
@json_option
@click.pass_obj
def command(
    project: Project, /, path: Path, format_name: str, options: dict[str, str], as_json: bool, **given: Any
) -> None:
    """Take annotated articles from PATH, a file or a folder of files, into the database.

    Articles are recognised by their text, annotators by their name. What is here already stays as it is, so reading a
    file twice changes nothing. What cannot be taken is named with file, line and reason; all else is taken, and the
    exit code is 1. With --strict nothing is taken then, and it is 2.

    Nothing is taken either where labels are not those of the scheme, until --map, --add-labels or --ignore-labels says
    what to do with them. Begin with --dry-run. More: docs/exchange.md.

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
        click.echo(f"{line(str(path))}: {'would come: ' if wanted.dry else ''}{_sentence(told)}", err=True)
        _tell_sides(told)
        if added := _added(told, before):
            tell_detail(f"added to the scheme: {some(added)}")
        tell_details(told, wanted.names)
    if told.broken:
        raise click.exceptions.Exit(1)


def _sentence(told: Imported) -> str:
    """What came, in a line."""
    from workbench.model import Annotation

    known = told.annotations - told.new[Annotation]
    rest = f" (annotations that were here already, or left out: {known:,})" if known else ""
    return (f"new {counts(told)}" if told.changed else "nothing new") + rest


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
            tell_detail(f"{what}: {', '.join(sides)}")


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
