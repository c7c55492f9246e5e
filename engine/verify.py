"""Check what is stored against itself: every chain, every published version, every file.

What this can't see: a journal written anew as a whole, or one whose newest cases were removed with all their
rows. Only a checkpoint held elsewhere shows that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from engine.accounts import journaled_account
from engine.arrivals import as_thrown
from engine.errors import Damaged, NotFound, ParafError
from engine.handlers import timer_starts
from engine.journal import SYSTEM_STREAM, Entry, Link, instant, verify_stream
from engine.library import Library
from engine.model import Finding, Json, Report
from engine.parcels import Parcels
from engine.projections import CaseRecord
from engine.store import ReleaseRecord, Unit, VersionRecord
from engine.tokens import journaled_token

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
    parcels = Parcels()
    for name in streams:
        entries = unit.journal.entries(name)
        count += len(entries)
        parcels.read(name, entries)
        findings += verify_stream(name, entries, Link(*heads[name]) if name in heads else None)
        if name.startswith(CASE) and name not in heads:
            findings.append(Finding(name, None, "kasus dari aliran ini tidak ada lagi"))
    if stream is None:
        published = {version.definition for version in unit.definitions.all()}
        published |= {name.removeprefix(DEFINITION) for name in names if name.startswith(DEFINITION)}
        findings += [finding for key in sorted(published) for finding in _versions(unit, key)]
        findings += _accounts(unit)
        findings += _tokens(unit)
        findings += _blobs(unit)
        findings += _outbox(unit, parcels)
        findings += _alarms(unit)
    return Report(len(streams), count, findings)


def verify_case(unit: Unit, case: CaseRecord) -> Report:
    """Check one case: its chain, that of its definition, the version it runs on, the content of its files."""
    streams = [case.stream, f"{DEFINITION}{case.definition}"]
    findings: list[Finding] = []
    count = 0
    heads = unit.cases.heads()
    for name in streams:
        entries = unit.journal.entries(name)
        count += len(entries)
        findings += verify_stream(name, entries, Link(*heads[name]) if name in heads else None)
    findings += _versions(unit, case.definition)
    findings += _ran_on(unit, case)
    findings += _contents(unit, case)
    return Report(len(streams), count, findings)


def _ran_on(unit: Unit, case: CaseRecord) -> Iterator[Finding]:
    """Compare the version that a case's row names with its entries and with the versions there are."""
    version = unit.definitions.find(case.version)
    if version is None or version.definition != case.definition:
        yield Finding(case.stream, None, f"versi {case.version[:12]} dari prosedur ini tidak ada")
    for entry in unit.journal.entries(case.stream):
        if _fields(entry).get("definition") != case.version:
            yield Finding(
                case.stream, entry.n, "entri berjalan pada versi lain daripada yang tercatat pada kasus"
            )


def _contents(unit: Unit, case: CaseRecord) -> Iterator[Finding]:
    """Hash the files of a case and of its version anew."""
    version = unit.definitions.find(case.version)
    wanted = dict(version.manifest) if version else {}
    wanted |= {file.name: file.sha256 for file in unit.files.of_case(case.id)}
    for name, digest in wanted.items():
        content = unit.files.content(digest)
        if content is None:
            yield Finding(case.stream, None, f"berkas {name} hilang")
        elif hashlib.sha256(content).hexdigest() != digest:
            yield Finding(case.stream, None, f"isi berkas {name} diubah")


def _versions(unit: Unit, key: str) -> Iterator[Finding]:
    """Compare a definition's versions and releases with the entries that made them."""
    stream = f"{DEFINITION}{key}"
    entries = unit.journal.entries(stream)
    versions = {version.digest: version for version in unit.definitions.all() if version.definition == key}
    published = {
        str(_fields(entry).get("definition")): entry
        for entry in entries
        if _fields(entry).get("kind") == "published"
    }
    for digest, version in versions.items():
        if digest not in published:
            yield Finding(stream, None, f"versi {version.number} tidak mempunyai entri terbit")
        elif not _says(published[digest], version):
            yield Finding(stream, published[digest].n, f"versi {version.number} berbeda dari entri terbitnya")
    for digest in published.keys() - versions.keys():
        yield Finding(stream, published[digest].n, "versi yang diterbitkan entri ini tidak ada lagi")
    releases = unit.definitions.releases(key)
    if len(releases) != len(entries):
        yield Finding(stream, None, "banyaknya penerbitan berbeda dari banyaknya entri")
    for release, entry in zip(releases, entries, strict=False):
        if not _made_current(entry, release):
            yield Finding(stream, entry.n, "versi yang berlaku berbeda dari entri terbit")


