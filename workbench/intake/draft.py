"""What a reader of one kind of file gives, and the article that becomes of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.intake.decode import require_storable, require_words
from workbench.intake.metadata import guess, one_line
from workbench.intake.paragraphs import paragraphs
from workbench.model import Article

_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with what its file says of it, `title` included. `name` becomes the id, `place` stands in errors."""

    name: str
    place: str
    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()


def finish(draft: Draft, given: Mapping[str, str]) -> Article:
    """The article: a given value stands above what the file says, and that above what the text shows.

    Raises IntakeError for a text without words, and for characters that cannot be stored.
    """
    require_words(draft.text, f"The text of {draft.place}")
    metadata = {**guess(draft.text), **draft.metadata, **given}
    for key, value in metadata.items():
        require_storable(key + value, f"“{key}” of {draft.place}")
    sure = draft.metadata.keys() - draft.guessed | given.keys()
    title = one_line(metadata.pop("title", "")) or one_line(draft.name)
    return Article(
        id=id_of(draft.name),
        title=title,
        text=draft.text,
        paragraphs=paragraphs(draft.text),
        metadata={key: value for key, value in metadata.items() if value},
        guessed=frozenset({"title", *metadata} - sure),
    )


def id_of(name: str) -> str:
    """The name as something that a person can type: letters, digits, `_`, `.` and `-`, at most 80 characters."""
    kept = (c if c in "_.-" or unicodedata.category(c)[0] in "LMN" else "-" for c in unicodedata.normalize("NFC", name))
    return re.sub(r"-{2,}", "-", "".join(kept)).strip("-.")[:_LONGEST_ID].rstrip("-.") or "article"
