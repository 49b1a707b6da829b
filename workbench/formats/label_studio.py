"""Label Studio's JSON: a list of tasks, or a line or a file each, with `data`, `annotations` (older: `completions`) and
`predictions`. See https://labelstud.io/guide/task_format and https://labelstud.io/guide/export, release 1.23.

Its page counts code points, and UTF-16 units in older releases; the quoted words tell which, and the option `offsets`
where nothing is quoted. The ground truth of an annotator called `gold` is the gold standard. That of others stays their
work: it is a star on one annotation there, and one that every annotation gets which is imported without a word on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from workbench.errors import FormatError
from workbench.formats import label_studio_results as results
from workbench.formats import losses
from workbench.formats.base import Broken, Format, Header, Option, Options, Record, Source, Target, by_annotator
from workbench.formats.files import from_files
from workbench.formats.foreign import Place, Work, article, records
from workbench.formats.lines import as_json, first_line, json_document, json_lines
from workbench.formats.members import Members, integer, listing, mapping, maybe, name, need, text
from workbench.model import Annotated, Annotation, Article, Kind, reading_order
from workbench.names import normal
from workbench.spans import Ruler, Unit, fitting

_UNITS = {"code-point": Unit.CODE_POINT, "utf-16": Unit.UTF_16}
_OURS = ("id", "title")
_GOLD = "gold"


def write(target: Target, header: Header, articles: Iterable[Annotated], options: Options) -> int:
    """Writes one task per article; gives the number of annotations and predictions, one per annotator.

    Label Studio takes annotators whose name is the e-mail of a member, and any name where it is started with
    ALLOW_IMPORT_TASKS_WITH_UNKNOWN_EMAILS. Raises FormatError for a `text` that is the name of another member.
    """
    if options["text"] in _OURS:
        raise FormatError(f"The text cannot stand under '{options['text']}': that is another member of a task's data.")
    written = tasks = 0
    with target.open() as stream:
        stream.write(b"[\n")
        for annotated in articles:
            layers = list(by_annotator(annotated))
            if layers:
                stream.write(b",\n" if tasks else b"")
                tasks += 1
                stream.write(as_json(_task(tasks, annotated.article, layers, header, options)).encode())
                written += len(layers)
        stream.write(b"\n]\n")
    return written


def read(path: Path, source: Source) -> Iterator[Record | Broken]:
    """Reads tasks with and without annotations. The name of an article is its `data.id` where that is text, else the
    file's name and the task's number.

    Several choices, lines of a text area or paths of a taxonomy are several values, one is one; the steps of a path are
    joined by `/`. A text area that is on no words is a note on the article.
    """
    return from_files(path, (".json", ".jsonl"), lambda file: _of_file(file, source))


def _of_file(file: Path, source: Source) -> Iterator[Record | Broken]:
    for task in _tasks(file, source):
        if isinstance(task, Broken):
            yield task
            continue
        try:
            yield from _records(task, source)
        except ValueError as error:
            yield task.broken(str(error))


def types_of_attributes(annotated: Annotated) -> Annotated:
    """attributes without a value, and of others whether yes and no are words, and whether one value could be several"""

    def kept(one: Annotation) -> Annotation:
        attributes = {question: results.held(value) for question, value in one.attributes.items() if value != ()}
        return one if attributes == one.attributes else replace(one, attributes=attributes)

    changed = tuple(sorted(map(kept, annotated.annotations), key=reading_order))
    return annotated if changed == annotated.annotations else replace(annotated, annotations=changed)


def kinds(name: str, kind: Kind) -> Kind:
    """that layers are gold, of another name than gold: they are taken for a person's"""
    return Kind.PERSON if kind is Kind.GOLD and name != _GOLD else kind


FORMAT = Format(
    "label-studio",
    "Label Studio JSON, one task per article",
    ".json",
    read,
    write,
    lambda _: (
        losses.divisions,
        losses.decisions,
        losses.read_marks,
        losses.paragraph_notes,
        losses.relations_across,
        types_of_attributes,
        losses.gaps,
        losses.edges,
        losses.doubles,
        losses.provenance,
    ),
    (
        Option("text", "the member of a task's data that is the text", default="text"),
        Option("offsets", "what start and end count", ("code-point", "utf-16")),
    ),
    kinds=kinds,
)


