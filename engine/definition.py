"""A published version, ready to run: its programme, forms and clauses, read once and shared by its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from engine.decisions import Decisions
from engine.errors import Fault, ProcessFault, Unrunnable
from engine.expressions import Expressions, Vocabulary
from engine.forms import LOCAL_NAMES, expressions_of, fields_of
from engine.model import Clause, Json, Labelled, Paper, StoredFile
from engine.spiff import Element, Program


@dataclass(frozen=True, slots=True)
class Summary:
    """What the lists show of a case, as its process names it.

    Attributes:
        parties: the partner's identities in lower case.
        partner: the partner's name, "" where the process names none.
        registers: register name → this case's row, None for none.
    """

    number: str
    title: str
    columns: Mapping[str, Json]
    parties: Sequence[str]
    partner: str
    registers: Mapping[str, Json]


class Definition:
    """One version of a procedure.

    Args:
        digest: what the version is known by.
        number: counted from 1 within the definition.
        files: path inside the bundle → content.

    Attributes:
        vocabulary: the names that its expressions may use.
        decisions: those of its DMN files.

    Raises:
        Unrunnable: a diagram can't be run, or a decision that it asks isn't there.
    """

    def __init__(self, key: str, digest: str, number: int, files: Mapping[str, bytes]) -> None:
        self.key = key
        self.digest = digest
        self.number = number
        self.files = files
        self.program = Program.parse(
            {path: content for path, content in files.items() if path.endswith(".bpmn")}, key
        )
        self.decisions = Decisions(files)
        self._require_decisions()
        self.forms: dict[str, dict[str, Json]] = {}
        for path, content in files.items():
            if path.endswith(".form"):
                schema = orjson.loads(content)
                self.forms[str(schema["id"])] = schema
        clauses = orjson.loads(files.get("clauses.json", b"{}"))
        self.clauses: dict[str, str] = {str(clause): str(text) for clause, text in clauses.items()}
        self.vocabulary = Vocabulary(LOCAL_NAMES.union(self._known_names()))

    def _require_decisions(self) -> None:
        missing = [
            Fault(element.file, element.id, element.line, f"Keputusan “{element.decision}” tidak ada.")
            for process in self.program.processes.values()
            for element in process.elements.values()
            if element.decision is not None and self.decisions.find(element.decision) is None
        ]
        if missing:
            raise Unrunnable(missing)

    @property
    def name(self) -> str:
        """The procedure's name."""
        return self.program.main.name or self.key

    def form(self, element: Element) -> dict[str, Json] | None:
        """Return the form-js schema of a task or start event."""
        reference = element.attributes.get("formRef")
        return None if reference is None else self.forms[reference]

    def field_names(self, element: Element) -> frozenset[str]:
        """Return the names under which an element's form keeps what is entered."""
        schema = self.form(element)
        return frozenset(field.path[0] for field in fields_of(schema)) if schema is not None else frozenset()

    def names_on_form(self, element: Element, expressions: Expressions) -> frozenset[str]:
        """Return every name that an element's form shows or reckons with; the browser is sent no other."""
        schema = self.form(element)
        if schema is None:
            return frozenset()
        used = (expressions.compiled(found.text).names for found in expressions_of(schema))
        return self.field_names(element).union(*used)

    def element_name(self, process: str, element: str) -> str:
        """Return what a sentence calls an element."""
        return self.program.element(process, element).title

    def clauses_of(self, element: Element) -> list[Clause]:
        """Return the clauses of the procedure's text that an element carries out."""
        ids = [part.strip() for part in element.properties.get("butir", "").split(",") if part.strip()]
        return [Clause(clause, self.clauses.get(clause, "")) for clause in ids]

    def bpmn_of(self, process: str) -> bytes:
        """Return the file that holds a process, byte for byte as published."""
        return self.files[self.program.processes[process].file]

    def summary(self, variables: Mapping[str, Json], expressions: Expressions) -> Summary:
        """Evaluate the process's ``case:*`` and ``register:*`` properties over a case's variables."""

        def evaluated(prefix: str) -> dict[str, Json]:
            return {
                label: expressions.value(text, variables) for label, text in self._labelled(prefix, self.key)
            }

        own = evaluated("case:")
        partner = own.get("partner")
        parties = partner if isinstance(partner, list) else [partner]
        return Summary(
            number=str(own.get("number") or ""),
            title=str(own.get("title") or self.name),
            columns=evaluated("case:column:"),
            partner=str(evaluated("case:partner:").get("name") or ""),
            parties=tuple(dict.fromkeys(str(party).lower() for party in parties if party)),
            registers={name: _register_row(name, row) for name, row in evaluated("register:").items()},
        )

    def facts(self, process: str, variables: Mapping[str, Json], expressions: Expressions) -> list[Labelled]:
        """Evaluate a process's ``case:fact:*`` properties; what isn't known yet is left out."""
        facts = [
            Labelled(label, expressions.shown(text, variables))
            for label, text in self._labelled("case:fact:", process)
        ]
        return [fact for fact in facts if fact.value not in (None, "", [])]

    def papers(self, process: str, variables: Mapping[str, Json], expressions: Expressions) -> list[Paper]:
        """Evaluate a process's ``case:paper:*`` properties to the files that exist."""
        papers = []
        for label, text in self._labelled("case:paper:", process):
            papers += [Paper(label, file) for file in files_in(expressions.shown(text, variables))]
        return papers

    @property
    def columns(self) -> list[str]:
        """The labels of the columns of the list of cases."""
        return [label for label, _ in self._labelled("case:column:", self.key)]

    def caller_of(self, process: str) -> str | None:
        """Return the call activity that calls a process, None for the procedure's own."""
        for caller in self.program.processes.values():
            for element in caller.elements.values():
                if element.called_element == process:
                    return element.id
        return None

    def _labelled(self, prefix: str, process: str) -> Iterator[tuple[str, str]]:
        """Yield (label, FEEL) of a process's properties under a prefix, but not of its sub-prefixes."""
        for name, text in self.program.processes[process].properties.items():
            if name.startswith(prefix) and ":" not in (label := name.removeprefix(prefix)):
                yield label, text

    def _known_names(self) -> Iterator[str]:
        for process in self.program.processes.values():
            yield from self.program.known_names(process.id)
            for element in process.elements.values():
                yield from (name for name, _ in element.inputs)
                if element.element_variable is not None:
                    yield element.element_variable
        for schema in self.forms.values():
            for field in fields_of(schema):
                yield field.path[0]
                yield from (cell.path[0] for cell in field.rows)


def _register_row(name: str, row: Json) -> Json:
    if row is None or isinstance(row, dict):
        return row
    raise ProcessFault(f"register:{name} harus menghasilkan konteks atau null.")


def files_in(value: Json) -> list[StoredFile]:
    """Return the files that a value is or holds: one file value, or a list of them."""
    if isinstance(value, list):
        return [file for item in value for file in files_in(item)]
    file = StoredFile.from_json(value)
    return [] if file is None else [file]
