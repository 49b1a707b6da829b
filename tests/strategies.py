"""Nasty text for properties: it shifts offsets, draws strangely, splits words, sentences and lines where none end."""

from hypothesis import strategies as st

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
NASTY = (
    *"abZ5 .,!?'\"’‘“”«»-—_/#*[]()\\",
    *"\t\n\r\x1b\x85\xa0\xad\u200b\u200c\u200d\u200e\u2028\u202e\u3000\ufe0f\ufeff",
    *"é\u0301\u20e3\u0600\U000e0067𝒜𝔘",
    *"中漢。「」のカー한각\u1100अना\u093f\u094dשעאع👍🏽👩❤©🇩🇪",
    FAMILY,
    "🇩🇪",
    "e\u0301",
    "\u202eabc\u202c",
    "שלום",
    "\r\n",
    "\n\n",
    "\x1b[31m",
    "%s",
    "\\u0000",
    "U.S. ",
    "Lt. Smith ",
    "He said so. ",
    "don’t",
    "1,000.5",
)
"""Joiners, combining marks, both directions, every line end, controls, wide and astral signs; and words to go wrong."""

nasty_text = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
    max_size=8,
).map("".join)
"""Any text that may be stored."""

crowded_text = st.lists(st.sampled_from(NASTY), min_size=1, max_size=50).map("".join)
"""Nothing but what is nasty, and much of it."""
