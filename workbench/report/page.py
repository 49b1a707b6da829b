"""A report as one HTML page that needs nothing else: no network, no script; light and dark, and on paper.

A piece of a page is `Html`. All other words are text, whatever they hold, and are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from workbench import __version__
from workbench.report import sentences
from workbench.symbols import printable


class Html(str):
    """Markup that is ready to be put into a page."""

    __slots__ = ()


STRONG = 0.7
"""Heat from which on the figure has another colour, so that it can be read in light and dark."""

Cell = str | int | float | None
"""Text, a piece of markup, a number, or nothing, which is a dash."""


def text(words: str) -> Html:
    """Words from anywhere as markup: control characters are drawn, nothing in them means anything."""
    return words if isinstance(words, Html) else Html(escape(printable(words, keep="")))


def join(pieces: Iterable[str], between: str = "") -> Html:
    """Pieces and words one after the other."""
    return Html(text(between).join(map(text, pieces)))


def element(tag: str, content: str, **attributes: str) -> Html:
    """One element. An underscore at the end of an attribute's name is left out: `class_`."""
    given = "".join(f' {name.rstrip("_")}="{escape(printable(value, keep=""))}"' for name, value in attributes.items())
    return Html(f"<{tag}{given}>{text(content)}</{tag}>")


def heading(words: str, level: int = 2) -> Html:
    return element(f"h{level}", words)


def paragraph(*words: str) -> Html:
    return element("p", join(words))


def bullets(items: Iterable[str]) -> Html:
    """A list; empty without items."""
    made = join(element("li", item) for item in items)
    return element("ul", made) if made else made


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], caption: str = "") -> Html:
    """A table whose first column names the rows. Numbers stand to the right, floats with two decimals."""
    return _wide(head, ((row[0], map(_cell, row[1:])) for row in rows), caption)


def heat_map(
    corner: str, rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[Cell]], caption: str = ""
) -> Html:
    """A table of numbers with the colour of their size: of shares (floats) against 1, of counts against the greatest.

    `values` are rows × columns; `corner` says what rows and columns are.
    """
    counts = [value for row in values for value in row if isinstance(value, int)]
    most = max(counts, default=0) or 1
    hot = ([_hot(value, most) for value in row] for row in values)
    return _wide((corner, *columns), zip(rows, hot, strict=True), caption, class_="heat")


def interval(value: float | None, low: float | None, high: float | None, lowest: float = 0.0) -> Html:
    """A figure as a dot on a line from `lowest` to 1, with its interval as a bar; what it says stands beside it."""
    if value is None:
        return Html()

    def place(number: float) -> float:
        return round(100 * (min(1.0, max(lowest, number)) - lowest) / (1 - lowest), 1)

    bar = ""
    if low is not None and high is not None:
        width = max(0.5, round(place(high) - place(low), 1))
        bar = f'<rect class="bar" x="{place(low)}" y="4" width="{width}" height="6"/>'
    zero = f'<line class="axis" x1="{place(0)}" y1="1" x2="{place(0)}" y2="13"/>' if lowest < 0 else ""
    return Html(
        '<svg class="interval" viewBox="-4 0 108 14" aria-hidden="true">'
        f'<line class="axis" x1="0" y1="7" x2="100" y2="7"/>{zero}{bar}'
        f'<circle cx="{place(value)}" cy="7" r="3.5"/></svg>'
    )


def figure(value: float | None, low: float | None, high: float | None, lowest: float = 0.0) -> Html:
    """The figure, drawn, and its interval in words below each other; a dash where there is none."""
    if value is None:
        return Html("–")
    ends = "" if low is None or high is None else f"{sentences.figure(low)} to {sentences.figure(high)}"
    drawn = interval(value, low, high, lowest)
    return element(
        "div", join([sentences.figure(value), drawn, element("span", ends, class_="quiet")]), class_="figure"
    )


def page(title: str, *parts: str) -> str:
    """The whole document."""
    return _PAGE.format(
        title=text(title), style=_STYLE, content=join(parts, Html("\n")), version=text(f"workbench {__version__}")
    )


def _cell(value: Cell, tag: str = "td", **attributes: str) -> Html:
    if value is None:
        return element(tag, "–", **{"class_": "number"} | attributes)
    if isinstance(value, str):
        return element(tag, value, **attributes)
    return element(tag, _number(value), **{"class_": "number"} | attributes)


def _hot(value: Cell, most: int) -> Html:
    """Darker the greater it is; where nothing is, no colour."""
    if value is None or isinstance(value, str):
        return _cell(value)
    share = value / most if isinstance(value, int) else max(0.0, min(1.0, value))
    return _cell(value, class_="number strong" if share > STRONG else "number", style=f"--heat:{share:.0%}")


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else sentences.figure(value)


def _wide(head: Iterable[str], rows: Iterable[tuple[Cell, Iterable[Html]]], caption: str, **attributes: str) -> Html:
    """A table, each row of which has a name, that scrolls by itself where it is wider than the page, by keys too."""
    top = element("tr", join(element("th", name, scope="col") for name in head))
    body = join(element("tr", join([_cell(name, "th", scope="row"), *cells])) for name, cells in rows)
    title = element("caption", caption) if caption else Html()
    made = element("table", join([title, element("thead", top), element("tbody", body)]), **attributes)
    return element("div", made, class_="wide", tabindex="0")


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
<footer>{version}</footer>
</body>
</html>
"""

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d2126; --quiet: #5b6470; --line: #d5dae1; --stripe: #f5f7f9;
  --hot: #0b4f8a; --over-hot: #fff; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --paper: #15181c; --ink: #e4e8ec; --quiet: #9aa4af; --line: #343b43;
  --stripe: #1c2025; --hot: #2f78b5; --over-hot: #fff; --warn: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem; }
footer { color: var(--quiet); font-size: .85rem; }
h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; } h3 { font-size: 1rem; }
p, li, blockquote { max-width: 46rem; } .quiet { color: var(--quiet); } .warning { color: var(--warn); }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; white-space: nowrap; color: var(--quiet); padding: .3rem 0; }
th, td { padding: .25rem .6rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: baseline; }
th { max-width: 20rem; overflow-wrap: break-word; } tbody th { font-weight: 600; }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; }
tbody tr:nth-child(even) { background: var(--stripe); }
.number { text-align: right; white-space: nowrap; }
.heat td { text-align: right; min-width: 3.2rem; border: 1px solid var(--paper); -webkit-print-color-adjust: exact;
  print-color-adjust: exact; background: color-mix(in srgb, var(--hot) var(--heat, 0%), var(--paper)); }
.heat td.strong { color: var(--over-hot); } .heat tbody tr { background: none; }
.figure { display: flex; flex-direction: column; align-items: flex-start; } .figure .quiet { font-size: .8em; }
.interval { width: 6rem; height: 1rem; vertical-align: middle; } .interval circle { fill: var(--ink); }
.interval .axis { stroke: var(--line); stroke-width: 1.5; } .interval .bar { fill: var(--hot); opacity: .7; }
blockquote { margin: .6rem 0; padding: .1rem 1rem; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --stripe: #fff;
  --hot: #0b4f8a; --over-hot: #fff; --warn: #5c3c00; } body { font-size: 9pt; } main, footer { padding: 0; }
  tr, blockquote, li { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; } th, td { padding: .2rem .4rem; } .wide { overflow: visible; } }
"""
