"""PRF-50x, and expressions inside forms."""

import pytest

from engine.catalogue import Bundle
from engine.model import Json
from tests.unit.catalogue.builder import (
    around,
    found,
    inputs_and_outputs,
    problems,
    task,
)
from tests.unit.catalogue.forms import filled_in, hidden, text_field


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"id": "F02", "type": "default", "schemaVersion": 19, "components": []}']
)
def test_a_form_is_an_object_that_bears_its_files_name(content: bytes) -> None:
    diagram = around(task("T", camunda_formRef="F01")).files["a.bpmn"]
    faulty = Bundle("cuti", {"a.bpmn": diagram, "forms/F01.form": content})

    assert [(problem.id, problem.file) for problem in problems(faulty)] == [("PRF-501", "forms/F01.form")]


def test_a_form_that_wouldnt_run_alike_everywhere_is_refused() -> None:
    faulty = filled_in(task("T", camunda_formRef="F01"), {"id": "H", "type": "html", "content": "<b>a</b>"})

    assert {identifier for identifier, _ in found(faulty)} == {"PRF-502"}


def test_a_forms_expressions_see_fields_inputs_and_variables() -> None:
    settings = inputs_and_outputs(inputs={"dikenal": "true"}, outputs={"a": "nama"})
    node = task("T", settings, camunda_formRef="F01")

    assert found(filled_in(node, text_field("nama"), hidden("nama = a and dikenal"))) == []


@pytest.mark.parametrize(
    ("text", "rule"), [("nma = 1", "PRF-403"), ("nama =", "PRF-402"), ("nama == 1", "PRF-401")]
)
def test_a_forms_faulty_expression_is_named_at_its_field(text: str, rule: str) -> None:
    faulty = filled_in(task("T", camunda_formRef="F01"), text_field("nama"), hidden(text))

    assert [(p.id, p.file, p.element) for p in problems(faulty)] == [(rule, "forms/F01.form", "alamat")]


def test_the_browser_isnt_asked_for_what_only_the_server_knows() -> None:
    rule: Json = {"rule": "=is working day(value)", "ruleMessage": "Pilih hari kerja."}
    checked = text_field("tanggal", properties=rule)

    assert found(filled_in(task("T", camunda_formRef="F01"), checked)) == []
    faulty = filled_in(task("T", camunda_formRef="F01"), hidden("is working day(today())"))
    assert "PRF-403" in {identifier for identifier, _ in found(faulty)}
