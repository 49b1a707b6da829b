"""One person's way through what several annotators made of one article, to gold: below any screen."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.adjudicate import editing
from workbench.adjudicate.deciding import After, Choice, Ground, Standing
from workbench.adjudicate.editing import Draft
from workbench.adjudicate.items import Item, Option, content, id_of, items, open_paragraphs
from workbench.adjudicate.rules import Rule, accepted
from workbench.annotate import Reading
from workbench.annotate.others import Others
from workbench.errors import Refused
from workbench.model import (
    Annotated,
    Annotation,
    Change,
    Decision,
    Entry,
    Layer,
    Origin,
    Span,
    Step,
    Verdict,
)
from workbench.scheme import Scheme


@dataclass(frozen=True)
class Case:
    """An article with what the `annotators` made of it, and the gold layer as it is stored."""

    annotated: Annotated
    annotators: tuple[str, ...]
    gold: Layer


class Adjudication:
    """Goes from item to item and decides. `gold` is the gold layer as a `Reading`: its caret is where edges are edited.

    What changes something returns the entry to store, which is applied here already; what means nothing here raises
    Refused with the reason, and changes nothing. Options are counted from 0.
    """

    def __init__(
        self, case: Case, scheme: Scheme, by: str, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        annotated = case.annotated
        self.article, self.annotators, self.by, self.rule = annotated.article, case.annotators, by, Rule.NONE
        self.gold = Reading(self.article, scheme, case.gold, now=now, new_id=new_id)
        self.others = Others.of(self.article, [layer_of(annotated, name) for name in case.annotators])
        self.items = items(self.gold.units, self.annotators, self.others)
        self.draft: Draft | None = None
        self._ground = _ground(annotated, self.items, open_paragraphs(self.others, len(self.article.paragraphs)))
        self._settled: tuple[int, Standing] | None = None
        self._at = 0

    # Where one is

    @property
    def scheme(self) -> Scheme:
        """That of the gold layer."""
        return self.gold.scheme

    @property
    def at(self) -> int:
        """The number of the present item, counted from 0."""
        return self._at

    @property
    def item(self) -> Item:
        """The present item. Raises Refused where there is none."""
        if not self.items:
            raise Refused("There is nothing to decide here: nobody labelled anything that two have read.")
        return self.items[self._at]

    @property
    def paragraphs(self) -> Container[int]:
        """Those that two have read, which are decided on."""
        return self._ground.items.keys()

    @property
    def decided(self) -> int:
        """How many items are decided."""
        return sum(map(self.standing.decided, self.items))

    @property
    def standing(self) -> Standing:
        """What has been decided, worked out again after each step."""
        done = len(self.gold.history.entries)
        if self._settled is None or self._settled[0] != done:
            self._settled = done, Standing(self.gold.index.decisions.values())
        return self._settled[1]

    def decision(self, item: Item) -> Decision | None:
        """What was decided on the item, even if more has come to it since."""
        return next(iter(self.standing.on(item)), None)

    def results(self, item: Item) -> tuple[Annotation, ...]:
        """The gold annotations that came of it."""
        ids = (id_ for decision in self.standing.on(item) for id_ in decision.result)
        return tuple(self.gold.annotations[id_] for id_ in ids if id_ in self.gold.annotations)

    def taken(self, option: Option, item: Item) -> bool:
        """Whether the option, as it is, has become gold."""
        return content(option.like) in map(content, self.results(item))

    def go(self, number: int) -> None:
        """Go to the item of this number, or to the nearest; an edit that was not kept is dropped."""
        self.drop_edit()
        self._at = max(0, min(number, len(self.items) - 1))
        if self.items:
            self.gold.move_to(self.item.extent.start)

    def go_to(self, offset: int) -> None:
        """Go to the innermost item at the offset, or to the nearest."""
        if self.items:
            self.go(min(range(len(self.items)), key=lambda number: _away(self.items[number].extent, offset)))

    def next_open(self, by: int = 1) -> None:
        """Go to the next item (`by` -1: the one before) that is not decided, round the end."""
        count = len(self.items)
        numbers = ((self._at + by * step) % count for step in range(1, count + 1))
        found = next((number for number in numbers if not self.standing.decided(self.items[number])), None)
        if found is None:
            raise Refused("All is decided here." if count else "There is nothing to decide here.")
        self.go(found)

    def go_to_open(self) -> None:
        """Go to the first item that is not decided; to the first of all where all are."""
        open_ones = (number for number, item in enumerate(self.items) if not self.standing.decided(item))
        self.go(next(open_ones, 0))

    # What a rule decides

    def accept(self, rule: Rule) -> Entry | None:
        """Take over what the rule takes of items that are not decided, and read what is wholly decided.

        What a person decided stays, and so does what any rule took before.
        """
        self.rule = rule
        undecided = [item for item in self.items if not self.standing.decided(item)]
        choices = [choice for item in undecided if (choice := self._ruled(item)) and choice.verdict]
        step = self._step(choices, self._ground.items, unmark=bool(self.gold.index.decisions))
        return self.gold.do(*step) if step else None

    def change_rule(self, rule: Rule) -> Entry | None:
        """Have another rule: what the one before took and this one does not is to be decided again."""
        self.rule = rule
        choices = [choice for item in self.items if (choice := self._ruled(item))]
        step = self._step(choices, self._ground.items, unmark=bool(choices))
        return self.gold.do(*step) if step else None

    def _ruled(self, item: Item) -> Choice | None:
        """What the rule makes of the item; None where a person has decided, or it is so already."""
        found, before = accepted(item, self.rule), self.standing.on(item)
        if self.standing.by_person(item) or not (found or before):
            return None
        if found is None:
            return Choice(item)
        option, verdict = found
        if [one.verdict for one in before] == [verdict] and self.standing.decided(item) and self.taken(option, item):
            return None
        return Choice(item, (self._made(option.like, item),), verdict, self.rule.value, self._comment(item))

    # What a person decides

    def take(self, numbers: Sequence[int]) -> Entry:
        """Let these options become gold."""
        self.refuse_while_editing()
        item = self.item
        if not all(number < len(item.options) for number in numbers):
            raise Refused(f"There is no {max(numbers) + 1} here.")
        chosen: dict[object, Annotation] = {}
        for number in numbers:
            like = item.options[number].like
            chosen.setdefault((like.label, like.segments), self._made(like, item))
        verdict = Verdict.BOTH if len(chosen) > 1 else Verdict.TOOK
        return self.decide(tuple(chosen.values()), verdict)

    def take_all(self) -> Entry:
        """Let all options become gold."""
        return self.take(range(len(self.item.options)))

    def reject(self) -> Entry:
        """Let nothing of it become gold."""
        self.refuse_while_editing()
        return self.decide((), Verdict.REJECTED)

    def comment(self, words: str) -> Entry | None:
        """Say something about the decision; nothing to store if it says so already."""
        decision = self.decided_on()
        return None if decision.comment == words else self.gold.do(Change(decision, replace(decision, comment=words)))

    def decided_on(self) -> Decision:
        """The decision on the present item. Raises Refused where there is none."""
        decision = self.decision(self.item)
        if decision is None:
            raise Refused("Decide first: a comment is kept with the decision.")
        return decision

    def decide(self, result: tuple[Annotation, ...], verdict: Verdict) -> Entry:
        """Have it stand so, by this person. Raises Refused where it does."""
        item, before = self.item, [(one.verdict, one.by) for one in self.standing.on(self.item)]
        if before == [(verdict, self.by)] and self.results(item) == result and self.standing.decided(item):
            raise Refused("It is decided so already.")
        choice = Choice(item, result, verdict, self.by, self._comment(item))
        return self.gold.do(*self._step([choice], item.paragraphs))

    edit = editing.edit
    set_attributes = editing.set_attributes
    keep_edit = editing.keep_edit
    drop_edit = editing.drop_edit
    relabel = editing.relabel

    def refuse_while_editing(self) -> None:
        """Raises Refused while edges are being moved."""
        if self.draft is not None:
            raise Refused("An annotation is being edited: keep its new edges or drop them first.")

    def undo(self) -> Entry:
        """Take the last step back, and go to where it was."""
        return self._moved(self.gold.undo)

    def redo(self) -> Entry:
        """Do again what was undone last, and go to where it was."""
        return self._moved(self.gold.redo)

    def like(self, annotation: Annotation) -> Annotation:
        """The same as gold, new."""
        gold = self.gold
        return replace(
            annotation,
            id=gold.new_id(),
            annotator=gold.annotator,
            made_at=gold.now(),
            comment="",
            origin=Origin.ADJUDICATION,
            score=None,
            unsure=False,
        )

    def _made(self, like: Annotation, item: Item) -> Annotation:
        """The gold annotation that is like it: what is there already with its attributes, or a new one."""
        same = (one for one in self.results(item) if (one.label, one.segments) == (like.label, like.segments))
        there = next(same, None) or self.gold.index.twin(like)
        if there is None:
            return self.like(like)
        return there if content(there) == content(like) else replace(there, attributes=like.attributes)

    def _comment(self, item: Item) -> str:
        decision = self.decision(item)
        return decision.comment if decision else ""

    def _step(self, choices: Sequence[Choice], paragraphs: Iterable[int], *, unmark: bool = False) -> Step:
        touched = [number for number in paragraphs if number in self._ground.items]
        return After(self.gold, self._ground).step(choices, touched, unmark=unmark)

    def _moved(self, command: Callable[[], Entry]) -> Entry:
        self.refuse_while_editing()
        entry = command()
        decisions = (value for change in entry.step for value in change.values if isinstance(value, Decision))
        touched = {id_of(version) for decision in decisions for version in decision.candidates}
        about = [number for number, item in enumerate(self.items) if not item.candidates.isdisjoint(touched)]
        if about and self._at not in about:
            self.go(about[0])
        return entry


def layer_of(annotated: Annotated, name: str) -> Layer:
    """What one of them made and read."""
    made = tuple(one for one in annotated.annotations if one.annotator == name)
    return Layer(annotated.article.id, name, made, read=tuple(one for one in annotated.read if one.annotator == name))


def _ground(annotated: Annotated, all_items: Sequence[Item], paragraphs: Sequence[int]) -> Ground:
    by_paragraph: dict[int, list[Item]] = {number: [] for number in paragraphs}
    for item in all_items:
        for number in item.paragraphs:
            if number in by_paragraph:
                by_paragraph[number].append(item)
    return Ground(by_paragraph, {one.id: one for one in annotated.annotations}, annotated.relations)


def _away(extent: Span, offset: int) -> tuple[int, int]:
    """How far the offset is from the extent; of several around it, the shortest is nearest."""
    return max(extent.start - offset, offset - extent.end, 0), len(extent)
