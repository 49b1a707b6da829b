"""A mistake in a scheme file: where it stands and what is wrong, one sentence each, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.errors import SchemeError
from workbench.symbols import printable

MOST = 100
"""Mistakes that are told at once; more would only scroll away."""

_LINE = 500  # a name may be as long as the file


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`line` and `column` count from 1; `path` names the key as in `labels.opinion.colour`, empty for the file."""

    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return f"{self.line}:{self.column}: {where}{self.message}"


class Mistakes(SchemeError):
    """Everything that is wrong with one scheme file, in the file's order; of very many, the first."""

    def __init__(self, source: str, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))[:MOST]
        told = [printable(f"{source}:{mistake}", keep="") for mistake in self.mistakes]
        told = [line if len(line) <= _LINE else f"{line[:_LINE]}…" for line in told]
        heading = f"{printable(source, keep='')} has {_number(len(told))}:"
        super().__init__("\n".join([heading, *told]), "What a scheme may say, key by key: workbench scheme json-schema")


def _number(mistakes: int) -> str:
    if mistakes == 1:
        return "a mistake"
    return f"{mistakes} mistakes" if mistakes < MOST else "more mistakes than can be told at once; the first"
