import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stepOf } from '../src/replay/keys.js';

/** What a key's target answers: which selector it matches itself, and which it stands in. */
function target({ is = '', inside = '' } = {}) {
  const has = (names, selector) => selector.split(', ').some((name) => names.split(' ').includes(name));
  return { matches: (selector) => has(is, selector), closest: (selector) => (has(`${is} ${inside}`, selector) ? {} : null) };
}

const press = (key, on, more = {}) => stepOf({ key, target: target(on), ...more });
const SLIDER = { is: 'input input[type="range"]', inside: '.replay-controls' };

test('arrows step by one, Page Up and Page Down by ten, Home and End to the ends', () => {
  const keys = ['ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End'];
  assert.deepEqual(keys.map((key) => press(key)), [-1, 1, -10, 10, -Infinity, Infinity]);
});

test('on the slider the arrows up and down step too', () => {
  assert.deepEqual(['ArrowUp', 'ArrowDown', 'PageUp'].map((key) => press(key, SLIDER)), [1, -1, 10]);
});

test('up and down elsewhere scroll the page', () => {
  assert.deepEqual([press('ArrowUp'), press('ArrowDown')], [0, 0]);
});

test('the buttons of the player leave the keys to the slider', () => {
  assert.equal(press('ArrowRight', { is: 'button', inside: '.replay-controls' }), 1);
});

test('a key pressed in another control is that control’s', () => {
  for (const on of [{ is: 'a' }, { is: 'svg' }, { is: 'summary' }, { is: 'button' }, { is: '[tabindex="0"]' }, { is: 'select', inside: '.replay-controls' }, { is: 'input', inside: '.replay-controls' }]) {
    assert.equal(press('ArrowRight', on), 0, JSON.stringify(on));
  }
});

test('a key held with another is the browser’s', () => {
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey']) assert.equal(press('ArrowLeft', {}, { [modifier]: true }), 0);
});

test('any other key is left alone', () => {
  assert.equal(press('a'), 0);
});
