"""What the lines say of a reading, in little room: which article, where, what is selected, what covers the caret."""

from __future__ import annotations

from rich.text import Text

from workbench.annotate import Reading
from workbench.annotate.counting import Count
from workbench.keymap import PLAIN, Keymap
from workbench.model import Annotation, Span
from workbench.scheme import Scheme
from workbench.symbols import printable
from workbench.tui.caps import cap, named
from workbench.tui.paint import NOTED
from workbench.tui.prose import counted, cut, flat
from workbench.tui.rails import DOUBT
from workbench.tui.writer import Outbox

QUOTED = 40
"""Cells for the quoted selection where there is plenty of room."""
AT_LEAST = 8
"""Cells that the quote keeps before the labels shrink to their keys."""
COUNTED = 10_000
"""Characters of a selection whose words are counted with every key."""
STUMP = 5
"""Characters of its name by which a label without a key is known where there is no room."""
TARGET = "▸"
"""Stands before the annotation that keys act on, where it is one of several."""

_SELECT = "{select_word} {select_sentence} {select_quotation} {select_paragraph} select"
FIRST_RUN = f"{{left}} {{down}} {{up}} {{right}} move · {_SELECT} · %s labels · {{read}}: read, next · {{help}} help"
FIRST_RUN_WIDE = FIRST_RUN.replace(" · %s", " word, sentence, quotation, paragraph · %s")
"""With the keys of these commands, and what labels."""
HELD = "waiting: database in use"
"""Stands for "saving…" as long as another program holds the database; the whole sentence is gone with the next key."""


def where(reading: Reading, scheme: Scheme, room: int, keymap: Keymap = PLAIN) -> Text:
    """At most about `room` cells: the quote shrinks first, then the labels to their keys, the target's last."""
    place = Text(f"¶ {reading.paragraph + 1}")
    if not reading.editing:  # then the keys that end it need the room
        place.append(f" of {len(reading.article.paragraphs)}, {len(reading.marks)} read")
    length = _length(reading) if reading.selection else Text()
    rest = room - place.cell_len - length.cell_len
    for spelled in (reading.covering(), (reading.target,), ()):
        labels = _labels(reading, scheme, spelled, keymap)
        left = rest - labels.cell_len - (4 if reading.selection else 0)
        if left >= (AT_LEAST if reading.selection else 0):
            break
    line = Text.assemble(place, _quote(reading, max(AT_LEAST, min(left, QUOTED))), length, labels)
    return line.append_text(_note(reading, room - line.cell_len))


def head(reading: Reading, room: int) -> Text:
    """The article's id and title; before the title why it is skipped, in half of the room at most."""
    article = reading.article
    skipped = Text()
    if reading.skip:
        skipped = Text.assemble(("skipped: ", "bold yellow"), (_in_one_line(reading.skip.reason, room), "yellow"))
        skipped.truncate(max(AT_LEAST, room // 2), overflow="ellipsis")
        skipped.append("  ")
    return Text.assemble((printable(article.id, ""), "dim"), "  ", skipped, (printable(article.title, ""), "bold"))


def first_run(keymap: Keymap, room: int) -> Text:
    """The keys to begin with, in more words or fewer."""
    labels = keymap.label_path("a letter")
    wide, narrow = (Text(keymap.told(hint) % labels) for hint in (FIRST_RUN_WIDE, FIRST_RUN))
    return wide if wide.cell_len < room else narrow


def counting(count: Count, keymap: Keymap) -> Text:
    """What the number will do that is being typed."""
    goes = f" times the next move, selection or undo · {keymap.shown_for('article_end')}: to that ¶"
    return Text.assemble((str(count), "bold"), goes)


def saved(outbox: Outbox) -> Text:
    """What is called saved, the store holds."""
    if outbox.error:
        return Text("not saved", "bold red")
    if outbox.saved:
        return Text("  saved", "green")  # as wide as "saving…": the tools beside it stay under the pointer
    return Text(HELD, "bold yellow") if outbox.held else Text("saving…", "yellow")


def _note(reading: Reading, cells: int) -> Text:
    """The first words of the note on the paragraph, where nothing is selected and some words have room."""
    note = reading.note_on(reading.paragraph)
    if note is None or reading.selection or cells < AT_LEAST:
        return Text()
    words = Text(f"  {NOTED} {_in_one_line(note.text, cells)}", "italic")
    words.truncate(max(0, cells), overflow="ellipsis")
    return words


def _in_one_line(text: str, cells: int) -> str:
    """The beginning of the text, as much as so many cells may hold and a little more."""
    return flat(text[: 2 * max(0, cells)])


def _quote(reading: Reading, cells: int) -> Text:
    span = reading.selection
    if span is None:
        return Text()
    quote = printable(reading.article.text[span.start : min(span.end, span.start + cells + 1)], "")
    return Text.assemble("  ", (f"“{cut(quote, cells)}”", "bold"))


def _length(reading: Reading) -> Text:
    """In words, or in characters where counting words would cost."""
    span = reading.selection or Span(0, 1)
    words = len(span.of(reading.article.text).split()) if len(span) < COUNTED else 0
    return Text(f" {counted(words, 'word')}" if words else f" {len(span):,} characters", "dim")


def _labels(reading: Reading, scheme: Scheme, spelled: tuple[Annotation | None, ...], keymap: Keymap) -> Text:
    """What covers the caret, innermost first, those of `spelled` with their names; and what the keys do about it."""
    covering, target = reading.covering(), reading.target
    line = Text()
    for annotation in covering:
        is_target = annotation is target
        line.append(f"  {TARGET}" if is_target and len(covering) > 1 else "  ", "bold")
        line.append_text(_label(annotation, scheme, is_named=annotation in spelled, style="bold" if is_target else ""))
    if reading.editing:
        told = "  {read} keeps the edges, {clear} drops them" if spelled else "  {read} keeps, {clear} drops"
        line.append(keymap.told(told), "bold")
    elif reading.selecting and reading.selection is None:
        line.append(keymap.told("  every move selects, {select} ends it") if spelled else "  selecting", "bold")
    elif target and scheme.missing(target):
        line.append(keymap.told("  {attributes} attributes" if spelled else "  {attributes}"), "yellow")
    return line


def _label(annotation: Annotation, scheme: Scheme, *, is_named: bool, style: str) -> Text:
    """With a name, or the key alone; a label without a key keeps the start of its name."""
    label = scheme.label(annotation.label)
    doubt = (DOUBT if annotation.unsure else "", style)
    if is_named:
        return named(label, style).append(*doubt)
    return Text.assemble(cap(label), ("" if label.key else printable(label.name, "")[:STUMP], style), doubt)
