"""Models that somebody made to hurt: a list of problems or a plain refusal, in bounded time and memory.

Each is given to the command line in a process of its own, which the kernel ends when it takes more than it may.
"""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 5
"""Of processor time, of which none takes more than 3 on a machine at rest, starting Python among it."""
BYTES = 500 * 2**20
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
BEGIN_AND_END = '<startEvent id="s"/><endEvent id="e"/><sequenceFlow id="s_e" sourceRef="s" targetRef="e"/>'


@dataclass(frozen=True)
class Answer:
    """How a command ended: its status, its problems by id, what it wrote on the way."""

    status: int
    ids: set[str]
    complaint: str


def model(*inside: str) -> str:
    return f'<definitions xmlns="{BPMN}" xmlns:camunda="{CAMUNDA}" targetNamespace="t">{"".join(inside)}</definitions>'


def process(*inside: str, id: str = "p") -> str:
    return f'<process id="{id}" isExecutable="true">{"".join(inside)}</process>'


def many(count: int, part: str) -> str:
    """A part so many times, with its number for ``#``."""
    return "".join(part.replace("#", str(number)) for number in range(count))


def asking(settings: str) -> str:
    """A user task with these settings after the start."""
    extensions = f"<extensionElements>{settings}</extensionElements>"
    flow = '<sequenceFlow id="s_u" sourceRef="s" targetRef="u"/>'
    return model(process(f'<startEvent id="s"/><userTask id="u">{extensions}</userTask>{flow}'))


def outputs(count: int, text: str) -> str:
    each = f'<camunda:outputParameter name="o#">{text}</camunda:outputParameter>'
    return asking(f"<camunda:inputOutput>{many(count, each)}</camunda:inputOutput>")


def entities(count: int) -> str:
    """Each entity is twice the one before it: two to the power of their number."""
    bombs = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, count))
    return f'<!DOCTYPE definitions [<!ENTITY e0 "bum">{bombs}]>{model(f"&e{count - 1};")}'


def nested(depth: int, inside: str) -> str:
    return many(depth, '<subProcess id="n#">') + inside + "</subProcess>" * depth


def calling(callers: int, calls: int) -> str:
    """Processes that each call the next ones, round and round."""
    return model(
        *(
            process(
                *(
                    f'<callActivity id="c{n}_{k}" calledElement="p{(n + k + 1) % callers}"/>'
                    for k in range(calls)
                ),
                id=f"p{n}",
            )
            for n in range(callers)
        )
    )


def gateways(kinds: tuple[str, ...], count: int) -> str:
    """Gateways of these kinds by turns, each leading to two others."""
    nodes = "".join(f'<{kinds[n % len(kinds)]}Gateway id="G{n}"/>' for n in range(count))
    flows = "".join(
        f'<sequenceFlow id="{side}{n}" sourceRef="G{n}" targetRef="G{to % count}"/>'
        for n in range(count)
        for side, to in (("a", n + 1), ("b", n * 7 + 3))
    )
    return model(
        process('<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="G0"/>', nodes, flows)
    )


REFUSED: dict[str, tuple[Callable[[], str], str]] = {
    "a document type": (lambda: "<!DOCTYPE definitions>" + model(process(BEGIN_AND_END)), "PRF-001"),
    "a file of the machine": (
        lambda: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + model("&x;"),
        "PRF-001",
    ),
    "an entity bomb": (lambda: entities(60), "PRF-001"),
    "50 MB": (lambda: model(process(many(2_000_000, '<task id="T#"/>'))), "PRF-002"),
    "100,000 tasks": (lambda: model(process(many(100_000, '<task id="T#"/>'))), "PRF-009"),
    "a chain of 50,000 tasks": (
        lambda: model(
            process(many(50_000, '<task id="T#"/>'), many(40_000, '<sequenceFlow id="F#" sourceRef="T#"/>'))
        ),
        "PRF-009",
    ),
    "nesting without end": (lambda: model(process(nested(5_000, ""))), "PRF-001"),
    "an element of 90,000 attributes": (
        lambda: model(process("<task " + many(90_000, 'a#="" ') + "/>")),
        "PRF-001",
    ),
    "40,000 expressions": (lambda: outputs(40_000, "a + 1"), "PRF-009"),
    "a megabyte of FEEL": (lambda: outputs(1, "1+" * 500_000 + "1"), "PRF-009"),
    "a cycle of calls": (lambda: calling(100, 1), "PRF-304"),
    "all processes call one another": (lambda: calling(90, 20), "PRF-304"),
    "gateways that loop without a task": (lambda: gateways(("exclusive",), 1_990), "PRF-211"),
    "joins and choices in a tangle": (lambda: gateways(("parallel", "exclusive"), 1_990), "PRF-205"),
    "99,000 times one id": (lambda: model(process(many(99_000, '<textAnnotation id="A"/>'))), "PRF-007"),
    "ends that aren't there": (
        lambda: model(process(many(4_900, '<sequenceFlow id="F#" sourceRef="a#" targetRef="b#"/>'))),
        "PRF-201",
    ),
    "hosts and messages that aren't there": (
        lambda: model(
            process(
                many(
                    1_900,
                    '<boundaryEvent id="B#" attachedToRef="x#"><messageEventDefinition messageRef="m#"/></boundaryEvent>',
                )
            )
        ),
        "PRF-213",
    ),
    "99,000 unknown elements": (lambda: model(process(many(99_000, '<foo id="x#"/>'))), "PRF-101"),
    "other languages": (lambda: outputs(5_000, "a# == 1 &amp;&amp; b.equals('x')"), "PRF-401"),
    "links without a target": (
        lambda: model(
            process(
                many(
                    1_900,
                    '<intermediateThrowEvent id="L#"><linkEventDefinition name="x"/></intermediateThrowEvent>',
                )
            )
        ),
        "PRF-221",
    ),
}
"""What → how it is made, and one of the problems that must be told."""