# Writing


def _task(
    number: int, article: Article, layers: Iterable[tuple[str, Annotated]], header: Header, options: Options
) -> Members:
    ruler = Ruler(article.text, _UNITS[options["offsets"]])
    people: list[Members] = []
    machines: list[Members] = []
    for who, layer in layers:
        result = list(results.written(layer, ruler))
        kind = header.kinds[who]
        if kind is Kind.MACHINE:
            machines.append({"model_version": who, "result": result})
        else:
            about = {"ground_truth": kind is Kind.GOLD, "was_cancelled": bool(layer.skips)}
            people.append({"id": len(people) + 1, "completed_by": {"email": who}, **about, "result": result})
    return {
        "id": number,
        "data": {options["text"]: article.text, "id": article.id, "title": article.title},
        "meta": article.metadata,
        "annotations": people,
        "predictions": machines,
    }


# Reading: functions raise ValueError with the words that follow file, line and task; `refused` collects such words


@dataclass(frozen=True, slots=True)
class _Task:
    """A task as it stands in a file; `called` is its article where its data does not say, `where` begins sentences."""

    place: Place
    where: str
    called: str
    members: Members

    def broken(self, reason: str) -> Broken:
        return Broken(self.place.path, self.place.line, f"{self.where}{reason}")


class _Sheet(NamedTuple):
    """What one annotator made of a task; `at` orders those of the same annotator by time."""

    where: str
    annotator: str
    kind: Kind
    result: list[object]
    at: str
    cancelled: bool = False
    score: float | None = None


def _tasks(file: Path, source: Source) -> Iterator[_Task | Broken]:
    if _has_lines(file):
        for line in json_lines(file):
            if isinstance(line, Broken):
                yield line
            else:
                yield _task_of(Place(file, line.number), line.number, line.members, source)
        return
    document = json_document(file)
    for number, told in enumerate(document if isinstance(document, list) else [document], start=1):
        if isinstance(told, dict):
            yield _task_of(Place(file), number, told, source)
        else:
            yield Broken(file, 0, f"task {number} is no object")


def _has_lines(file: Path) -> bool:
    """Whether the file is JSON Lines: its name says so, or its first line is an object."""
    if file.suffix.casefold() == ".jsonl":
        return True
    first = first_line(file) if file.is_file() else b""
    return first.startswith(b"{") and first.endswith(b"}")


def _task_of(place: Place, number: int, members: Members, source: Source) -> _Task:
    stem = source.name(place.path)
    around = members.get("task")
    if isinstance(around, dict) and "result" in members:  # cloud storages get a file per annotation, with its task
        stem, members = "task", {**around, "annotations": [members]}
    told = members.get("id")
    number = told if isinstance(told, int) else number
    return _Task(place, "" if place.line else f"task {number}: ", f"{stem}-{number}", members)


def _records(task: _Task, source: Source) -> Iterator[Record | Broken]:
    refused: list[str] = []
    made = _article(task, source.options["text"], refused)
    sheets = [
        (sheet, results.results_of(sheet.result, sheet.where, refused))
        for sheet in _latest(_sheets(task, source, refused), refused)
    ]
    quoted = [quote for _, found in sheets for one in found for quote in results.quotations(one, made.text)]
    ruler = fitting(made.text, quoted, _UNITS[source.options["offsets"]])
    whole: list[Record] = []
    for sheet, found in sheets:
        for one in records(task.place, made, _work(sheet, results.told(found, sheet.score, ruler, refused))):
            if isinstance(one, Record):
                whole.append(one)
            else:
                refused.append(f"{sheet.where}: {one.reason}")
    yield from (task.broken(reason) for reason in refused)
    yield from whole or [Record(task.place.path, task.place.line, Annotated(made), {})]


