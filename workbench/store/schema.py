"""The tables. They change only together with a new revision in `migrations/versions`.

`HEAD` is the newest revision; revisions are four digits, so that older and newer compare as text.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

HEAD = "0003"
VERSION_TABLE = "workbench_version"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, to the microsecond, always in UTC. SQLite gives datetimes back without their zone: this mends it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("metadata", JSON, nullable=False),
    Column("guessed", JSON, nullable=False),
    Column("words", Integer, nullable=False),
    Column("length", Integer, nullable=False),  # of the text in code points: to count them would read all of it
    Column("paragraph_count", Integer, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),  # last: SQLite reads the columns before it without touching its pages
)

paragraph = Table(
    "paragraph",
    metadata,
    Column("article_id", ForeignKey(article.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    CheckConstraint("0 <= span_start AND span_start < span_end", name="span"),
)

annotator = Table(
    "annotator",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kind", Text, nullable=False),
)

scheme = Table(
    "scheme",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("first_used_at", UtcDateTime, nullable=False),
)

annotation = Table(
    "annotation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", ForeignKey(article.c.id), nullable=False),
    Column("annotator", ForeignKey(annotator.c.name), nullable=False),
    Column("label", Text, nullable=False),  # text, no foreign key: a label may leave the scheme, the work stays
    Column("made_at", UtcDateTime, nullable=False),
    Column("scheme", ForeignKey(scheme.c.fingerprint), nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("score", Float(53)),
    Column("unsure", Boolean, nullable=False),
    Index(None, "article_id", "annotator"),
    Index(None, "annotator", "article_id"),
    Index(None, "annotator", "label", "made_at"),
)

segment = Table(
    "segment",
    metadata,
    Column("annotation_id", ForeignKey(annotation.c.id), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    CheckConstraint("0 <= span_start AND span_start < span_end", name="span"),
)

relation = Table(
    "relation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("annotator", ForeignKey(annotator.c.name), nullable=False),
    Column("type", Text, nullable=False),
    Column("from_id", ForeignKey(annotation.c.id), nullable=False, index=True),
    Column("to_id", ForeignKey(annotation.c.id), nullable=False, index=True),
)

read_mark = Table(
    "read_mark",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("annotator", ForeignKey(annotator.c.name), primary_key=True),
    Column("paragraph", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["article_id", "paragraph"], [paragraph.c.article_id, paragraph.c.number]),
)

note = Table(
    "note",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", ForeignKey(article.c.id), nullable=False),
    Column("annotator", ForeignKey(annotator.c.name), nullable=False),
    Column("paragraph", Integer),  # None: the note is on the whole article
    Column("text", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["article_id", "paragraph"], [paragraph.c.article_id, paragraph.c.number]),
    Index(None, "article_id", "annotator"),
)

skip = Table(
    "skip",
    metadata,
    Column("article_id", ForeignKey(article.c.id), primary_key=True),
    Column("annotator", ForeignKey(annotator.c.name), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", ForeignKey(article.c.id), nullable=False),
    Column("annotator", ForeignKey(annotator.c.name), nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("candidates", JSON, nullable=False),  # id@digest, no foreign keys: an annotator may change or delete it
    Column("result", JSON, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("0 <= span_start AND span_start < span_end", name="span"),
    Index(None, "article_id", "annotator"),
)

IN_BATCH = text("batch <> ''")
"""Which lines of history the index of batches has; a query that shall use it says so too."""

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey(article.c.id), nullable=False),
    Column("annotator", ForeignKey(annotator.c.name), nullable=False),
    Column("deed", Text, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("batch", Text, nullable=False),
    Index(None, "article_id", "annotator", "id"),
    Index(None, "batch"),  # on `IN_BATCH`, as the migration says: here it would load a dialect at every start, 70 ms
)

search = Table(
    "search",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey(article.c.id), nullable=False, unique=True),
    Column("folded", Text),
)
"""Which articles the full-text index has, and under what number; `store/searching.py` says how it is kept."""
