"""Runs BPMN: the only importer of SpiffWorkflow, which moves the tokens, mended where it is wrong."""

from engine.spiff.elements import Element, EventText, Process, TimerText
from engine.spiff.language import Language
from engine.spiff.program import Program
from engine.spiff.run import Run, ScopeInfo
from engine.spiff.steps import Step
from engine.spiff.waiting import Job, OpenTask, Timer, Wait

__all__ = [
    "Element",
    "EventText",
    "Job",
    "Language",
    "OpenTask",
    "Process",
    "Program",
    "Run",
    "ScopeInfo",
    "Step",
    "Timer",
    "TimerText",
    "Wait",
]
