"""The studio: drafts, the pen, which version is current. Cases: partner and clauses, to find them by."""

import json
from urllib.parse import quote

import sqlalchemy as sa
from alembic import op
from lxml import etree

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def upgrade() -> None:
    """Add the studio's tables; the newest version of each definition so far is its current one."""
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("released_at", sa.BigInteger(), nullable=False),
        sa.Column("released_by", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["version.digest"], name=op.f("fk_release_digest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_index("ix_release_definition", "release", ["definition"])
    op.execute(
        "INSERT INTO release (definition, digest, released_at, released_by, note) "
        "SELECT definition, digest, published_at, published_by, note FROM version ORDER BY definition, number"
    )
    op.create_table(
        "folder",
        sa.Column("definition", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["version.digest"], name=op.f("fk_folder_digest")),
        sa.PrimaryKeyConstraint("definition", name=op.f("pk_folder")),
    )
    op.create_table(
        "save",
        sa.Column("definition", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("base", sa.String(length=64), nullable=True),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.Column("saved_by", sa.String(length=32), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["base"], ["version.digest"], name=op.f("fk_save_base")),
        sa.PrimaryKeyConstraint("definition", "revision", name=op.f("pk_save")),
    )
    op.create_table(
        "pen",
        sa.Column("definition", sa.String(length=100), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("definition", name=op.f("pk_pen")),
    )
    for name in ("partner", "clauses"):
        op.add_column("instance", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _fill_clauses(op.get_bind())


def downgrade() -> None:
    """Drop what ``upgrade`` added; drafts are lost."""
    with op.batch_alter_table("instance") as instance:
        instance.drop_column("partner")
        instance.drop_column("clauses")
    for name in ("pen", "save", "folder", "release"):
        op.drop_table(name)


def _fill_clauses(connection: sa.Connection) -> None:
    """Fill in from the journal which clauses each case has met, since ``replay`` holds the row to it."""
    versions: dict[str, dict[tuple[str, str], list[str]]] = {}
    for digest, manifest in connection.execute(sa.text("SELECT digest, manifest FROM version")).all():
        diagrams = [sha256 for path, sha256 in json.loads(manifest).items() if path.endswith(".bpmn")]
        versions[digest] = {}
        for sha256 in diagrams:
            found = connection.execute(sa.text("SELECT content FROM blob WHERE sha256 = :of"), {"of": sha256})
            versions[digest] |= _clauses_of_elements(found.scalar_one())
    entries = sa.text("SELECT payload FROM entry WHERE stream = :of AND payload IS NOT NULL ORDER BY n")
    for case, version in connection.execute(sa.text("SELECT id, version FROM instance")).all():
        met: dict[str, None] = {}
        for payload in connection.scalars(entries, {"of": f"case:{case}"}):
            for kind, element, process, *_ in json.loads(payload)["outcome"]["steps"]:
                if kind == "entered":
                    met |= dict.fromkeys(versions[version].get((process, element), []))
        clauses = f"|{'|'.join(quote(clause, safe='') for clause in met)}|" if met else ""
        connection.execute(
            sa.text("UPDATE instance SET clauses = :clauses WHERE id = :of"), {"clauses": clauses, "of": case}
        )


def _clauses_of_elements(diagram: bytes) -> dict[tuple[str, str], list[str]]:
    """Return (process, element) → the clauses that a diagram says the element carries out."""
    found: dict[tuple[str, str], list[str]] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for item in etree.fromstring(diagram, parser).iter("{http://camunda.org/schema/1.0/bpmn}property"):
        process = next(item.iterancestors(f"{{{BPMN}}}process"), None)
        element = str(item.xpath("string(../../../@id)"))
        if process is not None and item.get("name") == "butir":
            clauses = [clause.strip() for clause in item.get("value", "").split(",")]
            found[process.get("id", ""), element] = [clause for clause in clauses if clause]
    return found
