"""Hands that never rest: what a terminal sends while somebody tries every feature, in an order that a seed decides."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from tests.end_to_end.terminal import KEYS
from tests.strategies import NASTY
from workbench import keys
from workbench.keymap import Keymap

ESC = "\x1b"
PATTERNS = (
    "the",
    "The",
    "e",
    r"\bthe\b",
    r"(a+)+$",
    r"(\w+\s?)*!",
    "[",
    "(?<=",
    r"\p{Lu}\w+",
    "“",
    "中",
    "ß",
    ".",
    "x{9}",
)
"""What is searched for: words, expressions, some that are broken, some that would take for ever."""
WORDS = ("sort", "per", "a b", "no such thing", "Ünïcode", "[bold]x[/]", "[/]", "100%", "x" * 90, *NASTY)
"""What is written into forms and filters."""
COMMON = ("word_right", "paragraph_down", "sentence_right", "select_word", "undo", "redo", "read", "delete")
"""Commands that come more often than others."""


def sent(key: str) -> str:
    """What a terminal sends for Textual's name of a key."""
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return keys.shown(key)


class Hands:
    """`act()` gives the keys of one thing that is tried: each string is a key, a movement of the mouse or a paste."""

    def __init__(self, seed: int, keymap: Keymap, labels: Sequence[str]) -> None:
        """`labels` are the keys of the scheme's labels, as they are typed."""
        self.chance = random.Random(seed)
        self._keymap = keymap
        self._labels = labels
        self._acts: dict[Callable[[], Iterator[str]], int] = {
            self._command: 30,
            self._moves: 25,
            self._labels_words: 30,
            self._label: 8,
            self._takes_back: 6,
            self._edits: 5,
            self._splits: 5,
            self._links: 8,
            self._searches: 6,
            self._jumps: 3,
            self._picks: 4,
            self._every: 5,
            self._writes: 6,
            self._attributes: 4,
            self._lists: 7,
            self._reads_on: 6,
            self._goes_elsewhere: 4,
            self._settings: 2,
            self._palette: 2,
            self._looks: 4,
            self._clicks: 6,
            self._drags: 3,
            self._pastes: 2,
            self._anything: 3,
            self._leaves: 2,
        }

    def act(self) -> list[str]:
        """The keys of one thing to try."""
        (act,) = self.chance.choices(list(self._acts), list(self._acts.values()))
        return [*act(), *(self._leaves() if self._is_so(0.4) else ())]

    def size(self) -> tuple[int, int]:
        """Columns and rows of a terminal that is resized."""
        usual = [(120, 40), (80, 24), (200, 60), (100, 30), (40, 12)]
        odd = [(1, 1), (2, 3), (10, 4), (300, 5), (20, 90)]
        return self.chance.choice(usual if self.chance.random() < 0.7 else odd)

    def _press(self, command: str, times: int = 1) -> Iterator[str]:
        """The command, by any of its keys."""
        its = [key for key in self._keymap.keys[command] if key != "escape"] or ["escape"]
        yield from (sent(self.chance.choice(its)) for _ in range(times))

    def _some(self, *given: str, least: int = 0, most: int = 3) -> Iterator[str]:
        """Some of these keys."""
        yield from (sent(self.chance.choice(given)) for _ in range(self.chance.randint(least, most)))

    def _is_so(self, probability: float) -> bool:
        return self.chance.random() < probability

    def _count(self) -> Iterator[str]:
        if self._is_so(0.2):
            yield from str(self.chance.choice([2, 3, 5, 12, 40, 999999]))

    def _command(self) -> Iterator[str]:
        yield from self._count()
        yield from self._press(self.chance.choice(keys.COMMANDS).id if self._is_so(0.5) else self.chance.choice(COMMON))

    def _moves(self) -> Iterator[str]:
        groups = (keys.MOVE, keys.FIND, keys.SELECT)
        for _ in range(self.chance.randint(1, 6)):
            yield from self._count()
            yield from self._press(self.chance.choice([one.id for one in keys.COMMANDS if one.group in groups]))

    def _label(self) -> Iterator[str]:
        if self._keymap.labels:
            yield sent(self._keymap.labels)
        yield from self.chance.choice(self._labels)

    def _labels_words(self) -> Iterator[str]:
        units = ["select_word", "select_sentence", "select_quotation", "select_paragraph", "grow", "select"]
        yield from self._press("word_right", self.chance.randint(0, 3))
        yield from self._press(self.chance.choice(units), self.chance.randint(1, 3))
        yield from self._label() if self._is_so(0.8) else self._press("repeat")

    def _takes_back(self) -> Iterator[str]:
        yield from self._press("undo", self.chance.randint(1, 12))
        yield from self._press("redo", self.chance.randint(0, 12))

    def _edits(self) -> Iterator[str]:
        edges = ["grow_start", "shrink_start", "grow_end", "shrink_end", "word_right", "swap_ends"]
        yield from self._press("edit")
        for _ in range(self.chance.randint(0, 5)):
            yield from self._press(self.chance.choice(edges))
        yield from self._some("enter", "escape", "E", least=1, most=1)

    def _splits(self) -> Iterator[str]:
        yield from self._press("word_right", self.chance.randint(1, 8))
        yield from self._press("select_word", self.chance.randint(1, 4))
        yield from self._press(self.chance.choice(["add_segment", "add_segment", "remove_segment"]))

    def _links(self) -> Iterator[str]:
        yield from self._press("link")
        between = ["next_annotation", "previous_annotation", "next_same", "next_cover", "next_article", "paragraph_up"]
        for _ in range(self.chance.randint(1, 3)):
            yield from self._press(self.chance.choice(between))
        yield from self._press("link")
        yield from self._some("1", "2", "a", "enter", "down", "escape", "delete")

    def _searches(self) -> Iterator[str]:
        yield from self._press("search")
        if self._is_so(0.5):
            yield sent("ctrl+e")
        yield from self._pattern()
        yield from self._some("up", "down", "backspace", "ctrl+u", "ctrl+n")
        if self._is_so(0.3):
            yield sent("tab")
            yield from self._some("down", "tab", "ctrl+e", "up")
        yield from self._some("enter", "escape", least=1)
        yield from self._press("search_next", self.chance.randint(0, 2))

    def _pattern(self) -> Iterator[str]:
        yield from self.chance.choice(PATTERNS)

    def _jumps(self) -> Iterator[str]:
        yield from self._press("jump", self.chance.randint(1, 3))
        yield from self._some(*"asdfjkl", most=2)

    def _picks(self) -> Iterator[str]:
        yield from self._press("pick")
        yield from self._words()
        yield from self._some("up", "down", "backspace", "f1", "escape")
        yield from self._some("enter", "escape", least=1)

    def _every(self) -> Iterator[str]:
        yield from self._press("select_word", self.chance.randint(0, 2))
        yield from self._press("every")
        yield from self._some("tab", "W", "C", "plus", "minus", "space", "down", "up", most=5)
        yield from self.chance.choice([*self._labels, "\r", ESC, KEYS["f4"]])

    def _words(self) -> Iterator[str]:
        words = self.chance.choice(WORDS)
        yield from (letter for letter in words if letter.isprintable())

    def _writes(self) -> Iterator[str]:
        yield from self._press(self.chance.choice(["comment", "note", "article_note", "skip", "unsure"]))
        yield from self._some("home", "end", "ctrl+u", "backspace")
        yield from self._words()
        yield from self._some("enter", "tab", "escape", least=1)

    def _attributes(self) -> Iterator[str]:
        yield from self._press("attributes")
        for _ in range(self.chance.randint(1, 6)):
            yield from self._some("tab", "space", "down", "up", "left", "right", "1", "9", "-", "e", "enter", least=1)
            if self._is_so(0.2):
                yield from self._words()
        yield from self._some("enter", "escape", "tab", least=1)

    def _lists(self) -> Iterator[str]:
        yield from self._press(self.chance.choice(["lists", "history"]))
        within = ("1", "2", "3", "4", "down", "down", "up", "pagedown", "end", "asterisk", "left", "tab")
        for _ in range(self.chance.randint(1, 4)):
            yield from self._some(*within, most=4)
            if self._is_so(0.4):
                yield from self._some("X", "G", "A", "O", "delete", least=1, most=1) if self._is_so(0.5) else "GG"
            if self._is_so(0.2):
                yield from self._words()
        yield from self._some("enter", "escape", "f2", least=1)

    def _reads_on(self) -> Iterator[str]:
        yield from self._press("read", self.chance.randint(1, 5))
        if self._is_so(0.1):
            yield from self._press("read", 60)

    def _goes_elsewhere(self) -> Iterator[str]:
        if self._is_so(0.5):
            yield from self._press(self.chance.choice(["next_article", "previous_article"]))
            return
        yield from self._press("library")
        yield from (
            self._words() if self._is_so(0.3) else self._some("down", "up", "end", "home", "ctrl+f", "f1", "escape")
        )
        yield from self._some("escape", most=1)
        yield sent("enter")

    def _settings(self) -> Iterator[str]:
        yield from self._press("settings")
        yield from self._some("tab", "down", "up", "left", "right", "space", "enter", "9", "backspace", most=12)
        yield from self._some("enter", "escape", least=1)

    def _palette(self) -> Iterator[str]:
        yield sent("ctrl+p")
        yield from self.chance.choice(["theme", "settings", "undo", "read", "label", "help", "zzz", "004"])
        yield from self._some("down", "enter", "escape", least=1)
        yield from self._some("down", "enter", "escape", least=1)

    def _looks(self) -> Iterator[str]:
        yield from self._press(self.chance.choice(["compare", "guideline", "help", "rails", "labels"]))
        yield from self._some("down", "pagedown", "up", "tab", "f10")
        yield from self._some("escape", most=2)

    def _mouse(self, button: int, x: int, y: int, end: str = "M") -> str:
        return f"{ESC}[<{button};{x};{y}{end}"

    def _point(self) -> tuple[int, int]:
        return self.chance.randint(1, 120), self.chance.randint(1, 40)

    def _clicks(self) -> Iterator[str]:
        if self._is_so(0.3):
            yield from (
                self._mouse(self.chance.choice([64, 65]), *self._point()) for _ in range(self.chance.randint(1, 5))
            )
            return
        x, y = self._point()
        for _ in range(self.chance.randint(1, 3)):
            yield self._mouse(0, x, y)
            yield self._mouse(0, x, y, "m")
        yield from self._label() if self._is_so(0.5) else ()

    def _drags(self) -> Iterator[str]:
        yield self._mouse(0, *self._point())
        yield from (self._mouse(32, *self._point()) for _ in range(self.chance.randint(0, 4)))
        if self._is_so(0.9):
            yield self._mouse(0, *self._point(), "m")
        yield from self._label() if self._is_so(0.5) else ()

    def _pastes(self) -> Iterator[str]:
        words = "".join(self.chance.choices(NASTY, k=self.chance.randint(0, 30))).replace(ESC, "")
        yield f"{ESC}[200~{words}{ESC}[201~"

    def _anything(self) -> Iterator[str]:
        signs = "".join(chr(code) for code in range(0x21, 0x7F)) + "äß中é \t\r\x7f"
        yield from self.chance.choices(signs, k=self.chance.randint(1, 8))

    def _leaves(self) -> Iterator[str]:
        """Out of whatever lies over the article, and back into one."""
        yield from [ESC] * self.chance.randint(2, 5)
        yield from self._some("enter", most=1)
