"""The first schema: definitions, cases, the journal, people and files."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = (
    """CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
    WHEN NOT (NEW.seq = OLD.seq AND NEW.stream = OLD.stream AND NEW.n = OLD.n AND NEW.header = OLD.header
              AND NEW.hash = OLD.hash AND NEW.payload IS NULL AND NEW.salt IS NULL)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER entry_dense BEFORE INSERT ON entry
    WHEN NEW.n IS NOT (SELECT COALESCE(MAX(n), 0) + 1 FROM entry WHERE stream = NEW.stream)
    BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END""",
)
"""Rails against accidents; ``recursive_triggers`` must be on, or INSERT OR REPLACE slips past."""

CLOSED_TASKS_ARE_FOUND_BY_NOBODY = """CREATE TRIGGER task_closed AFTER UPDATE OF closed_at ON task
    WHEN NEW.closed_at IS NOT NULL
    BEGIN DELETE FROM candidate WHERE task = NEW.id; END"""
"""``candidate`` is an index of open tasks; kept by the database, it costs a command no statement."""

TABLES = (
    "draft",
    "candidate",
    "upload",
    "task",
    "register",
    "party",
    "job",
    "instance",
    "version",
    "throttle",
    "entry",
    "counter",
    "blob",
    "account",
)


def upgrade() -> None:
    """Make every table, its indexes, and the rails of the journal."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("username", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=50), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_index(
        "ix_account_email", "account", ["email"], unique=True, sqlite_where=sa.text("email != ''")
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(length=120), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_entry")),
        sa.UniqueConstraint("stream", "n", name=op.f("uq_entry_stream_n")),
    )
    op.create_table(
        "throttle",
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_throttle")),
    )
    op.create_table(
        "version",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("definition", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("published_by", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_version")),
        sa.UniqueConstraint("definition", "number", name=op.f("uq_version_definition_number")),
    )
    op.create_table(
        "instance",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("definition", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("registers", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["version.digest"], name=op.f("fk_instance_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_instance_idempotency_key")),
    )
    op.create_index(op.f("ix_instance_definition_status"), "instance", ["definition", "status"], unique=False)
    op.create_index(op.f("ix_instance_updated_at"), "instance", ["updated_at"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["instance"], ["instance.id"], name=op.f("fk_job_instance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_instance"), "job", ["instance"], unique=False)
    op.create_index(op.f("ix_job_state_due_at"), "job", ["state", "due_at"], unique=False)
    op.create_table(
        "party",
        sa.Column("identity", sa.String(length=254), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["instance"], ["instance.id"], name=op.f("fk_party_instance")),
        sa.PrimaryKeyConstraint("identity", "instance", name=op.f("pk_party")),
    )
    op.create_table(
        "register",
        sa.Column("definition", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["instance"], ["instance.id"], name=op.f("fk_register_instance")),
        sa.PrimaryKeyConstraint("definition", "name", "instance", name=op.f("pk_register")),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=False),
        sa.Column("element", sa.String(length=200), nullable=False),
        sa.Column("process", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("assignment", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("escalates", sa.Boolean(), nullable=False),
        sa.Column("claimed_by", sa.String(length=32), nullable=True),
        sa.Column("escalated_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["instance"], ["instance.id"], name=op.f("fk_task_instance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_instance"), "task", ["instance"], unique=False)
    op.create_index(
        "ix_task_overdue",
        "task",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("escalates AND closed_at IS NULL AND escalated_at IS NULL"),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.String(length=32), nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["instance"],
            ["instance.id"],
            name=op.f("fk_upload_instance"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_upload_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_instance"), "upload", ["instance"], unique=False)
    op.create_table(
        "candidate",
        sa.Column("ref", sa.String(length=260), nullable=False),
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_candidate_task")),
        sa.PrimaryKeyConstraint("ref", "task", name=op.f("pk_candidate")),
    )
    op.create_index(op.f("ix_candidate_task"), "candidate", ["task"], unique=False)
    op.create_table(
        "draft",
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_draft_task")),
        sa.PrimaryKeyConstraint("task", "account", name=op.f("pk_draft")),
    )
    for trigger in (*APPEND_ONLY, CLOSED_TASKS_ARE_FOUND_BY_NOBODY):
        op.execute(trigger)


def downgrade() -> None:
    """Take everything away again."""
    for table in TABLES:
        op.drop_table(table)
