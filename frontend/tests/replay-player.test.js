import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

import { Player } from '../src/replay/player.js';

let steps;
let heard;

function aPlayer(entries) {
  return new Player({ step: () => (steps += 1) < entries, changed: (playing) => heard.push(playing), interval: 1000 });
}

beforeEach(() => {
  steps = 0;
  heard = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ['setInterval'] });
});

test('it steps at its pace', () => {
  aPlayer(10).play();
  mock.timers.tick(3000);
  assert.equal(steps, 3);
});

test('it stops by itself after the last entry, and says so', () => {
  const player = aPlayer(3);
  player.play();
  mock.timers.tick(10_000);
  assert.deepEqual([steps, player.playing, heard], [3, false, [true, false]]);
});

test('another pace holds from now on', () => {
  const player = aPlayer(100);
  player.play();
  mock.timers.tick(1000);
  player.pace(100);
  mock.timers.tick(1000);
  assert.equal(steps, 11);
});

test('a pace chosen while it rests starts nothing', () => {
  const player = aPlayer(100);
  player.pace(100);
  mock.timers.tick(1000);
  assert.deepEqual([steps, player.playing], [0, false]);
});

test('paused it steps no more', () => {
  const player = aPlayer(100);
  player.play();
  mock.timers.tick(1000);
  player.pause();
  mock.timers.tick(5000);
  assert.deepEqual([steps, heard], [1, [true, false]]);
});
