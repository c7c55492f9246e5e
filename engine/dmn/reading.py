"""A DMN file's XML to plain values; what isn't run is noted as a fault where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal as OneOf

from lxml import etree

from engine import xml
from engine.dmn import elements as dmn
from engine.dmn.tags import BOXED, RUN, SAYS_NOTHING_OF_RUNNING
from engine.errors import Fault, Unrunnable

VERSIONS = {
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
MAX_NODES = 2_000
"""Decisions, data, functions and services of a file: linking them takes the square of it."""
_OMG = "omg.org/spec/DMN/"

_POLICIES = {
    "UNIQUE": "U", "ANY": "A", "PRIORITY": "P", "FIRST": "F", "RULE ORDER": "R", "OUTPUT ORDER": "O",
    "COLLECT": "C",
}  # fmt: skip
_AGGREGATIONS = {"SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}

Xml = etree._Element


def read_definitions(path: str, content: bytes) -> dmn.Definitions:
    """Read a file.

    Raises:
        Unrunnable: it can't be read safely, is no DMN 1.3 to 1.5, or has too many nodes.
    """
    root = xml.read(path, content)
    name = etree.QName(root)
    if name.localname != "definitions" or _OMG not in (name.namespace or ""):
        raise Unrunnable([Fault(path, None, _line(root), "Bukan berkas DMN.")])
    if name.namespace not in VERSIONS:
        versions = ", ".join(VERSIONS.values())
        message = f"Versi DMN ini tidak didukung; simpan ulang sebagai DMN {versions}."
        raise Unrunnable([Fault(path, None, _line(root), message)])
    definitions = _Reader(path, root).definitions()
    if len(definitions.nodes) > MAX_NODES:
        message = f"Model keputusan ini terlalu besar: lebih dari {MAX_NODES} unsur."
        raise Unrunnable([Fault(path, None, None, message)])
    return definitions


class _Reader:
    def __init__(self, file: str, root: Xml) -> None:
        self.file = file
        self.root = root
        self.namespace = etree.QName(root).namespace
        self.language = root.get("expressionLanguage")
        self.node = ""
        self.faults: list[Fault] = []

    # --- XML ----------------------------------------------------------------------------------------

    def children(self, of: Xml | None, *tags: str) -> Iterator[Xml]:
        """Elements of DMN directly below one, of these names."""
        return iter(()) if of is None else of.iterchildren(*(f"{{{self.namespace}}}{tag}" for tag in tags))

    def child(self, of: Xml | None, *tags: str) -> Xml | None:
        return next(self.children(of, *tags), None)

    def place(self, of: Xml) -> dmn.Place:
        bearer = next((above.get("id") for above in (of, *of.iterancestors()) if above.get("id")), None)
        return dmn.Place(self.file, bearer, _line(of))

    def fault(self, at: Xml, message: str) -> str:
        self.faults.append(self.place(at).fault(message))
        return message

    def text_in(self, of: Xml) -> str:
        text = self.child(of, "text")
        return (text.text or "").strip() if text is not None else ""

    def text(self, of: Xml | None) -> dmn.Text | None:
        """The FEEL text of an element, None where it is empty."""
        if of is None or not self.text_in(of):
            return None
        self.understands(of)
        return dmn.Text(self.place(of), self.text_in(of))

    def understands(self, at: Xml) -> bool:
        """Whether a text is FEEL; if not, that is a fault."""
        language = at.get("expressionLanguage") or self.language
        if language is None or "feel" in language.lower():
            return True
        self.fault(at, f"Bahasa ungkapan “{language}” tidak didukung; gunakan FEEL.")
        return False

    # --- the file -----------------------------------------------------------------------------------

    def definitions(self) -> dmn.Definitions:
        self.refuse_unknown(self.root)
        readers: dict[str, Callable[[Xml], dmn.Node]] = {
            "inputData": self.input_data,
            "decision": self.decision,
            "businessKnowledgeModel": self.knowledge,
            "decisionService": self.service,
        }
        nodes = [readers[etree.QName(at).localname](at) for at in self.children(self.root, *readers)]
        return dmn.Definitions(
            file=self.file,
            namespace=self.root.get("namespace", ""),
            name=_name(self.root),
            imports=list(self.imports()),
            items=[self.item(at) for at in self.children(self.root, "itemDefinition")],
            nodes=nodes,
            faults=self.faults,
        )

    def refuse_unknown(self, of: Xml) -> None:
        """Note every element of DMN that isn't known, but for what extensions hold."""
        for child in of.iterchildren(f"{{{self.namespace}}}*"):
            tag = etree.QName(child).localname
            if tag in RUN:
                self.refuse_unknown(child)
            elif tag not in SAYS_NOTHING_OF_RUNNING:
                self.fault(child, f"Unsur DMN “{tag}” tidak didukung.")

    def imports(self) -> Iterator[dmn.Import]:
        for at in self.children(self.root, "import"):
            if at.get("importType") in VERSIONS:
                yield dmn.Import(self.place(at), _name(at), at.get("namespace", ""))
            else:
                self.fault(at, "Hanya berkas DMN yang dapat diimpor, bukan PMML atau XML Schema.")

    # --- types --------------------------------------------------------------------------------------

    def item(self, at: Xml) -> dmn.ItemDefinition:
        function = self.child(at, "functionItem")
        type_ref = self.child(at, "typeRef")
        return dmn.ItemDefinition(
            place=self.place(at),
            name=_name(at),
            type=_type((type_ref.text if type_ref is not None else None) or at.get("typeRef")),
            collection=at.get("isCollection") == "true",
            components=[self.item(component) for component in self.children(at, "itemComponent")],
            function=self.function_item(function) if function is not None else None,
            allowed=self.text(self.child(at, "allowedValues")),
            constraint=self.text(self.child(at, "typeConstraint")),
        )

    def function_item(self, at: Xml) -> dmn.FunctionItem:
        return dmn.FunctionItem(self.named(at, "parameters"), _type(at.get("outputTypeRef")))

    def named(self, at: Xml, tag: str) -> list[tuple[str, str | None]]:
        """The names and types of the elements of a tag."""
        return [(_name(of), _type(of.get("typeRef"))) for of in self.children(at, tag)]

    # --- the graph ----------------------------------------------------------------------------------

    def about(self, at: Xml) -> tuple[dmn.Place, str, str, str | None]:
        """What every node has: place, id, name and type; what is read next stands in it."""
        variable = self.child(at, "variable")
        name = _name(variable) if variable is not None and _name(variable) else _name(at)
        if not name:
            self.fault(at, "Unsur ini tidak bernama.")
        type_ = _type(variable.get("typeRef")) if variable is not None else None
        self.node = at.get("id") or name
        return self.place(at), self.node, name, type_

    def references(self, at: Xml, *tags: str) -> list[dmn.Reference]:
        found = []
        for reference in self.children(at, *tags):
            namespace, _, target = reference.get("href", "").partition("#")
            found.append(dmn.Reference(self.place(reference), namespace or None, target))
        return found

    def required(self, at: Xml, kind: str, *tags: str) -> list[dmn.Reference]:
        return [found for of in self.children(at, kind) for found in self.references(of, *tags)]

    def input_data(self, at: Xml) -> dmn.InputData:
        return dmn.InputData(*self.about(at))

    def decision(self, at: Xml) -> dmn.Decision:
        place, id, name, type_ = self.about(at)
        logic = self.boxed(at) if self.child(at, *BOXED) is not None else None
        if isinstance(logic, dmn.Table):
            logic = replace(logic, decided_as=type_)
        return dmn.Decision(
            place,
            id,
            name,
            type_,
            logic=logic,
            data=self.required(at, "informationRequirement", "requiredInput", "requiredDecision"),
            knowledge=self.required(at, "knowledgeRequirement", "requiredKnowledge"),
        )

    def knowledge(self, at: Xml) -> dmn.Knowledge:
        logic = self.child(at, "encapsulatedLogic")
        return dmn.Knowledge(
            *self.about(at),
            logic=self.function(logic if logic is not None else at),
            knowledge=self.required(at, "knowledgeRequirement", "requiredKnowledge"),
        )

    def service(self, at: Xml) -> dmn.Service:
        return dmn.Service(
            *self.about(at),
            outputs=self.references(at, "outputDecision"),
            encapsulated=self.references(at, "encapsulatedDecision"),
            decisions=self.references(at, "inputDecision"),
            data=self.references(at, "inputData"),
        )

    # --- boxed expressions --------------------------------------------------------------------------

    def boxed(self, around: Xml | None) -> dmn.Expression:
        """The expression directly below an element."""
        at = self.child(around, *BOXED)
        if at is not None:
            return self.expression(at)
        return self.nothing(around if around is not None else self.root)

    def nothing(self, at: Xml) -> dmn.Void:
        return dmn.Void(self.place(at), None, self.fault(at, "Belum ada ungkapan di sini."))

    def expression(self, at: Xml) -> dmn.Expression:
        readers: dict[str, Callable[[Xml], dmn.Expression]] = {
            "literalExpression": self.literal,
            "decisionTable": self.table,
            "context": self.context,
            "list": self.list_,
            "relation": self.relation,
            "invocation": self.invocation,
            "functionDefinition": self.function,
            "conditional": self.conditional,
            "filter": self.filter_,
            "for": self.iteration,
            "some": self.iteration,
            "every": self.iteration,
        }
        return readers[etree.QName(at).localname](at)

    def literal(self, at: Xml) -> dmn.Expression:
        text = self.text_in(at)
        if not text:
            return self.nothing(at)
        if not self.understands(at):
            return dmn.Void(self.place(at), None, "Bahasa ungkapan ini tidak didukung.")
        return dmn.Literal(self.place(at), _type(at.get("typeRef")), text)

    def context(self, at: Xml) -> dmn.Context:
        entries = []
        for of in self.children(at, "contextEntry"):
            variable = self.child(of, "variable")
            name, type_ = (None, None) if variable is None else (_name(variable), variable.get("typeRef"))
            entries.append(dmn.Entry(name, _type(type_), self.boxed(of)))
        return dmn.Context(*self.typed(at), entries)

    def typed(self, at: Xml) -> tuple[dmn.Place, str | None]:
        return self.place(at), _type(at.get("typeRef"))

    def list_(self, at: Xml) -> dmn.ListOf:
        return dmn.ListOf(*self.typed(at), [self.expression(of) for of in self.children(at, *BOXED)])

    def relation(self, at: Xml) -> dmn.Relation:
        rows = [
            [self.expression(of) for of in self.children(row, *BOXED)] for row in self.children(at, "row")
        ]
        columns = self.named(at, "column")
        if any(len(row) != len(columns) for row in rows):
            self.fault(at, "Setiap baris harus berisi satu nilai untuk setiap kolom.")
        return dmn.Relation(*self.typed(at), columns, rows)

    def invocation(self, at: Xml) -> dmn.Invocation:
        bindings = [
            (_name(parameter), self.boxed(of))
            for of in self.children(at, "binding")
            for parameter in self.children(of, "parameter")
        ]
        return dmn.Invocation(*self.typed(at), self.boxed(at), bindings)

    def function(self, at: Xml) -> dmn.FunctionOf:
        body = self.boxed(at) if at.get("kind", "FEEL") == "FEEL" else self.external(at)
        return dmn.FunctionOf(*self.typed(at), self.named(at, "formalParameter"), body)

    def external(self, at: Xml) -> dmn.Void:
        message = f"Fungsi luar ({at.get('kind')}) tidak didukung; tulis isinya dengan FEEL."
        return dmn.Void(self.place(at), None, self.fault(at, message))

    def conditional(self, at: Xml) -> dmn.Conditional:
        condition, chosen, otherwise = (self.boxed(self.child(at, tag)) for tag in ("if", "then", "else"))
        return dmn.Conditional(*self.typed(at), condition, chosen, otherwise)

    def filter_(self, at: Xml) -> dmn.Filter:
        domain, match = (self.boxed(self.child(at, tag)) for tag in ("in", "match"))
        return dmn.Filter(*self.typed(at), domain, match)

    def iteration(self, at: Xml) -> dmn.Iteration:
        kinds: dict[str, OneOf["for", "some", "every"]] = {"for": "for", "some": "some", "every": "every"}
        variable = " ".join(at.get("iteratorVariable", "").split())
        if not variable:
            self.fault(at, "Pengulangan ini tidak menamai anggotanya (iteratorVariable).")
        domain, body = self.child(at, "in"), self.child(at, "return", "satisfies")
        kind = kinds[etree.QName(at).localname]
        return dmn.Iteration(*self.typed(at), kind, variable, self.boxed(domain), self.boxed(body))

    # --- decision tables ----------------------------------------------------------------------------

    def table(self, at: Xml) -> dmn.Expression:
        policy = _POLICIES.get(at.get("hitPolicy", "UNIQUE"))
        aggregation = _AGGREGATIONS.get(at.get("aggregation", ""), "") if policy == "C" else ""
        if policy is None:
            message = self.fault(at, f"Hit policy “{at.get('hitPolicy')}” tidak dikenal.")
            return dmn.Void(*self.typed(at), message)
        inputs = [self.input(of) for of in self.children(at, "input")]
        outputs = [self.output(of) for of in self.children(at, "output")]
        rules = [self.rule(of) for of in self.children(at, "rule")]
        shapes = {(len(rule.tests), len(rule.conclusions)) for rule in rules}
        wrong = self.misshapen(shapes, inputs, outputs, aggregation)
        if wrong:
            return dmn.Void(*self.typed(at), self.fault(at, wrong))
        return dmn.Table(
            *self.typed(at), self.node, at.get("id"), policy, aggregation, inputs, outputs, rules
        )

    def misshapen(
        self,
        shapes: set[tuple[int, int]],
        inputs: Sequence[dmn.Input],
        outputs: Sequence[dmn.Output],
        aggregation: str,
    ) -> str:
        """What makes a table mean nothing."""
        if not outputs:
            return "Tabel keputusan ini tidak memiliki kolom hasil."
        if shapes - {(len(inputs), len(outputs))}:
            return "Setiap aturan harus berisi satu sel untuk setiap kolom."
        if len(outputs) > 1 and not all(output.name for output in outputs):
            return "Tabel dengan beberapa kolom hasil harus menamai setiap kolomnya."
        if len(outputs) > 1 and aggregation:
            return "Hasil beberapa kolom tidak dapat dijumlahkan atau dihitung (C+, C<, C>, C#)."
        return ""

    def input(self, at: Xml) -> dmn.Input:
        expression = self.child(at, "inputExpression")
        read = self.literal(expression) if expression is not None else self.nothing(at)
        return dmn.Input(read, self.text(self.child(at, "inputValues")))

    def output(self, at: Xml) -> dmn.Output:
        default = self.child(at, "defaultOutputEntry")
        return dmn.Output(
            *self.place_name_type(at),
            allowed=self.text(self.child(at, "outputValues")),
            default=self.literal(default) if default is not None and self.text_in(default) else None,
        )

    def place_name_type(self, at: Xml) -> tuple[dmn.Place, str | None, str | None]:
        return self.place(at), _name(at) or None, _type(at.get("typeRef"))

    def rule(self, at: Xml) -> dmn.Rule:
        tests = [
            self.text(of) or dmn.Text(self.place(of), dmn.NO_TEST) for of in self.children(at, "inputEntry")
        ]
        conclusions = [self.literal(of) for of in self.children(at, "outputEntry")]
        return dmn.Rule(self.place(at), at.get("id"), tests, conclusions)


def _line(at: Xml) -> int | None:
    line = at.sourceline
    return line if isinstance(line, int) else None


def _name(at: Xml) -> str:
    return " ".join(at.get("name", "").split())


def _type(reference: str | None) -> str | None:
    """A type's name; ``feel:`` before it says no more than that it is FEEL's."""
    return " ".join((reference or "").split()).removeprefix("feel:") or None
