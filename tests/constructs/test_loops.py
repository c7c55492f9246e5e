"""Loops and multi-instance activities"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps


def test_multi_instance_parallel_cardinality(case: Case) -> None:
    """As many instances run at once as the cardinality says; it goes on after the last one (13.3.7)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered a, entered a, entered a"
    )
    assert case.complete("a", item=1) == steps("completed a")
    assert case.complete("a", item=0) == steps("completed a")
    assert case.complete("a", item=2) == steps("completed a, completed a, taken a_e, entered e, completed e")


def test_multi_instance_parallel_collection(case: Case) -> None:
    """For each item of a collection an instance runs, which sees its item (13.3.7)."""
    assert case.start(people=["ani", "budi"]) == steps(
        "entered s, completed s, taken s_a, entered a, entered a, entered a"
    )
    assert case.complete("a", item="budi") == steps("completed a")
    assert case.complete("a", item="ani") == steps(
        "completed a, completed a, taken a_e, entered e, completed e"
    )
    assert case.variables["votes"] == ["budi", "ani"]


def test_multi_instance_sequential_cardinality(case: Case) -> None:
    """Of a sequential one each instance begins when the one before is completed (13.3.7)."""
    assert case.start(n=2) == steps("entered s, completed s, taken s_a, entered a, entered a")
    assert case.complete("a", item=0) == steps("completed a, entered a")
    assert case.complete("a", item=1) == steps("completed a, completed a, taken a_e, entered e, completed e")


def test_multi_instance_sequential_collection(case: Case) -> None:
    """A sequential one takes the items of its collection in their order (13.3.7)."""
    assert case.start(people=["ani", "budi"]) == steps(
        "entered s, completed s, taken s_a, entered a, entered a"
    )
    assert case.complete("a", item="ani") == steps("completed a, entered a")
    assert case.complete("a", item="budi") == steps(
        "completed a, completed a, taken a_e, entered e, completed e"
    )


def test_multi_instance_loop_data_input(case: Case) -> None:
    """The collection may be a data object, and the item an input data item (10.3.8)."""
    assert case.start(people=["ani", "budi"]) == steps(
        "entered s, completed s, taken s_a, entered a, entered a"
    )
    assert case.complete("a", item="ani") == steps("completed a, entered a")
    assert case.complete("a", item="budi") == steps(
        "completed a, completed a, taken a_e, entered e, completed e"
    )
    assert case.variables["last"] == "budi"


def test_multi_instance_parallel_completion_condition(case: Case) -> None:
    """When the completion condition is true the instances that still run are cancelled (13.3.7)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered a, entered a, entered a"
    )
    assert case.complete("a", item=0) == steps("completed a")
    assert case.complete("a", item=2) == steps(
        "completed a, cancelled a, completed a, taken a_e, entered e, completed e"
    )


def test_multi_instance_sequential_completion_condition(case: Case) -> None:
    """When the completion condition is true no further instance begins (13.3.7)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered a")
    assert case.complete("a", refused=False) == steps("completed a, entered a")
    assert case.complete("a", refused=True) == steps(
        "completed a, completed a, taken a_e, entered e, completed e"
    )


def test_multi_instance_of_none(case: Case) -> None:
    """Without any instance the activity is completed at once (13.3.7)."""
    assert case.start(people=[]) == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_multi_instance_subprocess_parallel(case: Case) -> None:
    """Each instance of a subprocess goes its own way (13.3.7)."""
    assert case.start(people=["ani", "budi"]) == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered x, entered xs, entered xs, "
        "completed xs, taken xs_a, entered a, completed xs, taken xs_a, entered a"
    )
    assert case.complete("a") == steps("completed a, taken a_b, entered b")
    assert case.complete("b") == steps("completed b, taken b_xe, entered xe, completed xe, completed x")
    assert case.complete("a") == steps("completed a, taken a_b, entered b")
    assert case.variables["last"] == "budi"
    assert case.complete("b") == steps(
        "completed b, taken b_xe, entered xe, completed xe, completed x, completed x, taken x_e, "
        "entered e, completed e"
    )


def test_multi_instance_subprocess_sequential(case: Case) -> None:
    """Of a sequential subprocess each instance begins when the one before is completed (13.3.7)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered xs, completed xs, taken xs_a, "
        "entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, entered x, entered xs, "
        "completed xs, taken xs_a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, completed x, taken x_e, "
        "entered e, completed e"
    )


def test_multi_instance_call_activity(case: Case) -> None:
    """A process is called once for each item, each time with data of its own (13.3.7)."""
    assert case.start(people=["ani", "budi"]) == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered x, entered qs, entered qs, "
        "completed qs, taken qs_a, entered a, completed qs, taken qs_a, entered a"
    )
    assert case.complete("a") == steps("completed a, taken a_qe, entered qe, completed qe, completed x")
    assert case.variables["last"] == "ani"
    assert case.complete("a") == steps(
        "completed a, taken a_qe, entered qe, completed qe, completed x, completed x, taken x_e, "
        "entered e, completed e"
    )
    assert case.variables["last"] == "budi"


def test_multi_instance_in_a_loop(case: Case) -> None:
    """Each time that it is reached, all of its instances run anew (13.3.7)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered a, entered a")
    assert case.complete("a", item=0) == steps("completed a")
    assert case.complete("a", item=1, again=True) == steps(
        "completed a, completed a, taken a_g, entered g, completed g, taken g_a, entered a, entered a, "
        "entered a"
    )
    assert case.complete("a", item=1) == steps("completed a")
    assert case.complete("a", item=0, again=False) == steps(
        "completed a, completed a, taken a_g, entered g, completed g, taken g_e, entered e, completed e"
    )


