"""XML that nobody vouches for, as a tree; and the characters that XML can hold."""

from __future__ import annotations

import re
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

LARGEST_XML = 64 * 2**20
"""Bytes of the largest file that becomes a tree in memory: far above any article with its tokens."""

_ELEMENTS = 1_000_000
_DEPTH = 40
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def legal(text: str) -> str:
    """The text with a � for every character that XML 1.0 cannot hold; as INCEpTION does since release 29."""
    return _ILLEGAL.sub("\ufffd", text)


def tree(data: bytes) -> Element:
    """The root of the document. Raises ValueError with what follows its name for what is none, or is far too large.

    A DOCTYPE is refused, so no entity is ever resolved.
    """
    if len(data) > LARGEST_XML:
        raise ValueError(f"it is larger than {LARGEST_XML // 2**20} MiB")
    parser = XMLParser(target=_Builder(), encoding="utf-8")  # noqa: S314 no entities without a DOCTYPE
    try:
        for start in range(0, len(data), 2**16):
            parser.feed(data[start : start + 2**16])
        root: Element = parser.close()
    except ParseError as error:
        raise ValueError(f"it is no XML 1.0: {error}") from None
    return root


class _Builder(TreeBuilder):
    """Builds no tree that could read other files or fill the memory: raises ValueError where one begins."""

    def __init__(self) -> None:
        super().__init__()
        self._count = self._depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> NoReturn:
        raise ValueError("it has a DOCTYPE, which is not taken")

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self._count += 1
        self._depth += 1
        if self._count > _ELEMENTS or self._depth > _DEPTH:
            raise ValueError(f"it has more than {_ELEMENTS:,} elements, or more than {_DEPTH} in one another")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)
