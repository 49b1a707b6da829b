"""One person's way through what several annotators made of one article, to gold: below any screen."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.adjudicate import adding, editing, going
from workbench.adjudicate.bonds import Bond, bonds
from workbench.adjudicate.deciding import After, Choice, Ground, Way, relations_with
from workbench.adjudicate.editing import Draft
from workbench.adjudicate.items import Item, addition, content, id_of, item_order, items, open_paragraphs
from workbench.adjudicate.rules import Rule, accepted
from workbench.adjudicate.standing import Gold, Standing
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
    Relation,
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
    """Goes from item to item and decides. `gold` is the gold layer as a `Reading`: its caret is where edges are edited,
    and words selected that are to be added.

    `items` are all that is to be decided now: items and what was added, by place, then bonds between what is gold. What
    changes something returns the entry to store, which is applied here already; what means nothing here raises Refused
    with the reason, and changes nothing. Options are counted from 0.
    """

    def __init__(
        self, case: Case, scheme: Scheme, by: str, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        annotated = case.annotated
        self.article, self.annotators, self.by, self.rule = annotated.article, case.annotators, by, Rule.NONE
        self.gold = Reading(self.article, scheme, case.gold, now=now, new_id=new_id)
        self.others = Others.of(self.article, [layer_of(annotated, name) for name in case.annotators])
        self._made = items(self.gold.units, self.annotators, self.others)
        self._ground = Ground(
            _by_paragraph(self._made, open_paragraphs(self.others, len(self.article.paragraphs))),
            bonds(self._made, annotated.relations, self.annotators),
        )
        self.draft: Draft | None = None
        self.in_text = False
        """Whether words are being selected: what is moved is the caret of `gold`."""
        self.items: tuple[Item | Bond, ...] = ()
        self.at = 0
        """The number of the present item, counted from 0."""
        self._settle()

    # Where one is

    @property
    def scheme(self) -> Scheme:
        """That of the gold layer."""
        return self.gold.scheme

    @property
    def item(self) -> Item | Bond:
        """The present item. Raises Refused where there is none."""
        if not self.items:
            raise Refused("There is nothing to decide here: nobody labelled anything that two have read.")
        return self.items[self.at]

    @property
    def paragraphs(self) -> Container[int]:
        """Those that two have read, which are decided on."""
        return self._ground.items.keys()

    @property
    def to_decide(self) -> tuple[Item | Bond, ...]:
        """The items without what was added."""
        return tuple(item for item in self.items if not item.is_added)

    @property
    def decided(self) -> int:
        """How many of these are decided."""
        return sum(map(self.standing.decided, self.to_decide))

    def decision(self, item: Item | Bond) -> Decision | None:
        """What was decided on the item, even if more has come to it since."""
        return next(iter(self.standing.on(item)), None)

    def results(self, item: Item | Bond) -> tuple[Annotation, ...]:
        """The gold annotations that came of it; none of relations."""
        return self.standing.results(item) if isinstance(item, Item) else ()

    go = going.go
    go_to = going.go_to
    go_to_matter = going.go_to_matter
    go_to_annotation = going.go_to_annotation
    next_open = going.next_open
    go_to_open = going.go_to_open

    # What a rule decides

    def accept(self, rule: Rule) -> Entry | None:
        """Take over what the rule takes of items that are not decided, and read what is wholly decided.

        What a person decided stays, and so does what any rule took before.
        """
        self.rule = rule
        undecided = [item for item in self._made if not self.standing.decided(item)]
        choices = [choice for item in undecided if (choice := self._ruled(item)) and choice.verdict]
        return self._do(choices)

    def change_rule(self, rule: Rule) -> Entry | None:
        """Have another rule: what the one before took and this one does not is to be decided again."""
        self.rule = rule
        return self._do([choice for item in self._made if (choice := self._ruled(item))], takes_back=True)

    def _ruled(self, item: Item) -> Choice | None:
        """What the rule makes of the item; None where a person has decided, or it is so already."""
        found, before = accepted(item, self.rule), self.standing.on(item)
        if self.standing.by_person(item) or not (found or before):
            return None
        if found is None:
            return Choice(item)
        option, verdict = found
        is_so = [one.verdict for one in before] == [verdict] and self.standing.decided(item)
        if is_so and self.standing.taken(item, item.options.index(option)):
            return None
        return Choice(item, (self._gold_like(option.like, item),), verdict, self.rule.value, self._comment(item))

    # What a person decides

    def take(self, numbers: Sequence[int]) -> Entry:
        """Let these options become gold."""
        self.refuse_while_editing()
        item = self.item
        if not all(number < len(item.options) for number in numbers):
            raise Refused(f"There is no {max(numbers) + 1} here.")
        if isinstance(item, Bond):
            chosen = [each for number in numbers for each in self.standing.ends(item, item.options[number])]
            if not chosen:
                raise Refused("The scheme does not join so what has become gold.")
            relations = relations_with(self.gold, chosen)
            return self.decide(relations, Verdict.BOTH if len(numbers) > 1 else Verdict.TOOK)
        result: dict[object, Annotation] = {}
        for like in (item.options[number].like for number in numbers):
            result.setdefault(content(like)[:2], self._gold_like(like, item))
        return self.decide(tuple(result.values()), Verdict.BOTH if len(result) > 1 else Verdict.TOOK)

    def take_all(self) -> Entry:
        """Let all options become gold."""
        return self.take(range(len(self.item.options)))

    def reject(self) -> Entry:
        """Let nothing of it become gold; what was added is gone then."""
        self.refuse_while_editing()
        return self.choose(Choice(self.item)) if self.item.is_added else self.decide((), Verdict.REJECTED)

    def comment(self, words: str) -> Entry | None:
        """Say something about the decision; nothing to store if it says so already."""
        decision = self.decided_on()
        if decision.comment == words:
            return None
        entry = self.gold.do(Change(decision, replace(decision, comment=words)))
        self._settle()
        return entry

    def decided_on(self) -> Decision:
        """The decision on the present item. Raises Refused where there is none."""
        decision = self.decision(self.item)
        if decision is None:
            raise Refused("Decide first: a comment is kept with the decision.")
        return decision

    def decide(self, result: tuple[Annotation, ...] | tuple[Relation, ...], verdict: Verdict) -> Entry:
        """Have it stand so, by this person. Raises Refused where it does."""
        item, before = self.item, [(one.verdict, one.by) for one in self.standing.on(self.item)]
        verdict = Verdict.ADDED if item.is_added else verdict
        there = self.standing.relations(item) if isinstance(item, Bond) else self.standing.results(item)
        if before == [(verdict, self.by)] and there == result and self.standing.decided(item):
            raise Refused("It is decided so already.")
        return self.choose(Choice(item, result, verdict, self.by, self._comment(item)))

    def choose(self, choice: Choice) -> Entry:
        """Have something stand so, and with it the relations between what is gold then."""
        matter = choice.matter
        self.leave_text()
        entry = self._do(
            [choice], [bond for bond in self._ground.bonds if isinstance(matter, Item) and bond.is_of(matter)]
        )
        if entry is None:
            raise Refused("It is decided so already.")
        return entry

    edit = editing.edit
    next_part = editing.next_part
    split_part = editing.split_part
    drop_part = editing.drop_part
    set_attributes = editing.set_attributes
    keep_edit = editing.keep_edit
    drop_edit = leave_text = editing.drop_edit
    relabel = editing.relabel
    enter_text = adding.enter_text
    add = adding.add
    add_part = adding.add_part
    remove_part = adding.remove_part

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

    def _gold_like(self, like: Annotation, item: Item) -> Annotation:
        """The gold annotation that is like it: what is there already with its attributes, or a new one."""
        same = (one for one in self.results(item) if content(one)[:2] == content(like)[:2])
        there = next(same, None) or self.gold.index.twin(like)
        if there is None:
            return editing.as_gold(self.gold, like)
        return there if content(there) == content(like) else replace(there, attributes=like.attributes)

    def _comment(self, item: Item | Bond) -> str:
        decision = self.decision(item)
        return decision.comment if decision else ""

    def _do(
        self, choices: Sequence[Choice], touched: Sequence[Bond] | None = None, *, takes_back: bool = False
    ) -> Entry | None:
        """What follows from the choices is told of the bonds that they touch (None: of all, in all open paragraphs).

        Items that were decided on as one and have parted since are open again with the first that is decided anew.
        """
        ground, is_all = self._ground, touched is None
        bonds_there = ground.bonds if touched is None else touched
        matters = [choice.matter for choice in choices]
        before = (decision for one in matters for decision in self.standing.on(one))
        undone = {id_of(version) for decision in before for version in decision.candidates}
        parted = (one for one in self._made if not one.candidates.isdisjoint(undone))
        near = {number for one in (*matters, *parted, *bonds_there) for number in one.paragraphs}
        numbers = [number for number in ground.items if is_all or number in near]
        unmarks = is_all and bool(self.gold.index.decisions)
        step = After(self.gold, ground, self.standing).step(
            choices, Way(bonds_there, numbers, self.rule, takes_back, unmarks)
        )
        entry = self.gold.do(*step) if step else None
        self._settle()
        return entry

    def _moved(self, command: Callable[[], Entry]) -> Entry:
        self.refuse_while_editing()
        entry = command()
        self._settle()
        decisions = (value for change in entry.step for value in change.values if isinstance(value, Decision))
        self.go_to_matter({id_ for one in decisions for id_ in map(id_of, one.candidates)})
        return entry

    def _settle(self) -> None:
        """Work out anew what is decided, and what there is to decide. One stays at the same item while it is there."""
        index, here = self.gold.index, self.items[self.at].candidates if self.items else None
        gold = Gold(index.annotations, index.relations, index.decisions, self.scheme)
        self.standing = Standing(gold, self._ground.matters)
        ids = {id_ for one in index.decisions.values() if one.verdict is Verdict.ADDED for id_ in one.result}
        added = [addition(index.annotations[id_], self.gold.units) for id_ in ids if id_ in index.annotations]
        there = [bond for bond in self._ground.bonds if self.standing.is_there(bond)]
        self.items = (*sorted((*self._made, *added), key=item_order), *there)
        same = (number for number, item in enumerate(self.items) if item.candidates == here)
        self.at = next(same, max(0, min(self.at, len(self.items) - 1)))


def layer_of(annotated: Annotated, name: str) -> Layer:
    """What one of them made and read."""
    made = tuple(one for one in annotated.annotations if one.annotator == name)
    return Layer(annotated.article.id, name, made, read=tuple(one for one in annotated.read if one.annotator == name))


def _by_paragraph(all_items: Sequence[Item], paragraphs: Sequence[int]) -> dict[int, list[Item]]:
    """The items in each of these paragraphs."""
    found: dict[int, list[Item]] = {number: [] for number in paragraphs}
    for item in all_items:
        for number in item.paragraphs:
            if number in found:
                found[number].append(item)
    return found
