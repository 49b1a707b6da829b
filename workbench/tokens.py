"""Where words, sentences, quotations and graphemes begin and end: deterministic, of the text alone.

Every function takes the text and the span of one paragraph to look at, and gives spans in offsets of the whole text.
"""
