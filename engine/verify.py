"""Check what is stored against itself: every chain, every published version, every file.

What this can't see: a journal written anew as a whole, or one whose newest cases were removed with all their
rows. Only a checkpoint held elsewhere shows that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from engine.accounts import SYSTEM_STREAM, journaled_account
from engine.errors import NotFound
from engine.journal import Entry, Link, verify_stream
from engine.model import Finding, Json, Report
from engine.store import Unit, VersionRecord

CASE = "case:"
DEFINITION = "definition:"


def verify(unit: Unit, stream: str | None = None) -> Report:
    """Check everything, or one stream of the journal.

    Raises:
        NotFound: there is no such stream.
    """
    heads = unit.cases.heads()
    names = unit.journal.streams()
    if stream is not None and stream not in names and stream not in heads:
        raise NotFound(f"Aliran “{stream}” tidak ada.")
    streams = sorted({*names, *heads}) if stream is None else [stream]
    findings: list[Finding] = []
    count = 0
    for name in streams:
        entries = unit.journal.entries(name)
        count += len(entries)
        findings += verify_stream(name, entries, Link(*heads[name]) if name in heads else None)
        if name.startswith(CASE) and name not in heads:
            findings.append(Finding(name, None, "kasus dari aliran ini tidak ada lagi"))
    if stream is None:
        findings += _versions(unit)
        findings += _accounts(unit)
        findings += _blobs(unit)
    return Report(len(streams), count, findings)


def _versions(unit: Unit) -> Iterator[Finding]:
    """Compare the published versions with the entries that published them."""
    versions = {version.digest: version for version in unit.definitions.all()}
    published: dict[str, Entry] = {}
    for stream in {f"{DEFINITION}{version.definition}" for version in versions.values()}:
        for entry in unit.journal.entries(stream):
            published[str(entry.fields.get("definition"))] = entry
    for digest, version in versions.items():
        stream = f"{DEFINITION}{version.definition}"
        if digest not in published:
            yield Finding(stream, None, f"versi {version.number} tidak mempunyai entri terbit")
        elif published[digest].payload is not None and published[digest].content != _journaled(version):
            yield Finding(stream, published[digest].n, f"versi {version.number} berbeda dari entri terbitnya")
    for digest in published.keys() - versions.keys():
        entry = published[digest]
        yield Finding(entry.stream, entry.n, "versi yang diterbitkan entri ini tidak ada lagi")


def _journaled(version: VersionRecord) -> dict[str, Json]:
    return {"manifest": dict(version.manifest), "note": version.note, "number": version.number}


def _accounts(unit: Unit) -> Iterator[Finding]:
    """Compare each account with the entry that made it; its password is not journaled."""
    made = {}
    for entry in unit.journal.entries(SYSTEM_STREAM):
        if entry.payload is not None:
            made[str(entry.content["account"])] = entry
    for account in unit.people.all():
        entry_of = made.pop(account.id, None)
        if entry_of is None:
            yield Finding(SYSTEM_STREAM, None, f"akun {account.username} tidak mempunyai entri")
        elif entry_of.content != journaled_account(account):
            yield Finding(SYSTEM_STREAM, entry_of.n, f"akun {account.username} berbeda dari entrinya")
    for entry in made.values():
        yield Finding(SYSTEM_STREAM, entry.n, f"akun {entry.content['username']} tidak ada lagi")


def _blobs(unit: Unit) -> Iterator[Finding]:
    """Hash every stored file anew; a version's file that is gone is found too."""
    present = set()
    for digest, content in unit.definitions.blobs():
        present.add(digest)
        if hashlib.sha256(content).hexdigest() != digest:
            yield Finding("berkas", None, f"isi berkas {digest} diubah")
    for version in unit.definitions.all():
        for path, wanted in version.manifest.items():
            if wanted not in present:
                stream = f"{DEFINITION}{version.definition}"
                yield Finding(stream, None, f"berkas {path} versi {version.number} hilang")
