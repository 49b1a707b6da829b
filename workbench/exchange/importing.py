"""File → store: everything or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import FormatError
from workbench.exchange.progress import Progress, silent
from workbench.exchange.proof import Proof, kept_scheme
from workbench.formats import Format, Record, values
from workbench.model import Annotated, Annotation, Change, Deed, Entry, Note, ReadMark, Relation, Skip, Step, Value
from workbench.names import listed
from workbench.scheme import Scheme
from workbench.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What the file holds, and how much of it was not here before."""

    records: int
    annotations: int
    new_articles: int
    new_annotators: int
    new_annotations: int
    new_relations: int
    new_read_paragraphs: int
    new_notes: int
    new_skips: int

    @property
    def changed(self) -> bool:
        """Whether there was anything new."""
        new = (self.new_articles, self.new_annotators, self.new_annotations, self.new_relations)
        return any((*new, self.new_read_paragraphs, self.new_notes, self.new_skips))


def import_file(store: Store, scheme: Scheme, format_: Format, path: Path, progress: Progress = silent) -> Imported:
    """Reads a file into the store: all of it, in one transaction, or nothing.

    Articles are recognised by their text. What is here already is left as it is. Raises BrokenRecord where the file is
    not true; FormatError for labels that `scheme` does not have, for what is here with other content, and for read
    marks and notes of paragraphs that are divided otherwise here; StoreError as the store does.
    """

    def known(fingerprint: str) -> Scheme | None:
        return scheme if fingerprint == scheme.fingerprint else kept_scheme(store, fingerprint)

    records = []
    for record in Proof(known).records(format_, path):
        records.append(record)
        progress(len(records), None)
    with store.together():
        return _take(store, scheme, path, records)


def _take(store: Store, scheme: Scheme, path: Path, records: Sequence[Record]) -> Imported:
    annotators_before = len(store.people.all())
    for name, kind in {pair for record in records for pair in record.kinds.items()}:
        store.people.ensure(name, kind)
    _remember_schemes(store, scheme, records)
    articles = store.articles.add(record.annotated.article for record in records)
    incoming = [_at_home(record, id_) for record, (id_, _) in zip(records, articles, strict=True)]
    _refuse_other_paragraphs(store, path, incoming)
    steps = _steps(_here(store, incoming), path, incoming)
    _refuse_unknown_words(scheme, path, steps)
    store.layers.apply_all(_entries(incoming, steps))
    new = Counter(type(change.after) for step in steps for change in step)
    return Imported(
        records=len(records),
        annotations=sum(len(record.annotated.annotations) for record in records),
        new_articles=sum(is_new for _, is_new in articles),
        new_annotators=len(store.people.all()) - annotators_before,
        new_annotations=new[Annotation],
        new_relations=new[Relation],
        new_read_paragraphs=new[ReadMark],
        new_notes=new[Note],
        new_skips=new[Skip],
    )


def _remember_schemes(store: Store, scheme: Scheme, records: Sequence[Record]) -> None:
    """Those that the file brings, and the folder's where the file only names it."""
    for told in (told for record in records for told in record.schemes):
        store.schemes.remember(told.fingerprint, told.name, told.text)
    if any(annotation.scheme == scheme.fingerprint for r in records for annotation in r.annotated.annotations):
        store.schemes.remember(scheme.fingerprint, scheme.name, scheme.text)


def _at_home(record: Record, article_id: str) -> Record:
    """The record with the id that the article has here."""
    annotated = record.annotated
    return replace(
        record,
        annotated=Annotated(
            replace(annotated.article, id=article_id),
            tuple(replace(annotation, article_id=article_id) for annotation in annotated.annotations),
            annotated.relations,
            tuple(replace(mark, article_id=article_id) for mark in annotated.read),
            tuple(replace(note, article_id=article_id) for note in annotated.notes),
            tuple(replace(skip, article_id=article_id) for skip in annotated.skips),
        ),
    )


