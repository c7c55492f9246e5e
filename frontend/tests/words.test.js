import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dateInWords, numberInWords } from '../src/form/words.js';

test('a date is written with its day and month in words', () => {
  assert.equal(dateInWords('2026-11-22'), 'Minggu, 22 November 2026');
});

test('what is no date is not written', () => {
  for (const value of [null, '', '22-11-2026', '2026-13-45']) assert.equal(dateInWords(value), '');
});

test('a long number is written with its thousands apart', () => {
  assert.equal(numberInWords(1500000), '1.500.000');
  assert.equal(numberInWords('1234.5'), '1.234,5');
});

test('a number that reads as it stands is not repeated', () => {
  for (const value of [null, '', 0, 999, 'NaN']) assert.equal(numberInWords(value), '');
});
