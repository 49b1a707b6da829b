"""A project in which nothing changes by itself, and whose texts are as hard to draw as texts can be."""

import uuid
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from tests import factories
from tests.factories import NOW
from tests.strategies import FAMILY
from tests.tui.conftest import article
from workbench import scheme as schemes
from workbench.model import Annotation, Article, Change, Deed, Entry, Kind, Note, Relation, Span, Value, inverse
from workbench.store import Store, open_store

SCHEME = schemes.parse(
    """
scheme: looks
version: 1
free_labels: yes
guideline: Mark what the page shows, not what you know of the matter.
attributes:
  form: {values: [full, partial, nested], required: true, guideline: Whether the quotation is a whole sentence.}
labels:
  quote:
    key: q
    colour: "#279beb"
    guideline: Words presented as somebody's own, inside quotation marks.
    include:
      - Both quotation marks, and the punctuation inside them.
      - A quotation that runs over a paragraph break, as one span.
    exclude: ["Titles, names and marks of distance (scare quote)."]
    examples:
      - {text: "“It was time,”", article: "001", note: partial}
      - 「時間だった」
    attributes:
      form:
      manner: {type: choices, values: [spoken, written, sung, 手話]}
      verbatim: yes_no
      weight: number
      remark: text
  indirect quote: {key: i, colour: "#806cff", guideline: "What somebody said, in the reporter's words."}
  source: {key: s, colour: "#4e9a06", guideline: Who says it.}
  named source: {key: sn, parent: source, colour: "#c88f00", guideline: A source that has a name.}
  official: {key: so, parent: source, colour: "#d3546f"}
  hedge: {key: h, colour: "#00a99d", guideline: Words that make a statement less certain.}
  scare quote: {colour: "#dd64e0"}
relations:
  said_by: {from: [quote, indirect quote], to: source, required: yes}
  reported_by: {from: quote, to: source}
  same_quote: {from: quote, to: quote, across_articles: true}
"""
)

ARTICLES = (
    article(
        "001_minister",
        "Minister resigns after the vote on the harbour",
        "The minister resigned on Monday, an aide said, a day after parliament had voted on the new harbour.",
        "“It was time,” she said on the steps of the ministry, “and I may have waited too long.”",
        "Nobody asked why. The port authority, which had built the first quay in 1911, allegedly knew of it for weeks "
        "and told neither the press nor the people who live there.",
        "“It was time,” said the opposition, too.",
        "The vote is on Friday.",
    ),
    article(
        "002_scripts",
        f"Scripts 漢字 {FAMILY} עברית",
        f"A family {FAMILY}, a flag 🇩🇪, a thumb 👍🏽 and a heart ❤\ufe0f stand in one line.",
        "首相は「時間だった」と述べ、記者団の質問には答えなかった。港の新しい計画については、来週の国会で説明するという。",
        "Cafe\u0301 nai\u0308f, Z\u0351a\u0343l\u0323g\u0325o\u0306, हिन्दी में, ภาษาไทย and 한국어 combine their marks.",
        "השרה אמרה “הגיע הזמן” ביום שני. قالت الوزيرة إن الوقت قد حان، ولم تجب عن الأسئلة.",
        f"A word without an end: {'Donaudampfschiff' * 14}.",
        "Controls: tab\tbell\x07 escape \x1b[31mred\x1b[0m, turned \u202eover\u202c, soft\xadhyphen, [b]bold[/b].",
    ),
    article("003_council", "Council postpones vote", "The council will meet on Friday.", "“It was time,” he wrote."),
    article("004_weather", "Rain", "It rained."),
    article("005_harbour", "Harbour opens", "The harbour opened.", "Ships came.", "The band played on."),
)


def make(path: Path) -> None:
    """A database of the project: the work of ann, whose screens these are, and of bea."""
    with open_store(f"sqlite:///{path}") as store:
        store.articles.add(ARTICLES)
        store.schemes.remember(SCHEME.fingerprint, SCHEME.name, SCHEME.text)
        for name in ("ann", "bea"):
            store.people.ensure(name, Kind.PERSON)
        _minister(store)
        _others(store)


