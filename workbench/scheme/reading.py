"""A scheme file's bytes → `Document`.

YAML's own idea of types is not asked: every scalar is the word that was written, so that `key: n`, `[yes, no]`, `010`,
`12:30` and `null` mean what they look like. PyYAML gives the events; its composer knows neither limits nor paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import yaml

from workbench.errors import SchemeError
from workbench.scheme.document import Data, Document, KeyPath, Place, shown
from workbench.scheme.mistakes import Mistake, Mistakes

_BYTES = 1_000_000  # a hundred labels with guidelines are 60,000
_NODES = 20_000  # what aliases may expand to
_DEPTH = 20
_KEY = "(key)"  # stands in the path of what is a key itself
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster, where PyYAML has it


def read(path: Path) -> str:
    """The file's text. Raises SchemeError if it is no file, too large, or not UTF-8."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_BYTES + 1)
    except FileNotFoundError:
        raise SchemeError(f"There is no label scheme {path}.", "Start one with: workbench init DIR") from None
    except IsADirectoryError:
        raise SchemeError(
            f"{path} is a folder, not a label scheme.", f"Name the file: {path / 'labels.yaml'}"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SchemeError(f"The label scheme {path} cannot be read: {reason}.") from None
    if len(content) > _BYTES:
        raise SchemeError(f"{path} is larger than {_BYTES:,} bytes, which no label scheme is.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{path}:{line}: the byte {content[error.start]:#04x} at position {error.start} is not UTF-8."
        raise SchemeError(message, "Save the file as UTF-8.") from None


def compose(text: str, source: str) -> Document:
    """The data in a text that errors call `source`. Raises SchemeError where it is not YAML at all."""
    text = text.removeprefix("\ufeff")
    if found := _NOT_YAML.search(text):
        place = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        raise Mistakes(source, [Mistake(*place, "", f"the character U+{ord(found[0]):04X} cannot stand in a scheme")])
    try:
        return _Composer(source, text).document()
    except yaml.MarkedYAMLError as error:
        raise Mistakes(source, [_syntax(text, error)]) from None


def _syntax(text: str, error: yaml.MarkedYAMLError) -> Mistake:
    line, column = _place(error.problem_mark or error.context_mark)
    if "\t" in "".join(text.split("\n")[line - 1 : line])[:column]:
        return Mistake(line, column, "", "a tab stands where YAML wants spaces; indent with spaces")
    context = f" ({error.context})" if error.context else ""
    return Mistake(line, column, "", f"this is not YAML: {error.problem}{context}")


class _Mark(Protocol):
    """What libyaml's marks and PyYAML's own have in common; they count from 0."""

    line: int
    column: int


def _place(mark: _Mark | None) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Composer:
    """Makes one document of YAML's events."""

    def __init__(self, source: str, text: str) -> None:
        self.made = Document(source, text)
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.anchors: dict[str, tuple[Data, int]] = {}
        self.nodes = 0

    def document(self) -> Document:
        """The one document. Raises Mistakes if there is none, or a second one."""
        starts = (event for event in self.events if isinstance(event, yaml.DocumentStartEvent))
        if next(starts, None):
            self.made.data = self._node(next(self.events), ())
        if self.made.data is None:
            raise self._wrong((1, 1), (), "the file is empty; a scheme begins with 'scheme: NAME'")
        if second := next(starts, None):
            raise self._wrong(_place(second.start_mark), (), "a second document starts here; a scheme is one")
        return self.made

    def _node(self, event: yaml.Event, path: KeyPath) -> Data:
        self.made.values[path] = _place(event.start_mark)
        before = self.nodes
        self._count(1, event, path)
        data: Data
        match event:
            case yaml.AliasEvent():
                return self._alias(event, path)
            case yaml.MappingStartEvent(tag=tag, anchor=anchor):
                data = self._mapping(path)
            case yaml.SequenceStartEvent(tag=tag, anchor=anchor):
                data = self._sequence(path)
            case yaml.ScalarEvent(tag=tag, anchor=anchor):
                data = self._word(event, path)
        if tag is not None:
            short = tag.replace("tag:yaml.org,2002:", "!!")
            self._note(event, path, f"the tag '{short}' means nothing here; delete it")
        if anchor is not None:
            self.anchors[anchor] = data, self.nodes - before
        return data

    def _word(self, event: yaml.ScalarEvent, path: KeyPath) -> str | None:
        word: str = event.value
        if found := _NOT_YAML.search(word):  # an escape in double quotes makes what the file itself must not hold
            self._note(event, path, f"the character U+{ord(found[0]):04X} cannot stand in a scheme")
        return _NOT_YAML.sub("?", word) if word or event.implicit[1] else None

    def _mapping(self, path: KeyPath) -> Data:
        data: dict[str, Data] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, (*path, _KEY))
            if isinstance(key, str) and key not in data:
                self.made.keys[*path, key] = _place(event.start_mark)
                data[key] = self._node(next(self.events), (*path, key))
            else:
                told = f"'{key}' is here for the second time" if isinstance(key, str) else "a key must be a word"
                self._note(event, path, told)
                self._node(next(self.events), (*path, _KEY))
        return data

    def _sequence(self, path: KeyPath) -> Data:
        data: list[Data] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            data.append(self._node(event, (*path, len(data))))
        return data

    def _alias(self, event: yaml.AliasEvent, path: KeyPath) -> Data:
        if event.anchor not in self.anchors:
            raise self._wrong(_place(event.start_mark), path, f"nothing before this is called '&{event.anchor}'")
        data, nodes = self.anchors[event.anchor]
        self._count(nodes, event, path)
        return data

    def _count(self, nodes: int, event: yaml.Event, path: KeyPath) -> None:
        self.nodes += nodes
        if self.nodes > _NODES:
            raise self._wrong(
                _place(event.start_mark), (), f"with its aliases the file has more than {_NODES:,} values"
            )
        if len(path) > _DEPTH:
            raise self._wrong(_place(event.start_mark), (), f"this is more than {_DEPTH} levels deep")

    def _note(self, event: yaml.Event, path: KeyPath, message: str) -> None:
        self.made.mistakes.append(Mistake(*_place(event.start_mark), shown(path), message))

    def _wrong(self, place: Place, path: KeyPath, message: str) -> Mistakes:
        return Mistakes(self.made.source, [*self.made.mistakes, Mistake(*place, shown(path), message)])
