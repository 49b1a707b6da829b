"""A scheme file as plain data, with the place of every key and value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.scheme.mistakes import Mistake

Data = Mapping[str, "Data"] | list["Data"] | str | None
"""Every scalar is the word that was written; an empty value is None."""

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, counted from 1."""


@dataclass
class Document:
    """What a file holds, where each key and value stands, and the mistakes that the YAML itself had."""

    source: str
    text: str
    data: Data = None
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, path: KeyPath, message: str, *, at_key: bool = False) -> Mistake:
        """A mistake at a value, or at its key. Parts of the path that the file does not have are passed over."""
        path = self._existing(path)
        holders = (path[:length] for length in range(len(path), -1, -1))  # inside an alias nothing has a place
        value = next((self.values[holder] for holder in holders if holder in self.values), (1, 1))
        place = self.keys.get(path, value) if at_key else value
        return Mistake(*place, shown(path), message)

    def _existing(self, path: KeyPath) -> KeyPath:
        value, existing = self.data, list[str | int]()
        for part in path:
            match value, part:
                case Mapping(), str() if part in value:
                    value = value[part]
                case list(), int() if part < len(value):
                    value = value[part]
                case _:
                    continue
            existing.append(part)
        return tuple(existing)


def shown(path: KeyPath) -> str:
    """`labels.opinion.include[2]`; items count from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
