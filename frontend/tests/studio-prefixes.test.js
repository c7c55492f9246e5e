import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withFreePrefixes } from '../src/studio/diagram/file/prefixes.js';

const PACKAGES = [{ prefix: 'camunda', uri: 'http://camunda.org/schema/1.0/bpmn' }, { prefix: 'bpmn', uri: 'http://www.omg.org/spec/BPMN/20100524/MODEL' }];
const bound = (uri) => `<definitions xmlns:camunda="${uri}"><userTask camunda:assignee="camunda:x" name="a > camunda:b"><camunda:field /></userTask></definitions>`;

test('a prefix that stands for somebody else’s name space gets another name', () => {
  assert.equal(
    withFreePrefixes(bound('http://activiti.org/bpmn'), PACKAGES),
    '<definitions xmlns:camunda_other="http://activiti.org/bpmn"><userTask camunda_other:assignee="camunda:x" name="a > camunda:b"><camunda_other:field /></userTask></definitions>',
  );
});

test('a text whose prefixes mean what the modeler takes them for stays as it is', () => {
  const text = bound('http://camunda.org/schema/1.0/bpmn');
  assert.equal(withFreePrefixes(text, PACKAGES), text);
});
