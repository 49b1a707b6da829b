"""The screens and modes, with the article and the keys that lead to each."""

from typing import NamedTuple

_QUOTE = ("slash", *"time", "enter", "escape")
"""The caret in the first quotation, on which two annotations lie."""


class Look(NamedTuple):
    """What to open (the library if nothing) and what to press there; `anew` where a size leads elsewhere.

    A key that is a tuple is typed as it stands.
    """

    name: str
    article: str | None
    keys: tuple[str, ...] = ()
    anew: bool = False
    keymap: str = "plain"


M, S = "001_minister", "002_scripts"

LOOKS = (
    Look("library", None),
    Look("library_filtered", None, tuple("ha")),
    Look("library_nothing_found", None, tuple("xyz")),
    Look("article", M, ("T",)),
    Look("article_compact", M, ("R", "T")),
    Look("article_nested", M, _QUOTE),
    Look("article_noted", M, ("3", "G")),
    Look("article_doubt_compact", M, ("R", *_QUOTE)),
    Look("article_skipped", "004_weather"),
    Look("article_first", "005_harbour"),
    Look("scripts", S, ("T",)),
    Look("scripts_compact", S, ("R", "T")),
    Look("scripts_caret", S, ("4", "G", "full_stop", "V", "full_stop")),
    Look("scripts_controls", S, ("G",)),
    Look("selecting", M, ("T", "V", "full_stop", "full_stop")),
    Look("selecting_begun", M, ("T", "V")),
    Look("selected_wide", S, ("2", "G", "P", "P")),
    Look("editing", M, (*_QUOTE, "E", "right_square_bracket")),
    Look("count", M, ("T", "1", "2")),
    Look("refused", M, ("T", "X")),
    Look("path", M, ("T", "W", "s")),
    Look("prefix", M, ("T", "W", "t"), keymap="vi"),
    Look("jump", M, ("T", "F"), anew=True),
    Look("jump_annotations", M, ("T", "F", "F"), anew=True),
    Look("search", M, ("T", "slash", *"it was")),
    Look("search_nothing", M, ("T", "slash", *"xyz")),
    Look("search_expression", S, ("T", "slash", "ctrl+e", *"[", "^")),
    Look("corpus", M, ("T", "slash", *"it was", "tab")),
    Look("corpus_empty", None, ("ctrl+f",)),
    Look("picker", M, ("T", "W", "f4")),
    Look("picker_filtered", M, ("T", "W", "f4", *"source")),
    Look("picker_new", M, ("T", "W", "f4", *"irony")),
    Look("guideline", M, (*_QUOTE, "I"), anew=True),
    Look("guideline_over_picker", M, ("T", "W", "f4", "down", "tab")),
    Look("attributes", M, (*_QUOTE, "A")),
    Look("comment", M, (*_QUOTE, "C")),
    Look("note", M, ("3", "G", "number_sign")),
    Look("article_note", M, ("at",)),
    Look("skip", M, ("exclamation_mark",)),
    Look("skip_without_reason", M, ("exclamation_mark", "enter")),
    Look("occurrences", M, (*_QUOTE, "asterisk")),
    Look("occurrences_everywhere", M, (*_QUOTE, "asterisk", "tab")),
    Look("link_waiting", M, (*_QUOTE, "M")),
    Look("link_makes", M, (*_QUOTE, "tab", "M", "semicolon")),
    Look("link_menu", M, (*_QUOTE, "M", "semicolon", "M")),
    Look("link_own", M, (*_QUOTE, "M", "M")),
    Look("delete_asks", M, (*_QUOTE, "X")),
    Look("list_to_fix", M, ("f2",)),
    Look("list_notes", M, ("f2", "2")),
    Look("list_notes_everywhere", M, ("f2", "2", "asterisk")),
    Look("list_relations", M, ("f2", "3")),
    Look("list_changes", M, ("H",)),
    Look("list_since", M, ("H", "asterisk")),
    Look("list_empty", "005_harbour", ("f2",)),
    Look("comparison", M, ("T", "percent_sign")),
    Look("settings", M, ("f10",)),
    Look("help", M, ("question_mark",)),
    Look("help_end", M, ("question_mark", "end")),
    Look("palette", M, ("ctrl+p",)),
    Look("palette_filtered", M, ("ctrl+p", *"undo")),
)
