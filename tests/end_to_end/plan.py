"""Which keys a person would press to label given words, from the text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.model import Article, Span
from workbench.tokens import quotations, words

SOURCES = {
    "001": (
        (1, "Retired US Army General Barry McCaffrey", "n"),
        (4, "some", "v"),
        (6, "quotes", "c"),
        (7, "Newsweek", "n"),
        (8, "media reports", "v"),
        (9, "McCaffrey", "n"),
        (10, "the retired General", "n"),
        (11, "Some media reports", "v"),
        (15, "Russia", "n"),
        (16, "the report", "n"),
        (17, "the report", "n"),
        (18, "a declassified US intelligence report", "n"),
        (19, "the Office of the Director of National Intelligence report", "n"),
        (20, "The Kremlin", "n"),
        (20, "The former President", "n"),
    ),
    "004": (
        (5, "seven senior officials", "a"),
        (5, "three members of the Russian business elite", "a"),
        (6, "All of these sources", "a"),
        (7, "a Russian government official", "a"),
        (8, "another official", "a"),
        (9, "another Russian official", "a"),
        (12, "a source close to the Foreign Ministry", "a"),
        (15, "a Kremlin-linked political analyst", "a"),
        (20, "one source", "a"),
        (22, "a diplomatic source", "a"),
        (24, "A Kremlin official", "a"),
        (25, "A Russian government official", "a"),
        (27, "a Russian diplomat", "a"),
        (27, "a source close to the Foreign Ministry", "a"),
        (28, "the Russian diplomat", "a"),
        (30, "a diplomatic source", "a"),
        (32, "the diplomatic source", "a"),
        (34, "one source", "a"),
        (36, "a Russian official", "a"),
        (37, "Another official", "a"),
        (39, "a senior executive at a major state corporation", "a"),
        (40, "A high-ranking government official", "a"),
    ),
}
"""Seed → (paragraph, words in it, label key): whoever is a source there."""


def sources(article: Article) -> Iterator[tuple[Span, str]]:
    """The sources of a seed, with the keys of their labels."""
    for number, phrase, key in SOURCES[article.id[:3]]:
        start = article.text.index(phrase, article.paragraphs[number].start, article.paragraphs[number].end)
        yield Span(start, start + len(phrase)), key


def quoted(article: Article) -> Iterator[tuple[Span, str]]:
    """The quotations of an article."""
    return ((span, "d") for span in quotations(article.text, article.paragraphs))


def keys_for(article: Article, wanted: Iterable[tuple[Span, str]]) -> Iterator[tuple[str, ...]]:
    """The keys for each span: to its paragraph from the top, on by words, select, label."""
    for span, key in sorted(wanted):
        number = next(n for n, paragraph in enumerate(article.paragraphs) if span.start in paragraph)
        paragraph = article.paragraphs[number]
        index = next(n for n, word in enumerate(words(article.text, paragraph)) if word.start >= span.start)
        moves = ("T", *("J",) * number, *(".",) * (index + 1))
        yield *moves, *_select(article, span), key


def _select(article: Article, span: Span) -> tuple[str, ...]:
    if span in quotations(article.text, article.paragraphs):
        return ("Q",)
    return ("W",) * len(words(article.text, span))
