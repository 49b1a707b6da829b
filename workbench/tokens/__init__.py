"""Where words, sentences, quotations and graphemes begin and end: deterministic, of the text alone.

The functions look at one paragraph (`quotations` at a whole article) and give offsets into the whole text.
"""

from workbench.tokens.quotations import quotations
from workbench.tokens.sentences import sentences
from workbench.tokens.words import graphemes, with_marks, words

__all__ = ["graphemes", "quotations", "sentences", "with_marks", "words"]