def test_multi_instance_error_ends_all(case: Case) -> None:
    """An error in one instance that is caught on the activity ends all of its instances (13.5.3)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered x, entered a, entered a"
    )
    assert case.complete("a", wrong=True) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_xf, entered xf, completed xf, "
        "thrown xf error WRONG, cancelled x, cancelled x, cancelled a, cancelled x, entered b, "
        "caught b error WRONG, completed b, taken b_f, entered f, completed f"
    )
    assert case.ended == ["f"]


def test_standard_loop(case: Case) -> None:
    """An activity runs again as long as its condition is true, which is asked after each time (13.3.6)."""
    assert case.start() == steps("entered s, completed s, taken s_a, entered a, entered a")
    assert case.complete("a", again=True) == steps("completed a, entered a")
    assert case.complete("a", again=False) == steps(
        "completed a, completed a, taken a_e, entered e, completed e"
    )


def test_standard_loop_test_before(case: Case) -> None:
    """The condition may be asked before each time, so that the activity may not run at all (13.3.6)."""
    assert case.start(left=1) == steps("entered s, completed s, taken s_a, entered a, entered a")
    assert case.complete("a") == steps("completed a, completed a, taken a_e, entered e, completed e")


def test_standard_loop_test_before_that_is_false(case: Case) -> None:
    """Where the condition is false before the first time, the activity doesn't run (13.3.6)."""
    assert case.start(left=0) == steps(
        "entered s, completed s, taken s_a, entered a, completed a, taken a_e, entered e, completed e"
    )


def test_standard_loop_maximum(case: Case) -> None:
    """An activity runs at most as often as its maximum says (13.3.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered a, completed a, entered a, completed a, "
        "entered a, completed a, completed a, taken a_e, entered e, completed e"
    )


def test_standard_loop_maximum_alone(case: Case) -> None:
    """Without a condition an activity runs as often as its maximum says (13.3.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_a, entered a, entered a, completed a, entered a, completed a, "
        "completed a, taken a_e, entered e, completed e"
    )


def test_standard_loop_subprocess_property(case: Case) -> None:
    """Each round of a subprocess has its properties for itself; its loop's condition sees them (10.4.1)."""
    assert case.start() == steps("entered s, completed s, taken s_x, entered x, entered x, entered a")
    assert case.complete("a", again=True) == steps("completed a, completed x, entered x, entered a")
    assert case.complete("a", again=False) == steps(
        "completed a, completed x, completed x, taken x_e, entered e, completed e"
    )
    assert case.variables == {}


def test_standard_loop_subprocess(case: Case) -> None:
    """A subprocess may loop (13.3.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered xs, completed xs, taken xs_a, "
        "entered a"
    )
    assert case.complete("a", again=True) == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, entered x, entered xs, "
        "completed xs, taken xs_a, entered a"
    )
    assert case.complete("a", again=False) == steps(
        "completed a, taken a_xe, entered xe, completed xe, completed x, completed x, taken x_e, "
        "entered e, completed e"
    )


def test_standard_loop_call_activity(case: Case) -> None:
    """A call may loop, and its condition sees what came back (13.3.6)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered qs, completed qs, taken qs_a, "
        "entered a, completed a, taken a_qe, entered qe, completed qe, completed x, entered x, "
        "entered qs, completed qs, taken qs_a, entered a, completed a, taken a_qe, entered qe, "
        "completed qe, completed x, completed x, taken x_e, entered e, completed e"
    )
    assert case.variables == {"total": 2}


def test_timer_in_several_scopes(case: Case) -> None:
    """Each instance of a subprocess has timers of its own (13.3.7)."""
    assert case.start() == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered x, entered t, entered t"
    )
    assert case.fire("t") == steps("completed t, taken t_a, entered a")
    assert case.fire("t") == steps("completed t, taken t_a, entered a")
    assert case.complete("a") == steps("completed a, completed x")
    assert case.complete("a") == steps(
        "completed a, completed x, completed x, taken x_e, entered e, completed e"
    )


def test_multi_instance_in_a_multi_instance(case: Case) -> None:
    """Each instance of a subprocess may have instances in it (13.3.7)."""
    assert case.start(groups=[["ani", "budi"], ["cici"]]) == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered a, entered a, entered a"
    )
    assert case.complete("a") == steps("completed a")
    assert case.complete("a") == steps(
        "completed a, completed a, completed x, entered x, entered a, entered a"
    )
    assert case.complete("a") == steps(
        "completed a, completed a, completed x, completed x, taken x_e, entered e, completed e"
    )