def _minister(store: Store) -> None:
    """The article that most screens show: doubt, a part apart, relations, notes, what is missing, and a history."""
    first, minute = ARTICLES[0], count()
    one = _on(first, "“It was time,”", "quote", attributes={"form": "full", "manner": ("spoken", "手話")})
    apart = _on(first, "“It was time,”", "indirect quote", unsure=True)
    apart = replace(apart, segments=(*apart.segments, _place(first, "“and I may have waited too long.”")))
    she, aide = _on(first, "she", "source", comment="The minister."), _on(first, "an aide", "named source")
    later = _on(first, "“It was time,”", "quote", after=300)
    far = replace(_on(ARTICLES[2], "“It was time,”", "quote"), attributes={"form": "partial"})
    _apply(store, "003_council", far)
    for step in (
        (aide,),
        (one, she, _joined(one, she, "said_by")),
        (apart,),
        (_on(first, "allegedly", "hedge", unsure=True, comment="Or does the reporter say so?"),),
        (_on(first, "allegedly knew of it for weeks", "indirect quote"),),
        (_on(first, "the people who live there", "locals"),),
        (later,),
        (_joined(one, later, "same_quote"), _joined(far, later, "same_quote")),
        (_note("Who counts as the press here? Ask Bea.", 2),),
        (_note("The second of two reports 日本 on the vote."),),
        *((factories.read(paragraph, article_id=first.id),) for paragraph in (0, 1, 4)),
    ):
        _apply(store, first.id, *step, at=next(minute))
    gone = Entry(Deed.DO, (Change(None, _on(first, "Friday", "hedge")),), NOW + timedelta(minutes=next(minute)))
    store.layers.apply(first.id, "ann", gone)
    store.layers.apply(first.id, "ann", Entry(Deed.UNDO, inverse(gone.step), gone.at + timedelta(days=1)))


def _others(store: Store) -> None:
    """The other articles of ann, one of them skipped; and what bea made."""
    first, second = ARTICLES[:2]
    for words, label in ((FAMILY, "source"), ("時間だった", "quote"), ("nai\u0308f", "hedge")):
        _apply(store, second.id, _on(second, words, label))
    _apply(store, second.id, _on(second, "הגיע הזמן", "quote", unsure=True), _on(second, "🇩🇪", "named source"))
    _apply(store, second.id, _on(second, "Donau" + "dampfschiffDonau" * 9, "indirect quote"))
    _apply(store, second.id, _on(second, "escape \x1b[31mred", "locals"), factories.read(0, article_id=second.id))
    _apply(store, "004_weather", factories.skip("Weather is no news\x1b[2J of ours.", article_id="004_weather"))
    marks = [factories.read(paragraph, "bea", first.id) for paragraph in range(5)]
    bea = [_on(first, "“It was time,” she", "quote"), _on(first, "an aide", "official"), *marks]
    _apply(store, first.id, *(replace(value, annotator="bea") for value in bea), annotator="bea")
    _apply(store, "005_harbour", factories.read(0, "bea", "005_harbour"), annotator="bea")


_ids = count(1)


def _on(of: Article, words: str, label: str, after: int = 0, **other: object) -> Annotation:
    """An annotation by ann on the first place of the words after an offset."""
    span = _place(of, words, after)
    values = {"id": _id(), "scheme": SCHEME.fingerprint, "article_id": of.id, **other}
    return factories.annotation((span.start, span.end), label=label, **values)


def _joined(source: Annotation, target: Annotation, kind: str) -> Relation:
    return Relation(_id(), "ann", kind, source.id, target.id)


def _note(text: str, paragraph: int | None = None) -> Note:
    return factories.note(text, paragraph, id=_id(), article_id=ARTICLES[0].id)


def _id() -> str:
    """Ids stand in the order in which they are made: random ones would decide what is drawn left of what."""
    return uuid.UUID(int=next(_ids)).hex


def _place(of: Article, words: str, after: int = 0) -> Span:
    start = of.text.index(words, after)
    return Span(start, start + len(words))


def _apply(store: Store, article_id: str, *values: Value, annotator: str = "ann", at: int = 0) -> None:
    """One step, so many minutes after the beginning."""
    changes = tuple(Change(None, value) for value in values)
    store.layers.apply(article_id, annotator, Entry(Deed.DO, changes, NOW + timedelta(minutes=at)))