def _article(task: _Task, key: str, refused: list[str]) -> Article:
    data = dict(need(task.members, "data", mapping))
    texts = [member for member, value in data.items() if isinstance(value, str)]
    if key not in data and len(texts) == 1:
        [key] = texts
    words = need(data, key, text, "data")
    del data[key]
    called = text(data.pop("id"), "id") if isinstance(data.get("id"), str) else task.called
    title = maybe(data, "title", name, "data") or ""
    data.pop("title", None)
    meta = maybe(task.members, "meta", mapping) or {}
    return article(called, words, title, _facts({"data": data, "meta": meta}, refused))


def _facts(told: Mapping[str, Members], refused: list[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for where, members in told.items():
        for fact, value in members.items():
            if isinstance(value, str | int | float):
                words = value if isinstance(value, str) else json.dumps(value)
                if known.setdefault(fact, words) != words:
                    refused.append(f"{where}.{fact}: data has another value under this name")
            elif value:
                refused.append(f"{where}.{fact} is no text")
    return known


def _sheets(task: _Task, source: Source, refused: list[str]) -> Iterator[_Sheet]:
    for key in ("annotations", "completions", "predictions"):
        for index, told in enumerate(maybe(task.members, key, listing) or []):
            where = f"{key}[{index}]"
            try:
                if key == "predictions":
                    sheet = _prediction(where, told, refused)
                else:
                    sheet = _annotation(where, mapping(told, "it"), task.place.path, source)
            except ValueError as error:
                refused.append(f"{where}: {error}")
            else:
                yield sheet
    for index, _ in enumerate(maybe(task.members, "drafts", listing) or []):
        refused.append(f"drafts[{index}]: it was never submitted")


def _annotation(where: str, members: Members, path: Path, source: Source) -> _Sheet:
    who = normal(_who(members.get("completed_by")) or source.who(path))
    kind = Kind.GOLD if who == _GOLD and members.get("ground_truth") is True else Kind.PERSON
    cancelled = members.get("was_cancelled") is True
    return _Sheet(where, who, kind, need(members, "result", listing), _time(members), cancelled)


def _who(told: object) -> str:
    """The e-mail address, the name or the number; empty where nothing is said."""
    match told:
        case None:
            return ""
        case int(number):
            return f"annotator {number}"
        case dict(user):
            parts = [maybe(user, key, text) or "" for key in ("first_name", "last_name")]
            named = [maybe(user, "email", text), maybe(user, "username", text), " ".join(parts)]
            return next((one for one in named if one and one.strip()), _who(maybe(user, "id", integer)))
    return text(told, "completed_by").strip()


def _time(members: Members) -> str:
    return next((told for key in ("updated_at", "created_at") if isinstance(told := members.get(key), str)), "")


def _prediction(where: str, told: object, refused: list[str]) -> _Sheet:
    if isinstance(told, int):
        raise ValueError("only its number is here: export a snapshot with predictions in it")  # noqa: TRY004
    members = mapping(told, "it")
    who = normal(maybe(members, "model_version", name) or "") or "Label Studio predictions"
    score = results.score(members.get("score"), where, refused)
    return _Sheet(where, who, Kind.MACHINE, need(members, "result", listing), _time(members), score=score)


def _latest(sheets: Iterable[_Sheet], refused: list[str]) -> list[_Sheet]:
    """The last one of each annotator."""
    last: dict[tuple[str, Kind], _Sheet] = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.at):
        if older := last.get((sheet.annotator, sheet.kind)):
            refused.append(f"{older.where}: '{sheet.annotator}' made {sheet.where} later, and only that is taken")
        last[sheet.annotator, sheet.kind] = sheet
    return list(last.values())


def _work(sheet: _Sheet, told: results.Told) -> Work:
    machine = sheet.kind is Kind.MACHINE
    reasons = [words for control, words in told.remarks if control == results.SKIP]
    skipped = sheet.cancelled or (machine and bool(reasons))
    notes = [words for control, words in told.remarks if control != results.SKIP or not skipped]
    reason = ("\n".join(reasons) or "skipped in Label Studio") if skipped else ""
    finished = told.whole and not machine
    return Work(sheet.annotator, told.marks, told.links, notes, reason, finished, sheet.kind)
