"""A mistake in a scheme file: where it stands and what is wrong, one sentence each, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.errors import SchemeError

MOST = 100
"""Mistakes that are told at once; more would only scroll away."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`line` and `column` count from 1; `path` names the key as in `labels.opinion.colour`, empty for the file."""

    line: int
    column: int
    path: str
    message: str


class Mistakes(SchemeError):
    """Everything that is wrong with one scheme file, in the file's order; of very many, the first."""

    def __init__(self, source: str, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))[:MOST]
        lines = [
            f"{source}:{mistake.line}:{mistake.column}: {mistake.path + ': ' if mistake.path else ''}{mistake.message}"
            for mistake in self.mistakes
        ]
        super().__init__("\n".join(lines), "What a scheme may say, key by key: workbench scheme json-schema")
