"""The first tables: notices with their versions and search index, positions, documents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None


def upgrade() -> None:
    meta = op.create_table(
        "meta",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("facts_digest", sa.Text),
        sa.CheckConstraint("id = 1", name="meta_has_one_row"),
    )
    op.bulk_insert(meta, [{"id": 1, "revision": 0}])
    op.create_table(
        "notice",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("bundled", sa.Boolean, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        *(sa.Column(name, sa.Text) for name in ("published", "url", "source_id", "sha256")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in _LISTS),
        sa.Column("exosome_explicit", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("notice_id", "notice", ["id"], unique=True)
    op.create_index("notice_jurisdiction", "notice", ["jurisdiction"])
    op.create_index("notice_published", "notice", ["published"])
    op.create_index("notice_kind", "notice", ["kind"])
    _create_search_index(op.get_bind().dialect.name)
    op.create_table(
        "notice_version",
        sa.Column("notice_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_table(
        "position",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("jurisdiction", sa.Text, nullable=False),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_index("position_jurisdiction", "position", ["jurisdiction", "scenario"])
    op.create_table(
        "document",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
    )


def _create_search_index(dialect: str) -> None:
    if dialect == "sqlite":
        # The tokens are ready-made: FTS5 has only to divide them at the spaces. Its `ascii`
        # tokeniser takes every character beyond ASCII for a letter.
        op.execute(
            "CREATE VIRTUAL TABLE notice_search USING fts5("
            """title, names, body, tokenize = "ascii tokenchars '_'")"""
        )
        return
    op.create_table(
        "notice_search",
        sa.Column(
            "row",
            sa.Integer,
            sa.ForeignKey("notice.row"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("words", TSVECTOR, nullable=False),
    )
    op.create_index("notice_search_words", "notice_search", ["words"], postgresql_using="gin")


_TEXTS = (
    "id",
    "jurisdiction",
    "regulator",
    "regulator_short",
    "issuer_type",
    "title",
    "title_en",
    "language",
    "kind",
    "relevance",
    "summary",
    "effect",
    "source_read",
    "read_url",
    "confidence",
    "review",
    "first_seen",
    "last_checked",
)
_LISTS = (
    "origin",
    "uses",
    "claims",
    "concerns",
    "firms",
    "products",
    "other_urls",
    "coders_differ",
)
