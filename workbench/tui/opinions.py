"""What annotators made of the same words, and what was decided on it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text

from workbench.adjudicate import Adjudication, Item, Option
from workbench.model import Decision, Verdict
from workbench.symbols import printable
from workbench.tui.caps import named
from workbench.tui.lanes import Focus
from workbench.tui.prose import counted, flat, quoted
from workbench.tui.values import words

Names = Mapping[str, str]
"""How annotators are called here."""

_DID = {
    Verdict.TOOK: "one taken",
    Verdict.BOTH: "several taken",
    Verdict.EDITED: "edited",
    Verdict.REJECTED: "rejected",
}


def about(item: Item, names: Names) -> str:
    """In what they differ, and who made nothing of it."""
    likes = [option.like for option in item.options]
    apart = (
        ("other label", {one.label for one in likes}),
        ("other edges", {one.segments for one in likes}),
        ("other attributes", {repr(sorted(one.attributes.items())) for one in likes}),
    )
    found = [what for what, kinds in apart if len(kinds) > 1]
    if "other label" in found:
        found = [what for what in found if what != "other attributes"]  # each label has its own
    if not item.silent:
        return ", ".join(found) or "all alike"
    silent = f"nothing by {_listed(item.silent, names)}"
    return f"{', '.join(found)}, {silent}" if found else silent


def decided(decision: Decision, *, complete: bool) -> Text:
    """How it was decided, by whom, and with what comment; not `complete`: something new has come to it since."""
    if decision.verdict in _DID:
        told = Text(f"{_DID[decision.verdict]} by {printable(decision.by, '')}")
    else:
        told = Text(f"{decision.verdict}, taken by the rule")
    told.stylize("green" if complete else "yellow")
    if not complete:
        told.append(", but something new has come", "yellow")
    return told.append(f"  “{flat(decision.comment)}”", "italic") if decision.comment else told


def line(adjudication: Adjudication, number: int, names: Names, *, marked: bool, width: int) -> Text:
    """An option: its digit, whether it is gold, its label, who made it, its words, and what attributes are its own."""
    item = adjudication.item
    option = item.options[number]
    is_gold = adjudication.taken(option, item)
    sign = ("●", "bold green") if is_gold else ("+", "bold") if marked else (" ", "")
    text = Text.assemble(f" {number + 1} " if number < 9 else "   ", sign, " ")
    columns = [_columns(each, adjudication, names) for each in item.options]
    for column, cell in enumerate(_columns(option, adjudication, names)):
        cell.pad_right(max(each[column].cell_len for each in columns) - cell.cell_len)
        text.append_text(cell).append("  ")
    text.append(_attributes(option, item), "cyan")
    quote = flat(option.like.quote(adjudication.article.text))
    return text.append(quoted(quote, max(8, width - text.cell_len)), "dim")


def progress(adjudication: Adjudication) -> str:
    """How much is decided, and by which rule something was without a person."""
    count = len(adjudication.items)
    return f"{adjudication.decided:,} of {counted(count, 'item')} decided · rule: {adjudication.rule}"


def present(adjudication: Adjudication, names: Names) -> Text:
    """Which item it is, in what they differ, and how it was decided; or what it is being edited to."""
    of = adjudication
    if not of.items:
        return Text("Nobody labelled anything in what two have read: there is nothing to decide.")
    if of.draft is not None:
        return Text.assemble(("edit ", "bold"), named(of.scheme.label(of.draft.label)), "  ", _length(of))
    decision = of.decision(of.item)
    told = Text("not decided", "bold yellow")
    if decision is not None:
        told = decided(decision, complete=of.standing.decided(of.item))
    return Text.assemble((f"{of.at + 1} of {len(of.items)}", "bold"), f" · {about(of.item, names)} · ", told)


def focus(adjudication: Adjudication, chosen: Iterable[int]) -> Focus:
    """What stands out in the text: the present item, the options that are chosen and what is gold of it; or the edges
    that are moved. Beside each paragraph is its number, and whether gold has read it, or fewer than two annotators."""
    of = adjudication
    beside = {
        number: f"{number + 1}{'✓' if number in of.gold.marks else ' ' if number in of.paragraphs else '·'}"
        for number in range(len(of.article.paragraphs))
    }
    if of.draft is not None:
        return Focus(of.gold.selection, {of.draft.base.id}, of.gold.caret, beside)
    if not of.items:
        return Focus(beside=beside)
    made = [one for number in chosen for one in of.item.options[number].made]
    return Focus(of.item.extent, {one.id for one in (*made, *of.results(of.item))}, None, beside)


def _columns(option: Option, adjudication: Adjudication, names: Names) -> tuple[Text, Text]:
    """Its label, and who made it."""
    return named(adjudication.scheme.label(option.like.label)), Text(_listed(option.annotators, names), "bold")


def _attributes(option: Option, item: Item) -> str:
    """Those in which the options of an item differ."""
    all_names = sorted({name for each in item.options for name in each.like.attributes})
    told = {name: [" ".join(words(each.like.attributes.get(name))) for each in item.options] for name in all_names}
    own = [name for name in all_names if len(set(told[name])) > 1]
    values = (f"{name}: {' '.join(words(option.like.attributes.get(name))) or '–'}" for name in own)
    return printable("".join(f"{value}  " for value in values), "")


def _listed(annotators: tuple[str, ...], names: Names) -> str:
    return printable(", ".join(sorted(names[name] for name in annotators)), "")


def _length(adjudication: Adjudication) -> str:
    """How many words the edges that are being moved take in, and which."""
    span = adjudication.gold.selection
    if span is None:
        return "nothing selected"
    words_in = span.of(adjudication.article.text)
    return f"{counted(len(words_in.split()), 'word')}  {quoted(flat(words_in), 60)}"
