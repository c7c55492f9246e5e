"""Data, lanes, pools and what only stands on the diagram"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_data_object(case: Case) -> None:
    """A data object is read by what comes after, and is filled by what was given (10.4.1)."""
    assert case.start(price=4) == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a", given=9) == steps(
        "completed a, taken a_b, entered b, completed b, taken b_e, entered e, completed e"
    )
    assert case.variables == {"price": 9, "given": 9, "seen": 9}


def test_data_object_association(case: Case) -> None:
    """An association may change what it carries, and a gateway sees the data object (10.4.2)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_g, entered g, completed g, "
        "taken g_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_data_assignment(case: Case) -> None:
    """An assignment says what the target of an association becomes (10.4.2)."""
    assert case.start(amount=4) == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )
    assert case.variables == {"amount": 4, "total": 5}


def test_property(case: Case) -> None:
    """A property belongs to its process, and isn't drawn (10.4.1)."""
    assert case.start(amount=4) == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_g, entered g, completed g, "
        "taken g_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_event_data_output(case: Case) -> None:
    """What a catching event brings is taken by its association (10.4.2)."""
    assert case.start() == steps("entered s, completed s, taken s_m, entered m")
    assert case.receive("asked", {"text": "yes"}) == steps(
        "caught m message asked, completed m, taken m_e, entered e, completed e"
    )
    assert case.variables == {"answer": "yes"}


def test_event_data_input(case: Case) -> None:
    """What a throwing event carries comes by its association (10.4.2)."""
    assert case.start(answer="yes") == steps(
        "entered s, completed s, taken s_m, entered m, completed m, thrown m message told, taken m_e, "
        "entered e, completed e"
    )
    assert case.sent == [("message", "told", {"what": "yes"}, None)]


def test_call_activity_data_associations(case: Case) -> None:
    """Associations of a call fill the called process's inputs and take its outputs (10.4.2)."""
    assert case.start(price=4) == steps(
        "entered s, completed s, taken s_a, entered a, entered b, completed b, completed a, taken a_e, "
        "entered e, completed e"
    )
    assert case.variables == {"price": 4, "sum": 8}


def test_data_store(case: Case) -> None:
    """A data store only stands on the diagram (10.4.1)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_event_definition_reference(case: Case) -> None:
    """An event may refer to a definition that stands outside the process (10.5.1)."""
    assert case.start() == steps("entered s, completed s, taken s_m, entered m")
    assert case.receive("answer") == steps(
        "caught m message answer, completed m, taken m_e, entered e, completed e"
    )


def test_event_definition_references(case: Case) -> None:
    """An event may refer to several definitions, and happens with any of them (10.5.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert (case.waits, case.due) == (["signal go"], {"b": "2026-03-16T10:00"})
    assert case.hear("go") == steps(
        "entered b, caught b signal go, completed b, cancelled a, taken b_f, entered f, completed f"
    )


def test_lanes(case: Case) -> None:
    """A lane says whose an element is, and changes nothing of how it runs (10.8)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    elements = case.program.main.elements
    assert [elements[id].lane for id in ("s", "a", "b", "e")] == ["Clerk", "Clerk", "Head", "Head"]
    assert case.complete("a") == steps("completed a, taken a_b, entered b")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_nested_lanes(case: Case) -> None:
    """An element is in the innermost lane that names it (10.8)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    elements = case.program.main.elements
    assert [elements[id].lane for id in ("a", "b")] == ["Office", "Head"]
    assert case.complete("a") == steps("completed a, taken a_b, entered b")
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_pools_with_message_flows(case: Case) -> None:
    """What a message flow leads from and to sends and awaits its message (9.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_t, entered t, completed t, thrown t message question, taken t_m, "
        "entered m"
    )
    assert case.sent == [("message", "question", {}, None)]
    assert case.receive("answer") == steps(
        "caught m message answer, completed m, taken m_e, entered e, completed e"
    )


def test_pool_of_somebody_else(case: Case) -> None:
    """A pool whose process isn't shown takes no part in the execution (9.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_t, entered t, completed t, thrown t message question, taken t_e, "
        "entered e, completed e"
    )