SOUND: dict[str, Callable[[], str]] = {
    "9,000 names that nothing sets": lambda: outputs(9_000, "abcdefgh#x"),
    "99,000 notes": lambda: model(process(BEGIN_AND_END, many(98_000, '<textAnnotation id="A#"/>'))),
    "90,000 messages": lambda: model(many(90_000, '<message id="m#" name="m#"/>'), process(BEGIN_AND_END)),
    "90,000 members of a lane": lambda: model(
        process(
            f'<laneSet id="l"><lane id="L">{many(90_000, "<flowNodeRef>e</flowNodeRef>")}</lane></laneSet>',
            BEGIN_AND_END,
        )
    ),
    "45,000 inputs in one set": lambda: model(
        process(
            BEGIN_AND_END.replace(
                "<endEvent",
                f"""<task id="t"><ioSpecification>{many(45_000, '<dataInput id="d#"/>')}<inputSet>{
                    many(45_000, "<dataInputRefs>d#</dataInputRefs>")
                }</inputSet><outputSet/></ioSpecification></task><endEvent""",
            ).replace(
                'targetRef="e"/>', 'targetRef="t"/><sequenceFlow id="t_e" sourceRef="t" targetRef="e"/>'
            )
        )
    ),
    "900 errors that 900 events may catch": lambda: model(
        many(900, '<error id="E#" errorCode="E#"/>'),
        process(
            '<startEvent id="s"/><sequenceFlow id="s_x" sourceRef="s" targetRef="x"/><subProcess id="x">',
            many(900, '<endEvent id="e#"><errorEventDefinition errorRef="E#"/></endEvent>'),
            "</subProcess>",
            many(
                900,
                '<boundaryEvent id="b#" attachedToRef="x"><errorEventDefinition errorRef="E#"/></boundaryEvent>',
            ),
        ),
    ),
    "90,000 flows that a step lists": lambda: model(
        process(
            BEGIN_AND_END.replace(
                '<endEvent id="e"/>',
                f'<endEvent id="e">{many(90_000, "<incoming>x#</incoming>")}</endEvent>',
            )
        )
    ),
    "90 subprocesses inside one another": lambda: model(process(nested(90, BEGIN_AND_END))),
}
"""Large, and nothing that couldn't be run."""


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def asked(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command; twice where it took too long, since two that share a core take longer each."""
    ended = run(command)
    return run(command) if ended.returncode == -signal.SIGXCPU else ended


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "engine", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
    )


def linted(folder: Path, content: str) -> Answer:
    path = folder / "model.bpmn"
    path.write_text(content)
    ended = asked(["lint", "--format", "json", str(path)])
    problems = json.loads(ended.stdout)
    assert all(problem["file"] == str(path) and problem["message"] for problem in problems)
    return Answer(ended.returncode, {problem["id"] for problem in problems}, ended.stderr)


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_model_is_refused_with_a_list_of_problems(what: str, tmp_path: Path) -> None:
    make, expected = REFUSED[what]

    answer = linted(tmp_path, make())

    assert (answer.status, answer.complaint) == (1, "")
    assert expected in answer.ids


@pytest.mark.parametrize("what", SOUND)
def test_a_large_model_is_judged(what: str, tmp_path: Path) -> None:
    answer = linted(tmp_path, SOUND[what]())

    assert (answer.status, answer.complaint) == (0, "")


@pytest.mark.parametrize("what", ["an entity bomb", "50 MB", "100,000 tasks", "a cycle of calls"])
def test_a_hostile_model_is_not_run_either(what: str, tmp_path: Path) -> None:
    path = tmp_path / "model.bpmn"
    path.write_text(REFUSED[what][0]())

    ended = asked(["simulate", str(path), "--process", "p"])

    assert (ended.returncode, ended.stdout) == (1, "")
    assert "PRF-" in ended.stderr
    assert "Traceback" not in ended.stderr
