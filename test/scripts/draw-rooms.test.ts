import { expect, test } from 'vitest';
import { drawRooms } from '../../scripts/draw-rooms.ts';
import { roomsOf } from '../../scripts/rooms.ts';

const modulesOf = (imports: Record<string, string[]>) =>
  Object.entries(imports).map(([source, all]) => ({
    source: `src/${source}`,
    dependencies: all.map((resolved) => ({ resolved: `src/${resolved}` })),
  }));

const HOUSE = {
  'main.ts': ['run/life.ts'],
  'run/life.ts': ['bots/slack/app.ts', 'core/items/submit.ts', 'db/client.ts'],
  'bots/slack/app.ts': ['core/items/submit.ts'],
  'core/items/submit.ts': ['db/client.ts', 'core/items/close.ts'],
  'core/items/close.ts': [],
  'db/client.ts': [],
};

/** How far down the picture a room stands. */
function heightOf(picture: string, name: string): number {
  return Number(new RegExp(`<text x="\\d+" y="(\\d+)" text-anchor="middle">${name}</text>`).exec(picture)?.[1]);
}

test('every room stands once in the picture, above those it knows', () => {
  const picture = drawRooms(roomsOf(modulesOf(HOUSE)));
  const heights = ['main.ts', 'run', 'app.ts', 'items', 'db'].map((name) => heightOf(picture, name));
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(new Set(heights).size).toBe(5);
  expect(picture.match(/<text [^>]*middle/g)).toHaveLength(5);
});

test('what a longer way says already has no arrow of its own', () => {
  // Of run's three, the bot alone: items and db are reached through it.
  expect(drawRooms(roomsOf(modulesOf(HOUSE))).match(/class="one"/g)).toHaveLength(4);
});

test('the same rooms give the same picture, whatever order they were read in', () => {
  const modules = modulesOf(HOUSE);
  expect(drawRooms(roomsOf([...modules].reverse()))).toBe(drawRooms(roomsOf(modules)));
});

test('rooms that know each other are joined in red', () => {
  const picture = drawRooms(roomsOf(modulesOf({ ...HOUSE, 'core/items/close.ts': ['bots/slack/app.ts'] })));
  expect(picture.match(/class="both"/g)).toHaveLength(1);
});
