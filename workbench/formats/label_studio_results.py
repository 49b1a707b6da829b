"""Results: what an annotation or a prediction of Label Studio is a list of. See https://labelstud.io/guide/task_format
and, for the `value` of each type, https://labelstud.io/tags.

Labels are on words of the text; results with the same `id` answer questions about the same words, and relations name
two such ids. `start` and `end` are half-open. What cannot be read goes into `refused`, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import isinf

from workbench.formats import losses
from workbench.formats.foreign import Link, Mark
from workbench.formats.members import Members, integer, listing, mapping, maybe, name, need, text
from workbench.model import Annotated, Annotation, AttributeValue
from workbench.spans import Quoted, Ruler, quotes, trimmed

SKIP = "skip"
"""What the text area is called that says why an article was skipped."""

_ANSWERS = {
    "choices": "choices",
    "textarea": "text",
    "taxonomy": "taxonomy",
    "rating": "rating",
    "number": "number",
    "datetime": "datetime",
}
"""The types that answer a question, and where in `value` the answer stands."""

_META = ("text", "unsure")
"""What the meta of a label may tell: a comment; and, in our files, that its annotator was unsure."""


def held(value: AttributeValue) -> AttributeValue:
    """What is left of an attribute: yes and no are words, and a list of one is that one, as Label Studio tells it."""
    match value:
        case bool():
            return losses.as_text(value)
        case (only,):
            return only
    return value


# Writing


def written(layer: Annotated, ruler: Ruler) -> Iterator[Members]:
    """The results of one annotator."""
    for one in layer.annotations:
        yield from _regions(one, ruler)
    ids = {one.id for one in layer.annotations}
    for link in layer.relations:
        if {link.from_id, link.to_id} <= ids:
            ends = {"from_id": link.from_id, "to_id": link.to_id}
            yield {**ends, "type": "relation", "direction": "right", "labels": [link.type]}
    if notes := [note.text for note in layer.notes if note.paragraph is None]:
        yield _result("note", "note", "textarea", {"text": notes})
    for skip in layer.skips:
        yield _result(SKIP, SKIP, "textarea", {"text": [skip.reason]})


def _regions(one: Annotation, ruler: Ruler) -> Iterator[Members]:
    """The label, then the answers to questions about the same words."""
    start, end = ruler.offsets(one.extent)
    place = {"start": start, "end": end, "text": one.extent.of(ruler.text)}
    label = _result(one.id, "label", "labels", {**place, "labels": [one.label]})
    if one.score is not None:
        label["score"] = one.score
    meta: dict[str, object] = {"text": [one.comment]} if one.comment else {}
    if one.unsure:
        meta["unsure"] = True
    yield {**label, "meta": meta} if meta else label
    for question, value in sorted(one.attributes.items()):
        match held(value):
            case int() | float() as number:
                yield _result(one.id, question, "number", {**place, "number": number})
            case str(word):
                yield _result(one.id, question, "choices", {**place, "choices": [word]})
            case tuple(words) if words:
                yield _result(one.id, question, "choices", {**place, "choices": words})


def _result(id_: str, control: str, type_: str, value: Members) -> dict[str, object]:
    return {"id": id_, "from_name": control, "to_name": "text", "type": type_, "value": value}


# Reading: private functions raise ValueError with the words that follow the place of a result


@dataclass(frozen=True, slots=True)
class Result:
    """A result and where it stands; `id` is that of the words it is on, empty where it has none."""

    where: str
    id: str
    type: str
    members: Members

    @property
    def value(self) -> Members:
        """What it says, and of which words. Raises ValueError where that is no object."""
        return need(self.members, "value", mapping)


@dataclass(slots=True)
class Told:
    """What the results of one annotator tell; `remarks` are on the whole text, each after the name of its text area.

    `whole`: no label was refused.
    """

    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = True


def results_of(told: Sequence[object], where: str, refused: list[str]) -> list[Result]:
    """The results in the list; `where` is what has them."""
    found = []
    for index, one in enumerate(told):
        place = f"{where}.result[{index}]"
        try:
            members = mapping(one, "it")
            found.append(Result(place, maybe(members, "id", name) or "", need(members, "type", text), members))
        except ValueError as error:
            refused.append(f"{place}: {error}")
    return found


def quotations(result: Result, whole: str) -> Iterator[Quoted]:
    """The words that a label quotes, in all ways that the white space at their ends may have been trimmed."""
    value = result.members.get("value")
    if result.type != "labels" or not isinstance(value, dict):
        return
    match value.get("start"), value.get("end"), value.get("text"):
        case int(start), int(end), str(quote):
            words = _unescaped(quote, whole).strip()
            for before, after in product(("", " "), repeat=2):
                yield start, end, f"{before}{words}{after}"


def _unescaped(quote: str, whole: str) -> str:
    """With line ends where some releases write a backslash and an n."""
    return quote if r"\n" in whole else quote.replace(r"\n", "\n")


def told(results: Sequence[Result], usual: float | None, ruler: Ruler, refused: list[str]) -> Told:
    """What the results tell; `usual` is the score of labels that have none."""
    known = Told()
    answers: dict[str, dict[str, AttributeValue]] = {one.id: {} for one in results if one.type == "labels" and one.id}
    for one in sorted(results, key=lambda one: one.type == "labels"):  # a mark is made with the answers about it
        try:
            if one.type == "labels":
                given = score(one.members.get("score"), one.where, refused)
                known.marks += _marks(one, answers.get(one.id, {}), usual if given is None else given, ruler)
                meta = maybe(one.members, "meta", mapping) or {}
                refused += [f"{one.where}: meta.{key} is left out" for key in meta if key not in _META]
            elif one.type == "relation":
                known.links += _links(one.members)
            elif one.id in answers:
                _answer(one, answers[one.id])
            else:
                known.remarks += _remarks(one)
        except ValueError as error:
            known.whole &= not one.type.endswith("labels")  # hypertextlabels are labels, too
            refused.append(f"{one.where}: {error}")
    return known


def score(given: object, where: str, refused: list[str]) -> float | None:
    """The score, if there is one that can be held."""
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given <= 1:
        return float(given)
    if given is not None:
        refused.append(f"{where}: the score is no number between 0 and 1, and is left out")
    return None


def _marks(one: Result, answers: Mapping[str, AttributeValue], score: float | None, ruler: Ruler) -> list[Mark]:
    """One for each label. Relations are those of the first."""
    labels = _texts(one.value, "labels")
    if not labels:
        raise ValueError("the words have no label")
    span = ruler.span(need(one.value, "start", integer), need(one.value, "end", integer))
    quote = one.value.get("text")
    words = trimmed(ruler.text, span)
    if quote and words and not quotes(ruler.text, words, _unescaped(text(quote, "text"), ruler.text).strip()):
        raise ValueError(f"the words at {span.start}–{span.end} are others than value.text says")
    meta = maybe(one.members, "meta", mapping) or {}
    comment = "\n".join(_texts(meta, "text"))
    unsure = meta.get("unsure") is True
    return [
        Mark(label, (span,), 0, "" if index else one.id, answers, comment, score, unsure)
        for index, label in enumerate(labels)
    ]


def _links(members: Members) -> list[Link]:
    """One for each label, and two where a relation goes both ways."""
    source, target = (need(members, key, name) for key in ("from_id", "to_id"))
    if not source or not target:
        raise ValueError("the relation has an end without an id")
    ways = {"right": [(source, target)], "left": [(target, source)], "bi": [(source, target), (target, source)]}
    direction = maybe(members, "direction", text) or "right"
    if direction not in ways:
        raise ValueError(f"the relation has the direction '{direction}', which is not known")
    types = [label for label in _texts(members, "labels") if label.strip()] or ["related"]
    return [Link(type_, *ends) for type_ in types for ends in ways[direction]]


def _answer(one: Result, answers: dict[str, AttributeValue]) -> None:
    question = _question(one)
    if question in answers:
        raise ValueError(f"'{question}' is answered twice for the same words")
    answers[question] = need(one.value, _ANSWERS[one.type], _value, "value")


def _value(answer: object, what: str) -> AttributeValue:
    match answer:
        case bool() | []:
            pass
        case str() | int():
            return answer
        case float() if not isinf(answer):
            return answer
        case list():
            return held(tuple(_path(one, what) for one in answer))
    raise ValueError(f"{what} is no answer")


def _path(told: object, what: str) -> str:
    return "/".join(text(step, what) for step in told) if isinstance(told, list) else text(told, what)


def _remarks(one: Result) -> list[tuple[str, str]]:
    question = _question(one)
    if "start" in one.value:
        raise ValueError(f"'{question}' is about words that have no label")
    if one.type != "textarea":
        raise ValueError(f"'{question}' is about the whole text, on which the workbench holds notes alone")
    return [(question, words) for words in _texts(one.value, "text")]


def _question(one: Result) -> str:
    if one.type not in _ANSWERS:
        raise ValueError(f"'{one.type}' is not for words of a plain text")
    return need(one.members, "from_name", name)


def _texts(members: Members, key: str) -> list[str]:
    """The texts under the key: one, several, or none."""
    found = members.get(key)
    if found is None:
        return []
    return [found] if isinstance(found, str) else [text(one, key) for one in listing(found, key)]
