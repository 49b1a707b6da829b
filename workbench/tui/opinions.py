"""What annotators made of the same words, and what was decided on it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text

from workbench.adjudicate import Adjudication, Bond, Item, Option
from workbench.adjudicate.editing import Draft, drafted
from workbench.errors import Refused
from workbench.model import Decision, Relation, Verdict
from workbench.symbols import printable
from workbench.tui.arcs import TO
from workbench.tui.caps import named, words_of
from workbench.tui.lanes import Focus
from workbench.tui.prose import counted, cut, flat, quoted
from workbench.tui.values import words

Names = Mapping[str, str]
"""How annotators are called here."""

_MAKERS = 24
"""Cells for the names of those who made the same, at most: the words that they labelled have to stand beside."""
_DID = {
    Verdict.TOOK: "one taken",
    Verdict.BOTH: "several taken",
    Verdict.EDITED: "edited",
    Verdict.REJECTED: "rejected",
    Verdict.ADDED: "added",
}


def about(item: Item | Bond, names: Names) -> str:
    """In what they differ, and who made nothing of it."""
    found = _of_relations(item) if isinstance(item, Bond) else _apart(item)
    if not item.silent:
        return ", ".join(found) or "all alike"
    return ", ".join([*found, f"nothing by {_listed(item.silent, names)}"])


def _of_relations(bond: Bond) -> list[str]:
    kinds = {option.like.type for option in bond.options}
    others = "" if len(bond.options) == 1 else ", other type" if len(kinds) > 1 else ", other direction"
    return [f"relation{others}"]


def _apart(item: Item) -> list[str]:
    likes = [option.like for option in item.options]
    apart = (
        ("other label", {one.label for one in likes}),
        ("other edges", {one.segments for one in likes}),
        ("other attributes", {repr(sorted(one.attributes.items())) for one in likes}),
    )
    found = [what for what, kinds in apart if len(kinds) > 1]
    if "other label" in found:
        found = [what for what in found if what != "other attributes"]  # each label has its own
    return found


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
    of, item = adjudication, adjudication.item
    is_gold = of.standing.taken(item, number)
    sign = ("●", "bold green") if is_gold else ("+", "bold") if marked else (" ", "")
    text = Text.assemble(f" {number + 1} " if number < 9 else "   ", sign, " ")
    if isinstance(item, Bond):
        columns = [(Text(printable(one.like.type, "")), _by(one.annotators, names)) for one in item.options]
    else:
        columns = [(named(of.scheme.label(one.like.label)), _by(one.annotators, names)) for one in item.options]
    for column, cell in enumerate(columns[number]):
        cell.pad_right(max(each[column].cell_len for each in columns) - cell.cell_len)
        text.append_text(cell).append("  ")
    if isinstance(item, Bond):
        return text.append_text(_joined(item, item.options[number].like, of, max(16, width - text.cell_len)))
    text.append(_attributes(item.options[number], item), "cyan")
    quote = flat(item.options[number].like.quote(of.article.text))
    return text.append(quoted(quote, max(8, width - text.cell_len)), "dim")


def _joined(bond: Bond, relation: Relation, of: Adjudication, cells: int) -> Text:
    """What the relation joins, as its annotator has it."""
    source, target = (bond.ends[id_][0] for id_ in (relation.from_id, relation.to_id))
    ends = [quoted(words_of(one, of.article.text), max(6, (cells - 3) // 2)) for one in (source, target)]
    return Text(f"{ends[0]} {TO} {ends[1]}", "dim")


def progress(adjudication: Adjudication) -> str:
    """How much is decided and was added, and by which rule something was without a person."""
    of, count = adjudication, len(adjudication.to_decide)
    added = f" · {len(of.items) - count:,} added" if len(of.items) > count else ""
    return f"{of.decided:,} of {counted(count, 'item')} decided{added} · rule: {of.rule}"


def present(adjudication: Adjudication, names: Names) -> Text:
    """Which item it is, in what they differ, and how it was decided; or what is being edited, or is to be added."""
    of = adjudication
    if of.in_text:
        return Text.assemble(("add ", "bold"), selected(of))
    if not of.items:
        return Text("Nobody labelled anything in what two have read: there is nothing to decide.")
    if of.draft is not None:
        return Text.assemble(("edit ", "bold"), named(of.scheme.label(of.draft.label)), "  ", _edited(of, of.draft))
    decision = of.decision(of.item)
    told = Text("not decided", "bold yellow")
    if decision is not None:
        told = decided(decision, complete=of.standing.decided(of.item))
    if of.item.is_added:
        return Text.assemble(("none of them made it", "bold"), " · ", told)
    number = f"{of.to_decide.index(of.item) + 1} of {len(of.to_decide)}"
    return Text.assemble((number, "bold"), f" · {about(of.item, names)} · ", told)


def focus(adjudication: Adjudication, chosen: Iterable[int]) -> Focus:
    """What stands out in the text: the present item, the options that are chosen and what is gold of it; or the edges
    that are moved, or the words that are selected. Beside each paragraph is its number, and whether gold has read it,
    or fewer than two annotators."""
    of = adjudication
    beside = {
        number: f"{number + 1}{'✓' if number in of.gold.marks else ' ' if number in of.paragraphs else '·'}"
        for number in range(len(of.article.paragraphs))
    }
    if of.draft is not None:
        return Focus(of.gold.selection, {of.draft.base.id}, of.gold.caret, beside)
    results = {one.id for one in of.results(of.item)} if of.items else set()
    if of.in_text:
        return Focus(of.gold.selection, results, of.gold.caret, beside)
    if not of.items:
        return Focus(beside=beside)
    if isinstance(of.item, Bond):
        return Focus(of.item.extent, _ends(of.item, of), None, beside)
    made = {one.id for number in chosen for one in of.item.options[number].made}
    return Focus(of.item.extent, made | results, None, beside)


def _ends(bond: Bond, of: Adjudication) -> set[str]:
    """The annotations that it joins, of the annotators and in gold."""
    gold = {one.id for _, item in bond.ends.values() for one in of.results(item)}
    return gold | bond.ends.keys()


def _by(annotators: tuple[str, ...], names: Names) -> Text:
    return Text(cut(_listed(annotators, names), _MAKERS), "bold")


def _attributes(option: Option, item: Item) -> str:
    """Those in which the options of an item differ."""
    all_names = sorted({name for each in item.options for name in each.like.attributes})
    told = {name: [" ".join(words(each.like.attributes.get(name))) for each in item.options] for name in all_names}
    own = [name for name in all_names if len(set(told[name])) > 1]
    values = (f"{name}: {' '.join(words(option.like.attributes.get(name))) or '–'}" for name in own)
    return printable("".join(f"{value}  " for value in values), "")


def _listed(annotators: tuple[str, ...], names: Names) -> str:
    """As they are called; gold, of what was added, by its own name."""
    return printable(", ".join(sorted(names.get(name, f"◆ {name}") for name in annotators)), "")


def _edited(adjudication: Adjudication, draft: Draft) -> str:
    """How many words what is edited would have, which part of it is moved, and all its words."""
    try:
        quote = flat(drafted(adjudication).quote(adjudication.article.text))
    except Refused as refusal:
        return refusal.message
    parts = len(draft.segments)
    part = f" · part {draft.at + 1} of {parts}" if parts > 1 else ""
    return f"{counted(len(quote.replace('…', ' ').split()), 'word')}{part}  {quoted(quote, 60)}"


def selected(adjudication: Adjudication) -> str:
    """How many words are selected, and which."""
    span = adjudication.gold.selection
    if span is None:
        return "nothing selected"
    words_in = flat(span.of(adjudication.article.text))
    return f"{counted(len(words_in.split()), 'word')}  {quoted(words_in, 60)}"