def _refuse_other_paragraphs(store: Store, path: Path, records: Sequence[Record]) -> None:
    """Read marks and notes bear the number of a paragraph, which means something only where paragraphs are the same."""
    for record in records:
        article = record.annotated.article
        numbered = (*record.annotated.read, *(note for note in record.annotated.notes if note.paragraph is not None))
        if numbered and store.articles.get(article.id).paragraphs != article.paragraphs:
            raise FormatError(
                f"{path}:{record.line}: the article '{article.id}' is divided into other paragraphs here, so the read "
                "paragraphs and notes of the file cannot be placed. Nothing was imported."
            )


# What is new


def _key(value: Value) -> tuple[object, ...]:
    match value:
        case ReadMark():
            return ReadMark, value.article_id, value.annotator, value.paragraph
        case Skip():
            return Skip, value.article_id, value.annotator
    return type(value), value.id


def _here(store: Store, records: Sequence[Record]) -> dict[tuple[object, ...], Value]:
    """What the store has of the values in the records, wherever it has them."""
    wanted = {_key(value) for record in records for value in values(record.annotated)}
    stored = (value for annotated in store.layers.annotated() for value in values(annotated))
    return {_key(value): value for value in stored if _key(value) in wanted}


def _steps(here: dict[tuple[object, ...], Value], path: Path, records: Sequence[Record]) -> list[Step]:
    """For each record what it adds. A paragraph that is read here already stays read since then."""
    steps, conflicts = [], []
    for record in records:
        step = []
        for value in values(record.annotated):
            stored = here.get(_key(value))
            if stored is None:
                here[_key(value)] = value
                step.append(Change(None, value))
            elif stored != value and not isinstance(stored, ReadMark):
                conflicts.append(f"{path}:{record.line}: {_difference(stored, value)}")
        steps.append(tuple(step))
    if conflicts:
        raise FormatError(
            "\n".join([*_some(conflicts), "Nothing was imported."]),
            "The file and the database have gone separate ways since the export. Import into another database (--db).",
        )
    return steps


def _difference(stored: Annotation | Relation | Note | Skip, value: Value) -> str:
    names = [field.name for field in fields(value) if getattr(stored, field.name) != getattr(value, field.name)]
    called = f"of {stored.article_id} by '{stored.annotator}'" if isinstance(stored, Skip) else stored.id
    return f"the {type(value).__name__.lower()} {called} is here already, with another {', '.join(names)}"


def _some(sentences: Sequence[str]) -> list[str]:
    rest = len(sentences) - _TOLD
    return [*sentences[:_TOLD], f"… and {rest} more"] if rest > 0 else list(sentences)


_TOLD = 10


def _refuse_unknown_words(scheme: Scheme, path: Path, steps: Sequence[Step]) -> None:
    """What is new must be sayable in the scheme of the folder, or nobody could work on it."""
    new = [change.after for step in steps for change in step]
    labels = {value.label for value in new if isinstance(value, Annotation) and scheme.refusal(value.label)}
    types = {value.type for value in new if isinstance(value, Relation)} - scheme.relations.keys()
    if labels or types:
        what = [f"the labels {listed(sorted(labels))}"] if labels else []
        what += [f"the relation types {listed(sorted(types))}"] if types else []
        raise FormatError(
            f"{path} uses {' and '.join(what)}, which the scheme '{scheme.name}' does not have. Nothing was imported.",
            "Add them to the scheme, or import into a project that has them.",
        )


def _entries(records: Sequence[Record], steps: Sequence[Step]) -> Iterator[tuple[str, str, Entry]]:
    """One line of history for each layer that gets something."""
    now = datetime.now(UTC)
    for record, step in zip(records, steps, strict=True):
        for annotator in record.kinds:
            mine = tuple(change for change in step if change.after and change.after.annotator == annotator)
            if mine:
                yield record.annotated.article.id, annotator, Entry(Deed.DO, mine, now)