def test_artifacts(case: Case) -> None:
    """Annotations, associations and groups change nothing of how a process runs (8.4.1)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")


def test_process_not_executable(refusals: Refusals) -> None:
    """A process that isn't meant to be executed isn't (10.2.1)."""
    assert refusals == [("p", "Proses tidak ditandai dapat dijalankan (isExecutable).")]


def test_id_twice(refusals: Refusals) -> None:
    """Each element has an id of its own (8.3.1)."""
    assert refusals == [("a", "Id elemen kosong atau dipakai dua kali.")]


def test_event_data_output_of_the_whole_message(case: Case) -> None:
    """The data output of a message is what it brings, or the entry that is named like it (10.5.1)."""
    assert case.start() == steps("entered s, completed s, taken s_m, entered m")
    assert case.receive("asked", {"text": "yes"}) == steps(
        "caught m message asked, completed m, taken m_r, entered r"
    )
    assert case.receive("told", {"text": "no"}) == steps(
        "caught r message told, completed r, taken r_e, entered e, completed e"
    )
    assert case.variables == {"letter": {"text": "yes"}, "answer": "no"}


def test_data_input_of_a_script(case: Case) -> None:
    """What an association brings to a script task is seen by its script alone (10.4.2)."""
    assert case.start(amount=4) == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )
    assert case.variables == {"amount": 4, "doubled": 8}


def test_event_data_input_of_the_whole_message(case: Case) -> None:
    """The only data input of a throwing event, without a name, is all that it carries (10.5.1)."""
    assert case.start(letter={"text": "yes"}) == steps(
        "entered s, completed s, taken s_m, entered m, completed m, thrown m message told, taken m_e, "
        "entered e, completed e"
    )
    assert case.sent == [("message", "told", {"text": "yes"}, None)]


def test_data_assignment_to_a_part(refusals: Refusals) -> None:
    """An assignment that sets a part of a data object is refused (10.4.2)."""
    assert refusals == [("x", "“letter.number” tidak dapat diisi: tulis nama satu data.")]


def test_event_data_input_of_the_same_name(case: Case) -> None:
    """What a throwing event carries comes by its association, also from data of the same name (10.4.2)."""
    assert case.start(answer="yes") == steps(
        "entered s, completed s, taken s_m, entered m, completed m, thrown m message told, taken m_e, "
        "entered e, completed e"
    )
    assert case.sent == [("message", "told", {"answer": "yes"}, None)]


def test_event_data_output_that_is_missing(case: Case) -> None:
    """Of a message that lacks the entry of the data output's name nothing is taken: it becomes null (10.4.2)."""
    assert case.start() == steps("entered s, completed s, taken s_m, entered m")
    assert case.receive("asked", {"other": 1}) == steps(
        "caught m message asked, completed m, taken m_e, entered e, completed e"
    )
    assert case.variables == {"answer": None}


def test_call_activity_data_of_the_same_name(case: Case) -> None:
    """What a call takes and gives crosses the border also where both sides call it the same (10.4.2)."""
    assert case.start(price=4) == steps(
        "entered s, completed s, taken s_a, entered a, entered b, completed b, completed a, taken a_e, "
        "entered e, completed e"
    )
    assert case.variables == {"price": 4, "total": 8}


def test_subprocess_data_object(case: Case) -> None:
    """A subprocess's data object is its own, hides one of the same name outside and ends with it (10.4.1)."""
    assert case.start(note="kept") == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, taken a_b, entered b, "
        "completed b, completed x, taken x_e, entered e, completed e"
    )
    assert case.variables == {"note": "kept", "seen": "inner"}


def test_multi_instance_subprocess_property(case: Case) -> None:
    """Each instance of a subprocess has its properties for itself (10.4.1)."""
    assert case.start(notes=[]) == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered x, entered a, entered a, "
        "completed a, taken a_b, entered b, completed a, taken a_b, entered b"
    )
    assert case.complete("b") == steps("completed b, taken b_c, entered c, completed c, completed x")
    assert case.complete("b") == steps(
        "completed b, taken b_c, entered c, completed c, completed x, completed x, taken x_e, entered e, "
        "completed e"
    )
    assert case.variables == {"notes": [10, 20]}


def test_prefixed_references(case: Case) -> None:
    """A reference may be a name with the prefix of its namespace (8.3.1)."""
    assert case.start(everybody=["ani", "budi"]) == steps(
        "entered s, completed s, taken s_a, entered a, entered a, completed a, entered a, completed a, "
        "completed a, taken a_e, entered e, entered h, completed h, entered h, completed h, completed e"
    )
    assert case.variables == {"everybody": ["ani", "budi"], "last": "budi"}


def test_subprocess_output_of_its_own_data(case: Case) -> None:
    """What a subprocess gives off at its end outlives its own data (10.4.1)."""
    assert case.start(note="outer") == steps(
        "entered s, completed s, taken s_x, entered x, entered a, completed a, completed x, taken x_e, "
        "entered e, completed e"
    )
    assert case.variables == {"note": "inner"}
