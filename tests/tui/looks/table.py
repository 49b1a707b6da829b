"""The screens and modes, with the keys that lead to each."""

from typing import NamedTuple

Step = tuple[str, tuple[str, ...]]
"""The name of a screen, and the keys that lead to it from the one before."""


class Visit(NamedTuple):
    """Screens that are seen one after the other, from an article (the library if there is none) on.

    `narrows`: what the keys lead to depends on the size, so each size is begun anew.
    """

    article: str | None
    steps: tuple[Step, ...]
    keymap: str = "plain"
    narrows: bool = False


_M, _S = "001_minister", "002_scripts"
_QUOTE = ("slash", *"time", "enter", "escape")
"""The caret in the first quotation, on which two annotations lie."""

VISITS = (
    Visit(None, (("library", ()), ("library_filtered", tuple("ha")), ("library_nothing_found", tuple("xyz")))),
    Visit(None, (("corpus_from_library", ("ctrl+f",)),)),
    Visit(
        None,
        (
            ("agreement", ("f5", "right")),
            ("agreement_people", ("2",)),
            ("agreement_confusion", ("3",)),
            ("differences", ("1", "end", "enter")),
        ),
    ),
    Visit("004_weather", (("article_skipped", ()),)),
    Visit("005_harbour", (("article_at_first", ()), ("list_empty", ("f2",)))),
    Visit(_M, (("article", ("T",)), ("article_noted", ("3", "G")), ("article_compact", ("R", *_QUOTE)))),
    Visit(_S, (("scripts", ("T",)), ("scripts_end", ("G",)), ("scripts_compact", ("R", "T")))),
    Visit(_S, (("scripts_right_to_left", ("4", "G", "full_stop", "V", "full_stop")),)),
    Visit(_M, (("selecting_begun", ("T", "V")), ("selecting", ("full_stop", "full_stop")))),
    Visit(_M, (("count", ("T", "1", "2")), ("refused", ("escape", "X")))),
    Visit(_M, (("editing", (*_QUOTE, "E", "right_square_bracket")),)),
    Visit(_M, (("path", ("T", "W", "s")),)),
    Visit(_M, (("prefix", ("g", "W", "t")), ("prefix_path", ("s",))), keymap="vi"),
    Visit(_M, (("jump", ("T", "F")), ("jump_annotations", ("F",))), narrows=True),
    Visit(_M, (("search", ("T", "slash", *"it was")), ("corpus", ("tab",)), ("corpus_nothing", tuple("xyz")))),
    Visit(_S, (("search_expression", ("T", "slash", "ctrl+e", "left_square_bracket", "circumflex_accent")),)),
    Visit(_M, (("picker", ("T", "W", "f4")), ("guideline_over_picker", ("down", "tab")))),
    Visit(_M, (("picker_filtered", ("T", "W", "f4", *"source")), ("picker_new", ("s",)))),
    Visit(_M, (("guideline", (*_QUOTE, "I")),), narrows=True),
    Visit(
        _M,
        (("attributes", (*_QUOTE, "A")), ("comment", ("escape", "C")), ("note", ("escape", "3", "G", "number_sign"))),
    ),
    Visit(_M, (("skip", ("exclamation_mark",)), ("skip_without_reason", ("enter",)))),
    Visit(_M, (("occurrences", (*_QUOTE, "asterisk")), ("occurrences_everywhere", ("tab",)))),
    Visit(_M, (("link_waiting", (*_QUOTE, "M")), ("link_own", ("M",)), ("link_chooses", ("escape", "T", "semicolon")))),
    Visit(_M, (("link_menu", (*_QUOTE, "M", "T", "semicolon", "M")),)),
    Visit(_M, (("delete_asks", (*_QUOTE, "X")),)),
    Visit(
        _M,
        (
            ("list_to_fix", ("f2",)),
            ("list_notes", ("2",)),
            ("list_notes_everywhere", ("asterisk",)),
            ("list_relations", ("3",)),
            ("list_changes", ("4",)),
            ("list_since_finished", ("asterisk",)),
        ),
    ),
    Visit(_M, (("comparison", ("T", "percent_sign")),)),
    Visit(
        None,
        (
            ("adjudication", (*"001", "ctrl+g")),
            ("adjudication_editing", ("E", "right_square_bracket", "h")),
            ("adjudication_decided", ("enter", "left")),
            ("adjudication_adding", ("W", "W")),
            ("adjudication_added", ("h",)),
            ("adjudication_undone", ("Z", "Z")),  # so that the next theme sees the same
        ),
    ),
    Visit(_M, (("settings", ("f10",)),)),
    Visit(_M, (("help", ("question_mark",)), ("help_end", ("end",)))),
    Visit(_M, (("palette", ("ctrl+p",)), ("palette_filtered", tuple("undo")))),
)
