"""A process tried out in memory: no store, no people, no waiting; a clock that jumps from timer to timer.

The same files, scenario and budget always give the same trace.
"""

from engine.simulate.scenario import Message, Scenario, moment_after, read_message, read_scenario
from engine.simulate.trace import Line, Trace
from engine.simulate.world import simulate

__all__ = [
    "Line",
    "Message",
    "Scenario",
    "Trace",
    "moment_after",
    "read_message",
    "read_scenario",
    "simulate",
]
