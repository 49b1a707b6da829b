"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Articles, people, schemes, annotations, relations, read marks, and the history of all changes."""
    op.create_table(
        "annotator",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_annotator"),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("metadata", sa.JSON(), nullable=False),
        sa.Column("guessed", sa.JSON(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("paragraph_count", sa.Integer(), nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("sha256", name="uq_article_sha256"),
    )
    op.create_table(
        "scheme",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_used_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_scheme"),
    )
    op.create_table(
        "annotation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=True),
        sa.ForeignKeyConstraint(["annotator"], ["annotator.name"], name="fk_annotation_annotator"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_annotation_article_id"),
        sa.ForeignKeyConstraint(["scheme"], ["scheme.fingerprint"], name="fk_annotation_scheme"),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
    )
    op.create_index("ix_annotation_annotator_article_id", "annotation", ["annotator", "article_id"], unique=False)
    op.create_index("ix_annotation_article_id_annotator", "annotation", ["article_id", "annotator"], unique=False)
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["annotator"], ["annotator.name"], name="fk_history_annotator"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_history_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_article_id_annotator_id", "history", ["article_id", "annotator", "id"], unique=False)
    op.create_table(
        "paragraph",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= span_start AND span_start < span_end", name="ck_paragraph_span"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_paragraph_article_id"),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_paragraph"),
    )
    op.create_table(
        "read_mark",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["annotator"], ["annotator.name"], name="fk_read_mark_annotator"),
        sa.ForeignKeyConstraint(
            ["article_id", "paragraph"],
            ["paragraph.article_id", "paragraph.number"],
            name="fk_read_mark_article_id_paragraph",
        ),
        sa.PrimaryKeyConstraint("article_id", "annotator", "paragraph", name="pk_read_mark"),
    )
    op.create_table(
        "relation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("from_id", sa.Text(), nullable=False),
        sa.Column("to_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["annotator"], ["annotator.name"], name="fk_relation_annotator"),
        sa.ForeignKeyConstraint(["from_id"], ["annotation.id"], name="fk_relation_from_id"),
        sa.ForeignKeyConstraint(["to_id"], ["annotation.id"], name="fk_relation_to_id"),
        sa.PrimaryKeyConstraint("id", name="pk_relation"),
    )
    op.create_index("ix_relation_from_id", "relation", ["from_id"], unique=False)
    op.create_index("ix_relation_to_id", "relation", ["to_id"], unique=False)
    op.create_table(
        "segment",
        sa.Column("annotation_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= span_start AND span_start < span_end", name="ck_segment_span"),
        sa.ForeignKeyConstraint(["annotation_id"], ["annotation.id"], name="fk_segment_annotation_id"),
        sa.PrimaryKeyConstraint("annotation_id", "number", name="pk_segment"),
    )
