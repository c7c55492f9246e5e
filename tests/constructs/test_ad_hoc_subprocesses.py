"""Ad-hoc subprocesses"""

from __future__ import annotations

from tests.constructs.case import Case, Refusals, steps

BEGUN = "entered s, completed s, taken s_x, entered x, "
END = "completed x, taken x_e, entered e, completed e"


def test_ad_hoc_subprocess(case: Case) -> None:
    """Its activities may be done in any order; only inner flows say what comes after what (13.3.5)."""
    assert case.start() == steps(BEGUN + "entered a, entered b")
    assert case.complete("b") == steps("completed b, taken b_c, entered c")
    assert case.complete("a") == steps("completed a")
    assert case.complete("c") == steps("completed c, " + END)


def test_ad_hoc_subprocess_completion_condition(case: Case) -> None:
    """Its condition is asked when an activity is completed; what still runs is cancelled (13.3.5)."""
    assert case.start() == steps(BEGUN + "entered a, entered b")
    assert case.complete("a", done=False) == steps("completed a")
    assert case.complete("b", done=True) == steps("completed b, " + END)


def test_ad_hoc_subprocess_waits_for_the_remaining(case: Case) -> None:
    """What runs when the condition is true may be waited for; nothing else begins (13.3.5)."""
    assert case.start() == steps(BEGUN + "entered a, entered b")
    assert case.complete("b", done=True) == steps("completed b")
    assert case.complete("a", done=False) == steps("completed a, " + END)


def test_ad_hoc_subprocess_sequential(case: Case) -> None:
    """A sequential one is done one activity at a time (13.3.5)."""
    assert case.start() == steps(BEGUN + "entered a")
    assert case.complete("a") == steps("completed a, entered b")
    assert case.complete("b") == steps("completed b, taken b_c, entered c")
    assert case.complete("c") == steps("completed c, entered d")
    assert case.complete("d") == steps("completed d, " + END)


def test_ad_hoc_subprocess_sequential_completion_condition(case: Case) -> None:
    """When the condition is true no further activity begins (13.3.5)."""
    assert case.start() == steps(BEGUN + "entered a")
    assert case.complete("a", done=True) == steps("completed a, " + END)


def test_ad_hoc_subprocess_offers_again(case: Case) -> None:
    """An activity may be done several times, until the condition is true (13.3.5)."""
    assert case.start() == steps(BEGUN + "entered a, entered b")
    assert case.complete("a") == steps("completed a")
    assert case.complete("b") == steps("completed b, entered a, entered b")
    assert case.complete("b", times=2) == steps("completed b, cancelled a, " + END)


def test_ad_hoc_subprocess_of_scripts(case: Case) -> None:
    """What nobody has to do is done by itself (13.3.5)."""
    assert case.start() == steps(
        BEGUN + "entered a, completed a, entered b, completed b, entered a, completed a, " + END
    )
    assert case.variables == {"n": 2}


def test_ad_hoc_subprocess_with_boundary_event(case: Case) -> None:
    """An activity that is interrupted isn't completed, so the condition isn't asked (13.3.5)."""
    assert case.start(done=True) == steps(BEGUN + "entered b, entered a")
    assert case.fire("t") == steps("entered t, completed t, cancelled a, taken t_c, entered c")
    assert case.complete("c") == steps("completed c, cancelled b, " + END)


def test_ad_hoc_subprocess_multi_instance(case: Case) -> None:
    """Each instance of an ad-hoc subprocess ends by itself, each activity in it when all is done (13.3.5)."""
    assert case.start() == steps(
        BEGUN + "entered x, entered x, entered a, entered b, entered b, entered a, entered b, entered b"
    )
    assert case.complete("b", done=False) == steps("completed b, entered b")
    assert case.complete("a", done=True) == steps("completed a, cancelled b, cancelled b, completed x")
    assert case.complete("b") == steps("completed b, entered b")
    assert case.complete("b") == steps("completed b, completed b, cancelled a, completed x, " + END)


def test_ad_hoc_subprocess_with_start_event(refusals: Refusals) -> None:
    """An ad-hoc subprocess has no start or end events (10.3.5)."""
    assert refusals == [("x", "Subproses ad-hoc tidak boleh memuat event mulai atau akhir.")]


def test_ad_hoc_subprocess_with_event_subprocess(refusals: Refusals) -> None:
    """An event subprocess in an ad-hoc subprocess is refused (10.3.5)."""
    assert refusals == [("x", "Subproses ad-hoc tidak dapat berupa atau memuat subproses event.")]


def test_ad_hoc_subprocess_that_a_gateway_begins(refusals: Refusals) -> None:
    """Only activities can be chosen to be done (13.3.5)."""
    assert refusals == [("x", "Di subproses ad-hoc hanya aktivitas yang dapat mulai tanpa alur masuk.")]


def test_ad_hoc_subprocess_sequential_fork(refusals: Refusals) -> None:
    """In a sequential one no two activities run at once (13.3.5)."""
    assert refusals == [("x", "Subproses ad-hoc yang berurutan (ordering) tidak boleh bercabang.")]
