"""What is to be adjudicated: one article from the store, the next one with something left, and how far all are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench.adjudicate.adjudication import Adjudication, Case
from workbench.adjudicate.rules import Rule
from workbench.errors import Refused, StoreError
from workbench.model import Annotated, Kind
from workbench.names import listed
from workbench.scheme import Scheme
from workbench.store.people import as_stored

if TYPE_CHECKING:
    from workbench.store import Store


@dataclass(frozen=True, slots=True)
class Terms:
    """Between whom (nobody named: every person who has read something of the article and does not skip it), into which
    gold layer, by which rule, and whether names are hidden."""

    annotators: tuple[str, ...] = ()
    rule: Rule = Rule.UNANIMOUS
    gold: str = "gold"
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article is: of its `items` so many are `decided`, and so many more the rule would take; and how many
    annotations were `added` that none of the annotators made."""

    article_id: str
    title: str
    annotators: tuple[str, ...]
    items: int
    decided: int
    ruled: int
    added: int

    @property
    def left(self) -> int:
        """How many a person has to decide."""
        return self.items - self.decided - self.ruled


def load(store: Store, scheme: Scheme, terms: Terms, article_id: str, by: str) -> Case:
    """The article with the layers and gold.

    Raises Refused where fewer than two have read anything of it, or where this person must not see what others did;
    StoreError for names that do not exist, or are of another kind.
    """
    asked, gold = _known(store, terms)
    persons = (name for name, kind in store.people.all().items() if kind is Kind.PERSON)
    annotated = _annotated(store, article_id, asked or tuple(persons))
    readers = {mark.annotator for mark in annotated.read}
    left_out = set() if asked else {skip.annotator for skip in annotated.skips}
    names = asked or tuple(sorted(readers - left_out))
    if len(found := sorted(readers.intersection(names))) < 2:
        who = f"only {listed(found)} has" if found else "nobody has"
        raise Refused(f"Of {article_id} {who} read anything: two are needed to decide between.")
    _refuse_peeping(scheme, annotated, by)
    return Case(annotated, names, store.layers.load(article_id, gold))


def begun(case: Case, scheme: Scheme, by: str) -> Adjudication:
    """Somebody before the case, now."""
    return Adjudication(case, scheme, by, now=lambda: datetime.now(UTC), new_id=lambda: uuid.uuid4().hex)


def next_article(store: Store, scheme: Scheme, terms: Terms, by: str, after: str = "") -> str | None:
    """The next article after this one, round the end, in which a person has something to decide; None if none has.

    In those on the way the rule takes over what it takes: else they would never be gold.
    """
    ids = _read_by_two(store, terms)
    for id_ in [*(id_ for id_ in ids if id_ > after), *(id_ for id_ in ids if id_ < after)]:
        try:
            case = load(store, scheme, terms, id_, by)
        except Refused:
            continue
        if progress(case, scheme, terms.rule, by).left:
            return id_
        if entry := begun(case, scheme, by).accept(terms.rule):
            store.layers.apply(id_, store.people.ensure(terms.gold, Kind.GOLD), entry)
    return None


def overview(store: Store, scheme: Scheme, terms: Terms, by: str) -> Iterator[Progress]:
    """How far each article is in which there is something to decide between."""
    for id_ in _read_by_two(store, terms):
        try:
            yield progress(load(store, scheme, terms, id_, by), scheme, terms.rule, by)
        except Refused:
            continue


def progress(case: Case, scheme: Scheme, rule: Rule, by: str) -> Progress:
    """How far the article is; what the rule would take is found by letting it, and stored nowhere."""
    of = begun(case, scheme, by)
    before, added = of.decided, len(of.items) - len(of.to_decide)
    of.accept(rule)
    article, ruled = case.annotated.article, of.decided - before
    return Progress(article.id, article.title, case.annotators, len(of.to_decide), before, ruled, added)


def _known(store: Store, terms: Terms) -> tuple[tuple[str, ...], str]:
    """The annotators who were asked for, and gold, as stored. Raises StoreError for names that cannot be meant."""
    gold, kinds = as_stored(terms.gold, "--gold"), store.people.all()
    if kinds.get(gold, Kind.GOLD) is not Kind.GOLD:
        raise StoreError(f"{gold} is a {kinds[gold]} here, not gold.", "Name another gold layer: --gold NAME")
    asked = tuple(dict.fromkeys(store.people.find(name) for name in terms.annotators))
    for name in asked:
        if kinds[name] is Kind.GOLD:
            raise StoreError(f"{name} is gold: it is what comes of others.", "Name annotators: --annotators ann,bea")
    return asked, gold


def _read_by_two(store: Store, terms: Terms) -> list[str]:
    """The ids of the articles of which two have read something, whoever it is."""
    _, gold = _known(store, terms)
    return [row.id for row in store.articles.shelf(gold) if len(row.others) > 1]


def _annotated(store: Store, article_id: str, names: tuple[str, ...]) -> Annotated:
    found = next(store.layers.annotated([article_id], names), None)
    return found or Annotated(store.articles.get(article_id))


def _refuse_peeping(scheme: Scheme, annotated: Annotated, by: str) -> None:
    """In a blind project nobody sees the work of others on an article before their own is done."""
    mine = sum(mark.annotator == by for mark in annotated.read)
    if scheme.blind and 0 < mine < len(annotated.article.paragraphs):
        raise Refused("This project is blind, and you have not read this article to its end yet.")
