"""Between cases: what cases wait for, messages and signals on their way, the work of connectors, tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a job carry what it is about, with or without a case; add what cases wait for, and tokens."""
    op.drop_index("ix_job_state_due_at", "job")
    with op.batch_alter_table("job") as job:
        job.alter_column("id", existing_type=sa.String(length=64), type_=sa.String(length=320))
        job.alter_column("subject", existing_type=sa.String(length=64), type_=sa.String(length=200))
        job.alter_column("instance", existing_type=sa.String(length=32), nullable=True)
        job.add_column(sa.Column("content", sa.Text(), nullable=False, server_default="null"))
        job.add_column(sa.Column("expires_at", sa.BigInteger(), nullable=True))
        job.add_column(sa.Column("lease", sa.BigInteger(), nullable=True))
        job.add_column(sa.Column("worker", sa.String(length=64), nullable=True))
        job.add_column(sa.Column("forgiven", sa.Integer(), nullable=False, server_default="0"))
        job.add_column(sa.Column("sent_at", sa.BigInteger(), nullable=True))
        job.add_column(sa.Column("sender", sa.String(length=32), nullable=True))
        job.add_column(sa.Column("key", sa.Text(), nullable=True))
        job.add_column(sa.Column("found", sa.Text(), nullable=False, server_default="{}"))
    op.create_index("ix_job_state_due_at_id", "job", ["state", "due_at", "id"])
    op.create_index("ix_job_kept", "job", ["state", "subject", "key"], sqlite_where=sa.text("state = 'kept'"))
    op.create_index("ix_job_sender", "job", ["sender", "state"], sqlite_where=sa.text("sender IS NOT NULL"))
    op.create_index("ix_job_work", "job", ["state", "due_at", "id"], sqlite_where=sa.text("kind = 'work'"))
    op.create_table(
        "wait",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=False),
        sa.Column("element", sa.String(length=200), nullable=False),
        sa.Column("process", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("message_key", sa.Text(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["instance"], ["instance.id"], name=op.f("fk_wait_instance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait")),
    )
    op.create_index("ix_wait_kind_name_key", "wait", ["kind", "name", "key"])
    op.create_index("ix_wait_instance", "wait", ["instance"])
    op.create_index(
        "ix_wait_message_key",
        "wait",
        ["name", "message_key"],
        sqlite_where=sa.text("message_key IS NOT NULL"),
    )
    op.create_index("ix_instance_number", "instance", ["number"])
    op.create_table(
        "token",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_token_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["instance"], ["instance.id"], name=op.f("fk_notice_instance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_at", "notice", ["at"])
    op.create_table(
        "addressee",
        sa.Column("ref", sa.String(length=260), nullable=False),
        sa.Column("notice", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notice.id"], name=op.f("fk_addressee_notice")),
        sa.PrimaryKeyConstraint("ref", "notice", name=op.f("pk_addressee")),
    )
    op.create_index("ix_addressee_notice", "addressee", ["notice"])
    op.create_index("ix_addressee_ref_at", "addressee", ["ref", "at"])
    op.create_table(
        "notice_read",
        sa.Column("notice", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notice.id"], name=op.f("fk_notice_read_notice")),
        sa.PrimaryKeyConstraint("notice", "account", name=op.f("pk_notice_read")),
    )
    op.create_table(
        "notice_mark",
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_notice_mark")),
    )


def downgrade() -> None:
    """Drop what ``upgrade`` added; what is on its way between cases is lost."""
    for table in ("notice_mark", "notice_read", "addressee", "notice", "token", "wait"):
        op.drop_table(table)
    op.drop_index("ix_instance_number", "instance")
    op.execute("DELETE FROM job WHERE kind NOT IN ('timer', 'incident')")
    op.drop_index("ix_job_sender", "job")
    op.drop_index("ix_job_work", "job")
    op.drop_index("ix_job_kept", "job")
    op.drop_index("ix_job_state_due_at_id", "job")
    with op.batch_alter_table("job") as job:
        for name in (
            "content",
            "expires_at",
            "lease",
            "worker",
            "forgiven",
            "sent_at",
            "sender",
            "key",
            "found",
        ):
            job.drop_column(name)
        job.alter_column("id", existing_type=sa.String(length=320), type_=sa.String(length=64))
        job.alter_column("subject", existing_type=sa.String(length=200), type_=sa.String(length=64))
        job.alter_column("instance", existing_type=sa.String(length=32), nullable=False)
    op.create_index("ix_job_state_due_at", "job", ["state", "due_at"])
