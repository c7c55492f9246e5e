"""A test for each construct of BPMN 2.0.2, with its diagram beside it; docs/bpmn.md is made from them."""
