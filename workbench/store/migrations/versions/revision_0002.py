"""Notes, skipped articles, doubt, batches, and a full-text index."""

import sqlite3

import sqlalchemy as sa
from alembic import op

from workbench.errors import StoreError
from workbench.search import folded

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """What was there is sure, in no batch, and in the index."""
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == "sqlite"
    with op.batch_alter_table("article", recreate="always" if is_sqlite else "never") as batch:
        length = sa.Column("length", sa.Integer(), nullable=False, server_default="0")
        batch.add_column(length, insert_before="text" if is_sqlite else None)
    op.execute("UPDATE article SET length = length(text)")
    op.add_column("annotation", sa.Column("unsure", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_annotation_annotator_label_made_at", "annotation", ["annotator", "label", "made_at"])
    op.add_column("history", sa.Column("batch", sa.Text(), nullable=False, server_default=""))
    batched = sa.text("batch <> ''")
    op.create_index("ix_history_batch", "history", ["batch"], sqlite_where=batched, postgresql_where=batched)
    _make_notes_and_skips()
    _make_index(connection, is_sqlite)


def _make_notes_and_skips() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["annotator"], ["annotator.name"], name="fk_note_annotator"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_note_article_id"),
        sa.ForeignKeyConstraint(
            ["article_id", "paragraph"],
            ["paragraph.article_id", "paragraph.number"],
            name="fk_note_article_id_paragraph",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_article_id_annotator", "note", ["article_id", "annotator"])
    op.create_table(
        "skip",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["annotator"], ["annotator.name"], name="fk_skip_annotator"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_skip_article_id"),
        sa.PrimaryKeyConstraint("article_id", "annotator", name="pk_skip"),
    )


def _make_index(connection: sa.Connection, is_sqlite: bool) -> None:
    op.create_table(
        "search",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_search_article_id"),
        sa.PrimaryKeyConstraint("number", name="pk_search"),
        sa.UniqueConstraint("article_id", name="uq_search_article_id"),
    )
    if not is_sqlite:
        _fill(connection, "INSERT INTO search (number, article_id, folded) VALUES (:number, :id, :folded)")
        _try_trigrams(connection)
    elif _has_trigrams(connection):
        op.execute(
            "CREATE VIRTUAL TABLE search_trigrams USING fts5"
            "(folded, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1')"
        )
        _fill(
            connection,
            "INSERT INTO search (number, article_id) VALUES (:number, :id)",
            "INSERT INTO search_trigrams (rowid, folded) VALUES (:number, :folded)",
        )


def _fill(connection: sa.Connection, *statements: str) -> None:
    for number, id_ in enumerate(connection.scalars(sa.text("SELECT id FROM article ORDER BY id")).all(), 1):
        text = connection.scalar(sa.text("SELECT text FROM article WHERE id = :id"), {"id": id_})
        for statement in statements:
            connection.execute(sa.text(statement), {"number": number, "id": id_, "folded": folded(text)})


def _has_trigrams(connection: sa.Connection) -> bool:
    """Whether this SQLite was built with FTS5, and is new enough for trigrams."""
    modules = connection.scalars(sa.text("SELECT name FROM pragma_module_list")).all()
    return sqlite3.sqlite_version_info >= (3, 34) and "fts5" in modules


def _try_trigrams(connection: sa.Connection) -> None:
    """The extension is not on every server, and not everybody may have it; without, `LIKE` reads all that is folded."""
    try:
        with connection.begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            op.execute("CREATE INDEX ix_search_folded ON search USING gin (folded gin_trgm_ops)")
    except StoreError:
        return
