"""From the bytes of BPMN files to processes and elements.

An allow-list: a tag, an event definition or a camunda extension that isn't known to run right is a fault
that names the element. SpiffWorkflow's own parser isn't used: it orders exclusive flows by the diagram's
y coordinates, runs every start event, doesn't strip ``flowNodeRef``, ignores what it doesn't know, and
exhausts Python's stack on a chain of 600 tasks.
"""

from engine.spiff.parse.files import parse
from engine.spiff.parse.text import boolean, feel

__all__ = ["boolean", "feel", "parse"]