def test_error_of_one_called_instance(case: Case) -> None:
    """An error of one called process that is caught on the calls ends them all (13.5.3)."""
    assert case.start(people=["ani", "budi"]) == steps(
        "entered s, completed s, taken s_x, entered x, entered x, entered x, entered qs, entered qs, "
        "completed qs, taken qs_a, entered a, completed qs, taken qs_a, entered a"
    )
    assert case.complete("a", wrong=False) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_qe, entered qe, completed qe, completed x"
    )
    assert case.complete("a", wrong=True) == steps(
        "completed a, taken a_g, entered g, completed g, taken g_qf, entered qf, completed qf, "
        "thrown qf error WRONG, cancelled x, cancelled x, entered b, caught b error WRONG, completed b, "
        "taken b_f, entered f, completed f"
    )


def test_multi_instance_subprocess_empty(case: Case) -> None:
    """Instances in which nothing stands are completed at once (13.3.4)."""
    case.start()
    assert case.ended == ["e"]


def test_multi_instance_counts_of_the_standard(case: Case) -> None:
    """A completion condition sees how many instances there are, run, and are completed (10.3.8)."""
    case.start()
    case.complete("a")
    assert case.complete("a")[-1] == "completed e"


def test_multi_instance_data_input_of_the_activity(case: Case) -> None:
    """The collection is a data input of the activity, which an association fills (10.3.8)."""
    case.start(parts=["x", "y"])
    case.complete("a", "x")
    assert case.complete("a", "y")[-1] == "completed e"


def test_loop_and_multi_instance(refusals: Refusals) -> None:
    """An activity loops or is multi-instance, not both (10.3.8)."""
    assert refusals == [("x", "Aktivitas tidak dapat sekaligus berulang (standardLoop) dan multi-instance.")]


def test_multi_instance_output_collection(case: Case) -> None:
    """What comes of each instance is put into a collection, in the order of the instances (10.3.8)."""
    case.start(people=["ani", "budi"], vote="none")
    case.complete("x", "budi", vote="no")
    assert "votes" not in case.variables
    assert case.complete("x", "ani", vote="yes") == steps(
        "completed x, completed x, taken x_e, entered e, completed e"
    )
    assert case.variables["votes"] == ["yes", "no"]
    assert case.variables["vote"] == "none"


def test_multi_instance_output_collection_of_the_activity(case: Case) -> None:
    """The collection is a data output of the activity, taken once all is done (10.3.8)."""
    case.start()
    case.complete("x", given="yes")
    assert "votes" not in case.variables
    case.complete("x", given="no")
    assert case.variables["votes"] == ["yes", "no"]


def test_multi_instance_output_collection_with_completion_condition(case: Case) -> None:
    """Of an instance that is cancelled nothing comes: its place in the collection is null (10.3.8)."""
    case.start(people=["ani", "budi", "cici"])
    case.complete("x", "ani", vote="yes")
    assert case.complete("x", "cici", vote="no") == steps(
        "completed x, cancelled x, completed x, taken x_e, entered e, completed e"
    )
    assert case.variables["votes"] == ["yes", None, "no"]


def test_multi_instance_output_collection_of_a_parallel_subprocess(case: Case) -> None:
    """Instances that run at once don't disturb what comes of each other (10.3.8)."""
    case.start(people=["ani", "budi"])
    case.complete("a", vote="yes")
    case.complete("a", vote="no")
    case.complete("b")
    case.complete("b")
    assert case.variables["votes"] == ["yes", "no"]
    assert "vote" not in case.variables


def test_multi_instance_output_collection_of_a_sequential_subprocess(case: Case) -> None:
    """An instance of which nothing comes leaves null, not what came of the one before (10.3.8)."""
    case.start(people=["ani", "budi"])
    case.complete("a", vote="yes")
    case.complete("b")
    case.complete("a")
    case.complete("b")
    assert case.variables["votes"] == ["yes", None]


def test_multi_instance_output_collection_of_a_call_activity(case: Case) -> None:
    """What comes of an instance may be what a called process gives back (10.3.8)."""
    case.start(people=["ani", "budi"])
    case.complete("a", answer=1)
    case.complete("a", answer=2)
    assert case.variables == {"people": ["ani", "budi"], "votes": [1, 2]}


def test_multi_instance_output_collection_of_none(case: Case) -> None:
    """Without any instance the collection is empty (10.3.8)."""
    assert case.start(people=[])[-1] == "completed e"
    assert case.variables["votes"] == []


def test_multi_instance_output_collection_of_nothing(refusals: Refusals) -> None:
    """A collection needs to know what of each instance it takes (10.3.8)."""
    assert refusals == [
        ("x", "Hasil multi-instance harus punya outputDataItem dan loopDataOutputRef ke data.")
    ]
