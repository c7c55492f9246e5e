"""Names under which a task keeps what more than one module reads of it, in its ``internal_data``."""

ROUND = "round"
"""Which visit of its element it is, from 1."""
ITEM = "item"
"""What of a collection the instance is for."""
INSTANCE = "instance"
"""Which instance or round of a repeated element it is, from 0; only such a task has one."""
