"""The table of formats in docs/exchange.md, from the registry: `python -m docs.format_tables`."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.exchange import changes, lost
from workbench.formats import FORMATS, Format, Option, options

PAGE = Path(__file__).parent / "exchange.md"
BEGIN, END = "<!-- formats: made by `make docs` -->", "<!-- end of formats -->"


def tables() -> str:
    """A line for each format; below them, what each does not hold, and its options."""
    rows = [f"| `{one.name}` | {_ways(one)} | {_files(one)} | {one.title}{_extra(one)} |" for one in FORMATS]
    head = ["| format | reads, writes | files | what it is |", "| --- | --- | --- | --- |"]
    return "\n\n".join(["\n".join([*head, *rows]), *(_section(one) for one in FORMATS)])


def _ways(one: Format) -> str:
    return ", ".join(way for way, does in (("reads", one.read), ("writes", one.write)) if does)


def _files(one: Format) -> str:
    return f"`{one.suffix}`" if one.suffix else "a folder"


def _extra(one: Format) -> str:
    return f"; needs `workbench[{one.extra}]`" if one.extra else ""


def _section(one: Format) -> str:
    words = "; ".join(lost(one, options(one, {})))
    told = f"**{one.name}** does not hold: {words}." if words else f"**{one.name}** holds everything."
    return "\n".join([told, *([""] if one.options else []), *(_option(one, option) for option in one.options)])


def _option(one: Format, option: Option) -> str:
    values = " or ".join(f"`{value}`" for value in option.values)
    usual = f"; {values}" if values else f"; as usual `{option.usual}`" if option.usual else ""
    changed = "".join(f". With `{value}` it {_change(more, less)}" for value, more, less in changes(one, option))
    return f"- option `{option.name}`: {option.help}{usual}{changed}"


def _change(more: list[str], less: list[str]) -> str:
    told = f"does not hold, besides: {'; '.join(more)}"
    return f"holds: {'; '.join(less)}; but {told}" if less else told


def filled(page: str) -> str:
    """The page with the table as it is now."""
    pattern = f"(?<={re.escape(BEGIN)}\n).*?(?=\n{re.escape(END)})"
    return re.sub(pattern, lambda _: f"\n{tables()}\n", page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
