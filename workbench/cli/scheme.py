"""`workbench scheme`: check and show the label scheme."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import json_option
from workbench.cli.project import Project
from workbench.errors import SchemeError

if TYPE_CHECKING:
    from workbench.scheme import Scheme


@click.group()
def command() -> None:
    """Check and show the label scheme: what can be annotated, and how to decide.

    \b
    workbench scheme check             every mistake of labels.yaml, with its line
    workbench scheme show hedge        the guideline of one label
    """


@command.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def check(project: Project, file: Path | None, as_json: bool) -> None:
    """Say whether FILE (or the scheme of this folder) is a scheme, and what is wrong with it.

    All mistakes are told at once, each with line, column, key, and the word that was probably meant. The exit code is 0
    if there is none, 1 if there are some, and 2 if the file cannot be read as a scheme at all.

    \b
    workbench scheme check
    workbench scheme check drafts/labels.yaml
    """
    from workbench import scheme
    from workbench.scheme.mistakes import Mistakes

    try:
        found = scheme.load(file) if file else project.scheme
    except Mistakes as error:
        mistakes = [asdict(mistake) for mistake in error.mistakes]
        click.echo(json.dumps({"ok": False, "mistakes": mistakes}) if as_json else str(error))
        raise click.exceptions.Exit(1) from None
    summary = {
        "scheme": found.name,
        "version": found.version,
        "fingerprint": found.fingerprint,
        "labels": len(found.labels),
        "attributes": len({attribute for label in found.labels.values() for attribute in label.attributes}),
        "relations": len(found.relations),
    }
    if as_json:
        click.echo(json.dumps({"ok": True, **summary, "mistakes": []}))
        return
    click.echo("The scheme {scheme}, version {version}, is in order: labels {labels}, ".format_map(summary), nl=False)
    click.echo("attributes {attributes}, relations {relations}; fingerprint {fingerprint}.".format_map(summary))


@command.command()
@click.argument("label", required=False)
@json_option
@click.pass_obj
def show(project: Project, label: str | None, as_json: bool) -> None:
    """Print the guidelines: of all labels, or of LABEL, which may be given by its key.

    \b
    workbench scheme show | less
    workbench scheme show anonymous_source
    workbench scheme show a
    """
    from workbench.cli import guidelines

    scheme = project.scheme
    one = _label(scheme, label) if label else None
    if as_json:
        whole = {"fingerprint": scheme.fingerprint, **asdict(scheme)}
        click.echo(json.dumps(whole["labels"][one] if one else {k: v for k, v in whole.items() if k != "text"}))
    elif one:
        guidelines.print_label(scheme, scheme.labels[one])
    else:
        guidelines.print_scheme(scheme)


def _label(scheme: Scheme, word: str) -> str:
    from workbench.names import did_you_mean

    if word in scheme.labels:
        return word
    by_key = scheme.label_for_key(word)
    if by_key is None:
        raise SchemeError(f"The scheme has no label '{word}'{did_you_mean(word, scheme.labels)}")
    return by_key.name


@command.command("json-schema")
def json_schema_() -> None:
    """Print the JSON Schema of scheme files, by which an editor completes and checks them.

    `workbench init` puts it beside labels.yaml, and this first line of labels.yaml tells editors so:

    \b
    # yaml-language-server: $schema=labels.schema.json
    """
    from workbench.scheme.json_schema import json_schema

    click.echo(json_schema(), nl=False)
