"""Texts and their spans."""

from workbench.model import Span


def whole(text: str) -> Span:
    """The text as one paragraph. It must not be empty."""
    return Span(0, len(text))


def words_of(spans: tuple[Span, ...], text: str) -> list[str]:
    """What the spans hold."""
    return [span.of(text) for span in spans]
