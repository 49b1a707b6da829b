"""Web pages: the article inside the page, found by trafilatura; nothing is fetched.

What is stored is the extracted text, one blank line between its paragraphs, and the hash of the page's bytes.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import IntakeError
from workbench.intake.decode import Decoded, decode, read_bytes, require_storable
from workbench.intake.draft import Draft
from workbench.symbols import printable

if TYPE_CHECKING:
    from trafilatura.settings import Document

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_WHERE_DECLARED = 4096
_WESTERN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
"""Names that browsers take for windows-1252 (WHATWG Encoding Standard, 4.2)."""
_PLAIN_DATES = {"original_date": True, "extensive_search": False}
"""For htmldate: when it was published, not changed; and from markup, not from any figure in the text."""


def read(path: Path, encoding: str | None) -> Iterator[Draft]:
    """The one article of the page. Raises IntakeError, also where the page holds none."""
    data = read_bytes(path)
    page = _decode_page(data, str(path), encoding)
    require_storable(page.text, str(path))
    document = _extract(page.text, str(path))
    shown = _shown(document)
    metadata = {
        "source": printable(path.name, keep=""),
        "source_sha256": hashlib.sha256(data).hexdigest(),
        "encoding": page.encoding,
    }
    guessed = frozenset({*shown, "encoding"} if page.guessed else shown)
    yield Draft(printable(path.stem, keep=""), str(path), _text(document), {**shown, **metadata}, guessed)


def _decode_page(data: bytes, place: str, encoding: str | None) -> Decoded:
    """By the encoding given; else as UTF-8 where that fits; else by the one that the page declares; else by a guess.

    A page's word counts for less than its bytes, because programs that save a page often leave the old declaration.
    """
    declared = None if encoding or _is_utf8(data) else _DECLARED.search(data, 0, _WHERE_DECLARED)
    if declared:
        name = declared[1].decode("ascii", "replace").lower()
        try:
            return decode(data, place, "cp1252" if name in _WESTERN else name)
        except IntakeError:
            pass  # the page is mistaken about itself
    return decode(data, place, encoding)


def _is_utf8(data: bytes) -> bool:
    """Whether it shows that it is UTF-8; plain ASCII shows nothing, it may be ISO-2022-JP."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not data.isascii()


def _extract(page: str, place: str) -> Document:
    """What trafilatura finds in the page."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it would talk to the terminal about each bad page
    try:
        found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=_PLAIN_DATES)
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError) as error:
        # a hostile page can make any step of somebody else's code stumble; it is the page that is at fault
        raise IntakeError(f"{place} cannot be read as a web page ({type(error).__name__}: {error}).") from None
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise IntakeError(
            f"{place} holds no article that could be found.", "Save its text as a .txt file and add that."
        )
    return found


def _text(document: Document) -> str:
    """One blank line between paragraphs, which trafilatura puts on a line each."""
    return "\n\n".join(line for line in (document.text or "").split("\n") if line.strip())


def _shown(document: Document) -> dict[str, str]:
    """What the markup says of the article."""
    said = {
        "title": document.title,
        "byline": document.author,
        "date": document.date,
        "outlet": document.sitename or document.hostname,
        "url": document.url,
    }
    return {key: value for key, value in said.items() if value}