def _says(entry: Entry, version: VersionRecord) -> bool:
    """Tell whether a version is as its entry says; what was erased, or not recorded yet, says nothing."""
    fields, content = _fields(entry), _content(entry)
    made = {
        "manifest": dict(version.manifest),
        "note": version.note,
        "number": version.number,
        "name": version.name,
    }
    by = (fields.get("actor"), fields.get("at")) == (version.published_by, instant(version.published_at))
    return by and (entry.payload is None or content == {name: made[name] for name in made if name in content})


def _made_current(entry: Entry, release: ReleaseRecord) -> bool:
    fields = _fields(entry)
    journaled = (fields.get("definition"), fields.get("at"), fields.get("actor"))
    stored = (release.digest, instant(release.released_at), release.released_by)
    return journaled == stored and (entry.payload is None or _content(entry).get("note") == release.note)


def _accounts(unit: Unit) -> Iterator[Finding]:
    """Compare each account with the entry that made it; its password is not journaled."""
    made = {}
    for entry in unit.journal.entries(SYSTEM_STREAM):
        if entry.payload is not None and _fields(entry).get("kind") == "account_added":
            made[str(_content(entry).get("account"))] = entry
    for account in unit.people.all():
        entry_of = made.pop(account.id, None)
        if entry_of is None:
            yield Finding(SYSTEM_STREAM, None, f"akun {account.username} tidak mempunyai entri")
        elif _content(entry_of) != journaled_account(account):
            yield Finding(SYSTEM_STREAM, entry_of.n, f"akun {account.username} berbeda dari entrinya")
    for entry in made.values():
        yield Finding(SYSTEM_STREAM, entry.n, f"akun {_content(entry).get('username')} tidak ada lagi")


def _tokens(unit: Unit) -> Iterator[Finding]:
    """Compare each token with the entries that made and revoked it; of its secret the hash is journaled."""
    entries = [entry for entry in unit.journal.entries(SYSTEM_STREAM) if entry.payload is not None]
    kinds = {(_fields(entry).get("kind"), _content(entry).get("token")): entry for entry in entries}
    for token in unit.tokens.all():
        added = kinds.pop(("token_added", token.id), None)
        revoked = kinds.pop(("token_revoked", token.id), None)
        found = unit.tokens.find(token.id)
        same = added is not None and found is not None and _content(added) == journaled_token(*found)
        if not same or (revoked is None) != (token.revoked_at is None):
            yield Finding(SYSTEM_STREAM, None, f"token {token.id} berbeda dari entrinya")
    for kind, token_id in kinds:
        if kind == "token_added":
            yield Finding(SYSTEM_STREAM, None, f"token {token_id} tidak ada lagi")


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


def _outbox(unit: Unit, parcels: Parcels) -> Iterator[Finding]:
    """Compare what is on its way between cases with what their journals say they threw."""
    try:
        undelivered = unit.mail.undelivered()
    except Damaged as error:
        yield Finding("pesan", None, str(error))
        return
    for mail in undelivered:
        if not as_thrown(unit, mail.kind, mail.name, mail.key, mail.payload, mail.source):
            stream = f"{CASE}{mail.source['case']}"
            what = f"“{mail.name}” yang sedang diantar berbeda dari yang dikirim kasus ini"
            yield Finding(stream, None, what)
    yield from parcels.lost(undelivered)


def _alarms(unit: Unit) -> Iterator[Finding]:
    """Compare the timer start events that wait with those of the current versions."""
    library = Library()
    for key, version in sorted(unit.definitions.current().items()):
        try:
            wanted = timer_starts(library.get(unit, version.digest))
        except ParafError:
            continue  # what is stored of the version is damaged, which is found where files are checked
        try:
            set_up = {place: alarm.text for place, alarm in unit.alarms.of(key).items()}
        except Damaged:
            set_up = None
        if set_up != wanted:
            yield Finding(f"{DEFINITION}{key}", None, "mulai terjadwal berbeda dari versi yang berlaku")


def _fields(entry: Entry) -> Mapping[str, Json]:
    """Return an entry's header; nothing where it can't be read, which the chain's check says already."""
    try:
        return entry.fields
    except Damaged:
        return {}


def _content(entry: Entry) -> Mapping[str, Json]:
    """Return an entry's payload; nothing where it can't be read, which the chain's check says already."""
    try:
        return entry.content
    except Damaged:
        return {}
