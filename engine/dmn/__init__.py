"""DMN 1.3 to 1.5: decision tables and all other boxed expressions, on FEEL.

``read(path, content)`` compiles a file to a Model, ``Model.evaluate(name, context)`` gives a decision's value
with the reasons of what is null, the rules that applied and every decision on the way to it;
``Model.faults()`` tells what of the file can't be run.

Differs from the standard where that serves: functions in Java and PMML are null, and faults; so is a text
that isn't FEEL.
"""

from engine.dmn.elements import NO_TEST, Literal, Table
from engine.dmn.evaluation import Decided, Hit, Match, Reason
from engine.dmn.model import Invocable, Model, Outcome, read
from engine.dmn.policies import SINGLE

__all__ = [
    "NO_TEST",
    "SINGLE",
    "Decided",
    "Hit",
    "Invocable",
    "Literal",
    "Match",
    "Model",
    "Outcome",
    "Reason",
    "Table",
    "read",
]
