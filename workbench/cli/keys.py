"""`workbench keys`: the keymap in use, with the ids that a keymap file names."""

from __future__ import annotations

import json

import click

from workbench import keys
from workbench.cli.options import json_option
from workbench.cli.project import Project
from workbench.cli.table import print_table
from workbench.errors import SettingsError
from workbench.keymap import Keymap


@click.command()
@click.option("--keymap", "name", metavar="NAME", help="plain, vi or a keymap file  [default: that of your settings]")
@json_option
@click.pass_obj
def command(project: Project, name: str | None, as_json: bool) -> None:
    """Print which key does what, with the ids that a keymap file names.

    What is wrong with the keymap, or with your settings, is told instead.

    \b
    workbench keys --keymap vi
    """
    keymap = _keymap(project, name)
    if as_json:
        its = {id_: [keys.shown(key) for key in keys_] for id_, keys_ in keymap.keys.items()}
        click.echo(json.dumps({"keymap": keymap.name, "labels": _prefix(keymap), "keys": its}, indent=2))
        return
    rows = ((one.id, keymap.all_shown_for(one.id), f"{one.group}: {one.title}") for one in keys.COMMANDS)
    print_table(("command", "keys", "what it does"), rows)
    if keymap.labels:
        click.echo(f"A label is its letter after {_prefix(keymap)}.")


def _prefix(keymap: Keymap) -> str:
    return keys.shown(keymap.labels) if keymap.labels else ""


def _keymap(project: Project, name: str | None) -> Keymap:
    from pathlib import Path

    from workbench.settings import keymap_named

    if name is None:
        keymap, mistakes = project.preferences.keymap, project.preferences.mistakes
    else:
        keymap, mistakes = keymap_named(name, Path())
    if mistakes:
        where = "" if name else f" The file is {project.preferences.path}."
        raise SettingsError("\n".join(mistakes), f"What may stand there: docs/settings.md.{where}")
    return keymap
