"""The comparison of models sees every loss, and nothing where nothing is lost."""

from __future__ import annotations

import pytest

from tests.browser.same_model import differences

MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<!-- ours -->
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:x" xmlns:t="urn:t"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="urn:t">
  <b:task id="a" name="A" x:size="12"><b:documentation>Dua  kata</b:documentation></b:task>
  <b:task id="c" /><!-- why -->
  <b:message id="m" itemRef="t:item" />
  <x:more><x:part n="1" /><x:part n="2" /></x:more>
  <dc:Bounds x="12.0" y="1.30000000001" />
</b:definitions>
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n  ", ""),
        ('<b:task id="c" />', '<b:task id="c"></b:task>'),
        ("xmlns:x=", "xmlns:y='urn:y' xmlns:x="),
        ('name="A" x:size="12"', "x:size='12' name='A'"),
        ('x="12.0" y="1.30000000001"', 'x="12" y="1.3"'),
        ("b:", "bpmn:"),
        ("t:item", "us:item"),
    ],
)
def test_what_says_nothing_is_no_difference(before: str, after: str) -> None:
    declared = MODEL.replace("xmlns:b=", "xmlns:bpmn=") if after == "bpmn:" else MODEL
    declared = declared.replace("xmlns:t=", "xmlns:us=") if after == "us:item" else declared
    assert differences(MODEL, declared.replace(before, after)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- ours -->", ""),
        ("<!-- why -->", ""),
        (' x:size="12"', ""),
        ('x:size="12"', 'x:size="12.0"'),
        ("Dua  kata", "Dua kata"),
        ('<x:part n="1" />', ""),
        ('<x:part n="1" />', 'kata<x:part n="1" />'),
        ('<x:part n="1" /><x:part n="2" />', '<x:part n="2" /><x:part n="1" />'),
        ('<b:task id="c" /><!-- why -->', '<!-- why --><b:task id="c" />'),
        ('"t:item"', '"x:item"'),
        ('"urn:x"', '"urn:z"'),
        ('y="1.3', 'y="1.4'),
        ("b:definitions", "x:definitions"),
    ],
)
def test_what_is_lost_or_changed_is_a_difference(before: str, after: str) -> None:
    assert before in MODEL
    assert differences(MODEL, MODEL.replace(before, after))
