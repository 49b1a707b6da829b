"""Nasty text for properties: what shifts offsets, draws strangely, or splits lines where none end."""

from hypothesis import strategies as st

NASTY = (
    "👩‍👩‍👧",
    "🇩🇪",
    "é",
    "e\u0301",
    "\u202eabc\u202c",
    "שלום",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
    "\ufeff",
    "\x1b[31m",
    "𝔘",
    "\t",
    "漢",
    "%s",
    "'",
    "\\u0000",
)

nasty_text = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
    max_size=8,
).map("".join)
"""Any text that may be stored."""
