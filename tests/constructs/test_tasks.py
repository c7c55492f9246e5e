"""Tasks"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_user_task(case: Case) -> None:
    """A user task waits until a person has completed it (13.3.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.complete("a") == steps("completed a, taken a_e, entered e, completed e")
    assert case.ended == ["e"]


def test_manual_task(case: Case) -> None:
    """A manual task is done without the engine's help, which passes it (13.3.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_abstract_task(case: Case) -> None:
    """A task of no kind is completed as soon as it is reached (13.3.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_script_task(case: Case) -> None:
    """A script task runs its script and goes on when that is done (13.3.3)."""
    assert case.start(price=21) == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_b, entered b"
    )
    assert case.variables == {"price": 21, "total": 42}
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_script_task_without_script(case: Case) -> None:
    """A script task that has no script acts as a task of no kind (10.3.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_business_rule_task(case: Case) -> None:
    """A business rule task asks a decision and goes on with its result (13.3.3)."""
    assert case.start(amount=420) == steps(
        "entered s, completed s, taken s_a, entered a, decided a, completed a, taken a_e, entered e, "
        "completed e"
    )
    assert case.variables == {"amount": 420, "fee": 42}


def test_service_task(case: Case) -> None:
    """A service task that calls nothing is completed at once (13.3.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_service_task_with_connector(case: Case) -> None:
    """A service task sends its inputs, waits for the answer, and takes it in (13.3.3)."""
    assert case.start(name="budi") == steps("entered s, completed s, taken s_a, entered a")
    [job] = case.run.jobs()
    assert (job.connector, job.inputs) == ("http", {"url": "https://example.org/budi"})
    assert case.finish("a", {"body": "yes"}) == steps("completed a, taken a_e, entered e, completed e")
    assert case.variables == {"name": "budi", "answer": "yes"}


def test_service_task_that_fails(case: Case) -> None:
    """A fault of the service is an error, which its boundary event catches (13.3.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.fail("a", "REFUSED") == steps(
        "thrown a error REFUSED, cancelled a, entered b, caught b error REFUSED, completed b, taken b_f, "
        "entered f, completed f"
    )
    assert case.ended == ["f"]


def test_service_task_in_a_subprocess_that_fails(case: Case) -> None:
    """A fault that the task itself doesn't catch goes to the scope around it (10.5.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered xs, completed xs, taken xs_a, entered a"
    )
    assert case.fail("a", "REFUSED") == steps(
        "thrown a error REFUSED, cancelled x, cancelled a, entered b, caught b error REFUSED, "
        "completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_send_task(case: Case) -> None:
    """A send task sends its message and is completed (13.3.3)."""
    assert case.start(price=5, number="7") == steps(
        "entered s, completed s, taken s_a, entered a, completed a, thrown a message order, taken a_e, "
        "entered e, completed e"
    )
    assert case.sent == [("message", "order", {"amount": 10}, "7")]


def test_send_task_with_connector(case: Case) -> None:
    """A send task whose message a connector sends is completed when that is done (13.3.3)."""
    assert case.start(address="a@example.org") == steps("entered s, completed s, taken s_a, entered a")
    assert case.finish("a", None) == steps("completed a, taken a_e, entered e, completed e")


def test_receive_task(case: Case) -> None:
    """A receive task waits until its message arrives (13.3.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.waits == ["message answer"]
    assert case.receive("answer", {"ok": True, "by": "budi"}) == steps(
        "caught a message answer, completed a, taken a_e, entered e, completed e"
    )
    assert case.variables == {"ok": True}


def test_receive_task_without_output(case: Case) -> None:
    """What a message carries becomes variables where nothing says what is taken of it (13.3.3)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a")
    assert case.receive("answer", {"ok": True}) == steps(
        "caught a message answer, completed a, taken a_e, entered e, completed e"
    )
    assert case.variables == {"ok": True}


def test_receive_task_with_correlation(case: Case) -> None:
    """A message reaches the instance whose correlation key it has (8.4.2)."""
    assert case.start(number="7") == steps("entered s, completed s, taken s_a, entered a")
    [wait] = case.run.waits()
    assert (wait.key, wait.message_key) == ("7", "message.number")
    assert case.receive("answer") == steps(
        "caught a message answer, completed a, taken a_e, entered e, completed e"
    )


def test_receive_task_instantiate(case: Case) -> None:
    """A receive task without incoming flow that instantiates begins the process by its message (13.2)."""
    assert case.start(payload={"amount": 3}) == steps(
        "entered a, caught a message order, completed a, taken a_b, entered b"
    )
    assert case.variables == {"amount": 3}
    assert case.complete("b") == steps("completed b, taken b_e, entered e, completed e")


def test_global_task(case: Case) -> None:
    """A call of a global task runs it as if it stood there (13.3.4)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered q, completed q, completed a, taken a_e, "
        "entered e, completed e"
    )


def test_global_user_task(case: Case) -> None:
    """A global user task waits for a person (10.3.7)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered q")
    assert case.complete("q") == steps("completed q, completed a, taken a_e, entered e, completed e")


def test_global_manual_task(case: Case) -> None:
    """A global manual task is done without the engine's help (10.3.7)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered q, completed q, completed a, taken a_e, "
        "entered e, completed e"
    )


def test_global_script_task(case: Case) -> None:
    """A global script task runs its script on what the call gives to it (10.3.7)."""
    assert case.start(price=21) == steps(
        "entered s, completed s, taken s_a, entered a, entered q, completed q, completed a, taken a_e, "
        "entered e, completed e"
    )
    assert case.variables == {"price": 21, "total": 42}


def test_global_business_rule_task(case: Case) -> None:
    """A global business rule task asks its decision with what the call gives to it (10.3.7)."""
    assert case.start(amount=420) == steps(
        "entered s, completed s, taken s_a, entered a, entered q, decided q, completed q, completed a, "
        "taken a_e, entered e, completed e"
    )
    assert case.variables == {"amount": 420, "fee": 42}


def test_script_task_in_another_language(refusals: Refusals) -> None:
    """A script in a language that isn't run is refused (10.3.3)."""
    assert refusals == [("a", 'Skrip hanya dapat ditulis dalam FEEL (scriptFormat="feel").')]


def test_global_script_task_in_another_language(refusals: Refusals) -> None:
    """A global script in a language that isn't run is refused (10.3.7)."""
    assert refusals == [("q", 'Skrip hanya dapat ditulis dalam FEEL (scriptFormat="feel").')]


def test_start_quantity(refusals: Refusals) -> None:
    """An activity that waits for several tokens at once is refused (13.3.2)."""
    assert refusals == [("a", "“startQuantity” selain 1 tidak dapat dijalankan.")]


def test_completion_quantity(refusals: Refusals) -> None:
    """An activity that gives off several tokens at once is refused (13.3.2)."""
    assert refusals == [("a", "“completionQuantity” selain 1 tidak dapat dijalankan.")]


def test_send_task_without_message(case: Case) -> None:
    """A send task may name no message: it sends nothing, and is completed (10.3.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )
    assert case.sent == []


def test_unknown_connector(refusals: Refusals) -> None:
    """A connector that isn't there can't be called (10.3.3)."""
    assert refusals == [("a", "Konektor “telegram” tidak dikenal; yang ada: email, http, notify.")]


def test_receive_tasks_instantiate(case: Case) -> None:
    """Of several receive tasks that instantiate each begins the process by its own message (13.2)."""
    assert case.start(at="b") == steps(
        "entered b, caught b message question, completed b, taken b_c, entered c"
    )
    assert case.complete("c") == steps("completed c, taken c_e, entered e, completed e")


def test_receive_task_instantiate_in_a_loop(refusals: Refusals) -> None:
    """A receive task that begins its process does so once (10.3.3)."""
    assert refusals == [("a", "Tugas terima yang memulai proses (instantiate) tidak boleh berulang.")]


def test_business_rule_task_without_decision(case: Case) -> None:
    """A business rule task that names nothing to be asked acts as a task of no kind (10.3.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_send_task_of_an_operation(case: Case) -> None:
    """A send task that names an operation sends the message that the operation takes (10.3.3)."""
    case.start()
    assert case.sent == [("message", "order", {}, None)]


def test_receive_task_of_an_operation(case: Case) -> None:
    """A receive task that names an operation waits for the message that the operation takes (10.3.3)."""
    case.start()
    assert case.waits == ["message order"]
    case.receive("order")
    assert case.ended == ["e"]
