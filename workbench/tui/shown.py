"""What of a reading is drawn, and what stands beside it in a paragraph for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.annotate import Reading
from workbench.model import Annotation, Span, reading_order
from workbench.tui.paint import Look


@dataclass(frozen=True, slots=True)
class Beside:
    """Annotations of somebody else in a paragraph (counted from 0), and signs behind the keys of any, by id.

    The words of `lit` are lit up, and the rail of `heavy` is, in place of the selection and of what keys act on.
    """

    paragraph: int
    annotations: tuple[Annotation, ...]
    signs: Mapping[str, str]
    lit: Span | None
    heavy: Annotation | None


class Shown:
    """A reading, and what is `beside` it if anything is."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.beside: Beside | None = None

    def touching(self, paragraph: int) -> tuple[Annotation, ...]:
        """The annotations that are drawn in the paragraph, in reading order."""
        mine = self._reading.touching(paragraph)
        if self.beside is None or self.beside.paragraph != paragraph:
            return mine
        return tuple(sorted((*mine, *self.beside.annotations), key=reading_order))

    def sign(self, annotation_id: str) -> str:
        """What stands behind the key of an annotation for a while."""
        return self.beside.signs.get(annotation_id, "") if self.beside else ""

    @property
    def aimed(self) -> Annotation | None:
        """The annotation whose rail is heavy."""
        return self.beside.heavy if self.beside else self._reading.target

    def look(self) -> Look:
        """How it is drawn now."""
        reading, aimed = self._reading, self.aimed
        return Look(
            reading.caret,
            self.beside.lit if self.beside else reading.selection,
            reading.paragraph,
            aimed.id if aimed else None,
            reading.marks,
            reading.agrees,
            reading.noted,
        )
