"""Text that breaks programs: joiners, combining marks, right-to-left, every line end, byte-order mark, astral signs."""

from hypothesis import strategies as st

from workbench.model import Span

PIECES = [
    *"aZé5 .,!?'\"’‘“”«»-—_\t\u00a0\u00ad\u200d\u200c\u200b\u200e\u2028\u0085\ufeff\ufe0f\u0301\u20e3#*[]()",
    *"\r\n\x00\x1b中のカー한שעחना्ि𝒜👩🇩🇪🏽❤©",
    "\r\n",
    "\n\n",
    "U.S. ",
    "Lt. Smith ",
    "He said so. ",
    "don’t",
    "1,000.5",
    "👩‍👩‍👧",
]

texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def whole(text: str) -> Span:
    """The text as one paragraph."""
    return Span(0, len(text))


def words_of(spans: tuple[Span, ...], text: str) -> list[str]:
    """What the spans hold."""
    return [span.of(text) for span in spans]
