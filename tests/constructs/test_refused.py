"""What is refused: events in forbidden places, broken references, what isn't run"""

from __future__ import annotations

from tests.constructs.case import Refusals


def test_error_start_event(refusals: Refusals) -> None:
    """An error doesn't begin a process (table 10.93)."""
    assert refusals == [("s", "Event “error” tidak dapat berada di sini.")]


def test_escalation_start_event(refusals: Refusals) -> None:
    """An escalation doesn't begin a process (table 10.93)."""
    assert refusals == [("s", "Event “escalation” tidak dapat berada di sini.")]


def test_compensation_start_event(refusals: Refusals) -> None:
    """Compensation doesn't begin a process (table 10.93)."""
    assert refusals == [("s", "Event “compensation” tidak dapat berada di sini.")]


def test_cancel_start_event(refusals: Refusals) -> None:
    """Cancel doesn't begin a process (table 10.93)."""
    assert refusals == [("s", "Event “cancel” tidak dapat berada di sini.")]


def test_link_start_event(refusals: Refusals) -> None:
    """A link doesn't begin a process (table 10.93)."""
    assert refusals == [
        ("s", "Event “link” tidak dapat berada di sini."),
        ("s", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
    ]


def test_terminate_start_event(refusals: Refusals) -> None:
    """Terminate doesn't begin a process (table 10.93)."""
    assert refusals == [("s", "Event “terminate” tidak dapat berada di sini.")]


def test_error_catch_event(refusals: Refusals) -> None:
    """An error isn't waited for in normal flow (table 10.93)."""
    assert refusals == [("x", "Event “error” tidak dapat berada di sini.")]


def test_escalation_catch_event(refusals: Refusals) -> None:
    """An escalation isn't waited for in normal flow (table 10.93)."""
    assert refusals == [("x", "Event “escalation” tidak dapat berada di sini.")]


def test_compensation_catch_event(refusals: Refusals) -> None:
    """Compensation isn't waited for in normal flow (table 10.93)."""
    assert refusals == [("x", "Event “compensation” tidak dapat berada di sini.")]


def test_cancel_catch_event(refusals: Refusals) -> None:
    """Cancel isn't waited for in normal flow (table 10.93)."""
    assert refusals == [("x", "Event “cancel” tidak dapat berada di sini.")]


def test_terminate_catch_event(refusals: Refusals) -> None:
    """Terminate isn't waited for (table 10.93)."""
    assert refusals == [("x", "Event “terminate” tidak dapat berada di sini.")]


def test_none_catch_event(refusals: Refusals) -> None:
    """A catching event waits for something (10.5.3)."""
    assert refusals == [("x", "Event ini harus menunggu sesuatu, misalnya pesan atau timer.")]


def test_timer_throw_event(refusals: Refusals) -> None:
    """A timer isn't thrown (table 10.93)."""
    assert refusals == [("x", "Event “timer” tidak dapat berada di sini.")]


def test_conditional_start_event(refusals: Refusals) -> None:
    """A condition would begin a case before there is any data that it could be about (13.5.1)."""
    [(element, message)] = refusals
    assert element == "s"
    assert message.startswith("Syarat tidak dapat memulai proses")


def test_conditional_throw_event(refusals: Refusals) -> None:
    """A condition isn't thrown (table 10.93)."""
    assert refusals == [("x", "Event “conditional” tidak dapat berada di sini.")]


def test_error_throw_event(refusals: Refusals) -> None:
    """An error is thrown by an end event only (table 10.93)."""
    assert refusals == [("x", "Event “error” tidak dapat berada di sini.")]


def test_cancel_throw_event(refusals: Refusals) -> None:
    """Cancel is thrown by an end event only (table 10.93)."""
    assert refusals == [("x", "Event “cancel” tidak dapat berada di sini.")]


def test_terminate_throw_event(refusals: Refusals) -> None:
    """Terminate is an end event only (table 10.93)."""
    assert refusals == [("x", "Event “terminate” tidak dapat berada di sini.")]


def test_timer_end_event(refusals: Refusals) -> None:
    """A timer isn't thrown (table 10.93)."""
    assert refusals == [("x", "Event “timer” tidak dapat berada di sini.")]


def test_conditional_end_event(refusals: Refusals) -> None:
    """A condition isn't thrown (table 10.93)."""
    assert refusals == [("x", "Event “conditional” tidak dapat berada di sini.")]


def test_link_end_event(refusals: Refusals) -> None:
    """A link is no end event (table 10.93)."""
    assert refusals == [
        ("x", "Event “link” tidak dapat berada di sini."),
        ("x", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
    ]


def test_cancel_end_event_outside_a_transaction(refusals: Refusals) -> None:
    """Cancel ends transactions only (10.5.4)."""
    assert refusals == [("x", "Event batal hanya boleh di dalam transaksi.")]


def test_cancel_end_event_in_an_event_subprocess(refusals: Refusals) -> None:
    """Cancel stands in the transaction itself, in no other subprocess (10.5.4)."""
    assert refusals == [("yc", "Event batal hanya boleh di dalam transaksi.")]


def test_boundary_link(refusals: Refusals) -> None:
    """A link isn't attached to an activity (table 10.93)."""
    assert refusals == [
        ("x", "Event “link” tidak dapat berada di sini."),
        ("x", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
    ]


def test_boundary_terminate(refusals: Refusals) -> None:
    """Terminate isn't attached to an activity (table 10.93)."""
    assert refusals == [("x", "Event “terminate” tidak dapat berada di sini.")]


def test_boundary_none(refusals: Refusals) -> None:
    """A boundary event waits for something (10.5.3)."""
    assert refusals == [("x", "Event ini harus menunggu sesuatu, misalnya pesan atau timer.")]


def test_boundary_error_non_interrupting(refusals: Refusals) -> None:
    """An error always ends its activity (table 10.93)."""
    assert refusals == [("x", "Event “error” selalu menghentikan.")]


def test_boundary_cancel_non_interrupting(refusals: Refusals) -> None:
    """Cancel always ends its transaction (table 10.93)."""
    assert refusals == [("x", "Event “cancel” selalu menghentikan.")]


def test_boundary_cancel_outside_a_transaction(refusals: Refusals) -> None:
    """Cancel is attached to transactions only (10.5.3)."""
    assert refusals == [("x", "Event batal hanya boleh menempel pada transaksi.")]


def test_boundary_compensation_without_handler(refusals: Refusals) -> None:
    """A compensation event is associated with what compensates (10.7)."""
    assert refusals == [("x", "Hubungkan dengan asosiasi ke aktivitas yang bertanda isForCompensation.")]


def test_boundary_event_on_an_event(refusals: Refusals) -> None:
    """A boundary event is attached to an activity (10.5.3)."""
    assert refusals == [
        ("x", "Event batas harus menempel pada tugas, panggilan, atau subproses setingkat."),
    ]


def test_boundary_event_on_an_event_subprocess(refusals: Refusals) -> None:
    """No event is attached to an event subprocess (10.3.5)."""
    assert refusals == [
        ("x", "Event batas tidak boleh menempel pada subproses event atau pada kompensasi."),
    ]


def test_event_subprocess_none(refusals: Refusals) -> None:
    """An event subprocess begins by an event (10.3.5)."""
    assert refusals == [("x", "Subproses event harus punya tepat satu event mulai, dengan pemicu.")]


def test_event_subprocess_cancel(refusals: Refusals) -> None:
    """Cancel begins no event subprocess (table 10.93)."""
    assert refusals == [("xs", "Event “cancel” tidak dapat berada di sini.")]


def test_event_subprocess_link(refusals: Refusals) -> None:
    """A link begins no event subprocess (table 10.93)."""
    assert refusals == [
        ("xs", "Event “link” tidak dapat berada di sini."),
        ("xs", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
    ]


def test_event_subprocess_terminate(refusals: Refusals) -> None:
    """Terminate begins no event subprocess (table 10.93)."""
    assert refusals == [("xs", "Event “terminate” tidak dapat berada di sini.")]


def test_event_subprocess_error_non_interrupting(refusals: Refusals) -> None:
    """An error always ends its scope (table 10.93)."""
    assert refusals == [("xs", "Event “error” selalu menghentikan.")]


def test_event_subprocess_with_two_start_events(refusals: Refusals) -> None:
    """An event subprocess has one start event (10.3.5)."""
    assert refusals == [("x", "Subproses event harus punya tepat satu event mulai, dengan pemicu.")]


def test_event_subprocess_with_a_flow(refusals: Refusals) -> None:
    """No flow reaches or leaves an event subprocess (10.3.5)."""
    assert refusals == [("x", "Subproses event tidak boleh dihubungkan dengan alur.")]


def test_subprocess_with_message_start(refusals: Refusals) -> None:
    """A subprocess begins without an event of its own (10.5.2)."""
    assert refusals == [("x", "Subproses hanya boleh punya satu event mulai, tanpa pemicu.")]


def test_subprocess_with_two_starts(refusals: Refusals) -> None:
    """A subprocess has one start event (10.5.2)."""
    assert refusals == [("x", "Subproses hanya boleh punya satu event mulai, tanpa pemicu.")]


def test_link_without_target(refusals: Refusals) -> None:
    """A link's source has a target (10.5.5)."""
    assert refusals == [("x", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal.")]


def test_link_without_source(refusals: Refusals) -> None:
    """A link's target has a source (10.5.5)."""
    assert refusals == [("x", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal.")]


def test_link_with_two_targets(refusals: Refusals) -> None:
    """A link has one target (10.5.5)."""
    assert refusals == [
        ("x", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
        ("y", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
        ("z", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
    ]


def test_link_across_a_subprocess(refusals: Refusals) -> None:
    """A link doesn't cross the border of a subprocess (10.5.5)."""
    assert refusals == [
        ("x", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
        ("y", "Tautan “away” harus punya satu tujuan dan paling sedikit satu asal."),
    ]


def test_link_source_with_a_flow(refusals: Refusals) -> None:
    """A link's source has no outgoing flow (10.5.5)."""
    assert refusals == [("x", "Tidak boleh ada alur yang keluar dari asal tautan.")]


def test_message_without_name(refusals: Refusals) -> None:
    """A message event says which message (10.5.5)."""
    assert refusals == [
        ("x", "Pesannya belum ditentukan: pilih pesan yang punya nama."),
        ("x", "Event ini harus menunggu sesuatu, misalnya pesan atau timer."),
    ]


def test_message_reference_to_nothing(refusals: Refusals) -> None:
    """A message event's message is there (10.5.5)."""
    assert refusals == [
        ("x", "messageRef “nothing” tidak menunjuk ke message yang ada."),
        ("x", "Event ini harus menunggu sesuatu, misalnya pesan atau timer."),
    ]


def test_signal_without_name(refusals: Refusals) -> None:
    """A signal event says which signal (10.5.5)."""
    assert refusals == [
        ("x", "Sinyalnya belum ditentukan: pilih sinyal yang punya nama."),
        ("x", "Event ini harus menunggu sesuatu, misalnya pesan atau timer."),
    ]


def test_timer_without_time(refusals: Refusals) -> None:
    """A timer says when (10.5.5)."""
    assert refusals == [
        ("x", "Timer harus punya tanggal, durasi, atau siklus."),
        ("x", "Event ini harus menunggu sesuatu, misalnya pesan atau timer."),
    ]


def test_event_definition_reference_to_nothing(refusals: Refusals) -> None:
    """An event's definition is there (10.5.1)."""
    assert refusals == [
        ("x", "eventDefinitionRef “nothing” tidak menunjuk ke definisi event."),
        ("x", "Event ini harus menunggu sesuatu, misalnya pesan atau timer."),
    ]


def test_call_activity_of_nothing(refusals: Refusals) -> None:
    """A called process is there (10.3.6)."""
    assert refusals == [("x", "Proses “nothing” yang dipanggil tidak ada.")]


def test_call_activity_of_itself(refusals: Refusals) -> None:
    """A process that calls itself would never end (10.3.6)."""
    assert refusals == [("x", "Proses tidak boleh memanggil dirinya sendiri, langsung atau tidak.")]


def test_standard_loop_without_end(refusals: Refusals) -> None:
    """A loop says when it ends (10.3.8)."""
    assert refusals == [("x", "Pengulangan harus punya loopCondition atau loopMaximum.")]


def test_standard_loop_maximum_of_nothing(refusals: Refusals) -> None:
    """A loop's maximum is a whole number from 1 (10.3.8)."""
    assert refusals == [("x", "loopMaximum “-1” harus bilangan bulat mulai 1.")]


def test_multi_instance_without_count(refusals: Refusals) -> None:
    """A multi-instance activity says for what it runs (10.3.8)."""
    assert refusals == [("x", "Multi-instance harus punya camunda:collection atau loopCardinality.")]


def test_multi_instance_behavior_one(refusals: Refusals) -> None:
    """A multi-instance activity that throws events as it completes is refused (10.3.8)."""
    assert refusals == [("x", "Multi-instance yang melempar event (behavior) tidak dapat dijalankan.")]


def test_compensation_of_nothing(refusals: Refusals) -> None:
    """The activity to be compensated is there (10.5.5)."""
    assert refusals == [("x", "Aktivitas “nothing” yang dikompensasi tidak ada.")]


def test_unknown_element(refusals: Refusals) -> None:
    """What the standard doesn't have is refused (8.3.3)."""
    assert refusals == [
        ("x", "“somethingNew” tidak dapat dijalankan."),
        ("s_x", "Alur harus menghubungkan dua elemen proses yang sama."),
        ("x_e", "Alur harus menghubungkan dua elemen proses yang sama."),
    ]


def test_choreography_task(refusals: Refusals) -> None:
    """A choreography isn't executed (2.3)."""
    assert refusals == [
        ("x", "“choreographyTask” tidak dapat dijalankan."),
        ("s_x", "Alur harus menghubungkan dua elemen proses yang sama."),
        ("x_e", "Alur harus menghubungkan dua elemen proses yang sama."),
    ]


def test_cancel_end_event_that_nothing_catches(refusals: Refusals) -> None:
    """A cancelled transaction goes on where that is caught (10.5.3)."""
    assert refusals == [("xc", "Tidak ada event batal yang menempel pada transaksinya.")]


def test_receive_task_instantiate_in_a_subprocess(refusals: Refusals) -> None:
    """Only a receive task of the process itself can begin it (10.3.3)."""
    assert refusals == [
        ("a", "Tugas terima yang memulai proses (instantiate) hanya boleh didahului event mulai."),
    ]


def test_receive_task_instantiate_after_a_task(refusals: Refusals) -> None:
    """A receive task that begins its process follows a start event at most (10.3.3)."""
    assert refusals == [
        ("a", "Tugas terima yang memulai proses (instantiate) hanya boleh didahului event mulai."),
    ]


def test_empty_condition(refusals: Refusals) -> None:
    """A condition says something (8.4.13)."""
    assert refusals == [("a_e", "Syarat alur ini kosong.")]


def test_event_subprocess_multi_instance(refusals: Refusals) -> None:
    """An event subprocess that is multi-instance or loops is refused (10.3.5)."""
    assert refusals == [("x", "Subproses event yang berulang tidak dapat dijalankan.")]


def test_timer_with_two_times(refusals: Refusals) -> None:
    """A timer has a date, a duration or a cycle (10.5.5)."""
    assert refusals == [
        ("a", "Timer hanya boleh punya salah satu: tanggal, durasi, atau siklus."),
        ("a", "Event ini harus menunggu sesuatu, misalnya pesan atau timer."),
    ]
