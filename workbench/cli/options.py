"""Options that several commands have: one wording each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

format_option: Decorator = click.option(
    "--format", "format_name", default="jsonl", metavar="NAME", help="format of the file  [default: jsonl]"
)
json_option: Decorator = click.option("--json", "as_json", is_flag=True, help="print one JSON document")

_METADATA = {
    "byline": "who wrote it",
    "date": "when it was published, best as 2024-11-06",
    "outlet": "where it was published",
    "url": "its address",
    "language": "its language, best as a code: en, de, ru",
}


def metadata_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What can be said of an article besides its title."""
    for name, what in reversed(_METADATA.items()):
        command = click.option(f"--{name}", help=what)(command)
    return command
