"""What SpiffWorkflow 3.2.0 does wrong on the constructs that are accepted, mended: one file a fault.

Each file's docstring gives the fault and its reason; each has a test that fails without it. An upgrade of the
library must first pass ``tests/oracle``.
"""
