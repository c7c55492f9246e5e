"""Runs BPMN: the only importer of SpiffWorkflow, which moves the tokens, mended where it is wrong."""

from engine.spiff.elements import Element, Process, TimerText
from engine.spiff.language import Language
from engine.spiff.program import Program
from engine.spiff.run import OpenTask, Run, ScopeInfo, Timer
from engine.spiff.steps import Step

__all__ = [
    "Element",
    "Language",
    "OpenTask",
    "Process",
    "Program",
    "Run",
    "ScopeInfo",
    "Step",
    "Timer",
    "TimerText",
]
