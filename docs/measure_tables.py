"""The tables of measures in docs/agreement.md, from their registry: `python -m docs.measure_tables`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from workbench.agreement.measure import Family, Measure
from workbench.agreement.measures import MEASURES, PREVALENCE

PAGE = Path(__file__).parent / "agreement.md"
BEGIN, END = "<!-- measures: made by `make docs` -->", "<!-- end of measures -->"
TITLES = {
    Family.MENU: "The menu",
    Family.ALIGNED: "Of annotations as they are best aligned",
    Family.F1: "F1 in other senses",
    Family.CHANCE: "Of units, beyond chance",
    Family.UNITIZING: "Of annotations as stretches of text",
}


def tables() -> str:
    """A table for each family, with what each measure answers, its formula, when it misleads, and its source."""
    families = groupby(MEASURES, key=lambda measure: measure.family)
    return "\n\n".join(f"### {TITLES[family]}\n\n{_table(family, some)}" for family, some in families)


def _table(family: Family, measures: Iterable[Measure]) -> str:
    head = ["| measure | answers | formula | misleads | source |", "| --- | --- | --- | --- | --- |"]
    beside = [PREVALENCE] if family is Family.MENU else []
    return "\n".join([*head, *map(_row, [*measures, *beside])])


def _row(one: Measure) -> str:
    cells = (f"{one.title}, `{one.name}`", one.answers, one.formula, one.misleads, one.source)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def filled(page: str) -> str:
    """The page with the tables as they are now."""
    pattern = f"(?<={re.escape(BEGIN)}\n).*?(?=\n{re.escape(END)})"
    return re.sub(pattern, lambda _: f"\n{tables()}\n", page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
