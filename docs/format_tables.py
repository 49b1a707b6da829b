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
    return "reads, writes" if one.read else "writes"


def _files(one: Format) -> str:
    return f"`{one.suffix}`" if one.suffix else "a folder"


def _extra(one: Format) -> str:
    return f"; needs `workbench[{one.extra}]`" if one.extra else ""


def _section(one: Format) -> str:
    words = lost(one, options(one, {}))
    told = _listed("Does not hold:", words) if words else ["Holds everything."]
    given = _listed("Options:", [_option(option) for option in one.options])
    changed = (part for option in one.options for change in changes(one, option) for part in _changed(option, *change))
    return "\n\n".join([f"### {one.name}", *told, *given, *changed])


def _listed(heading: str, items: list[str]) -> list[str]:
    return [heading, "\n".join(f"- {item}" for item in items)] if items else []


def _option(option: Option) -> str:
    values = " or ".join(f"`{value}`" for value in option.values)
    usual = f"; {values}" if values else f"; as usual `{option.usual}`" if option.usual else ""
    return f"`{option.name}`: {option.help}{usual}"


def _changed(option: Option, value: str, more: list[str], less: list[str]) -> list[str]:
    chosen = f"With `{option.name}={value}`"
    return _listed(f"{chosen} it holds:", less) + _listed(f"{chosen} it does not hold, besides:", more)


def filled(page: str) -> str:
    """The page with the table as it is now."""
    pattern = f"(?<={re.escape(BEGIN)}\n).*?(?=\n{re.escape(END)})"
    return re.sub(pattern, lambda _: f"\n{tables()}\n", page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
