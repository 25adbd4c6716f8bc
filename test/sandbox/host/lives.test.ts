import { expect, test } from 'vitest';
import type { Foundation } from '../../../src/run/foundation.ts';
import type { Life } from '../../../src/run/life.ts';
import { makeLives } from '../../../src/sandbox/host/lives.ts';
import { until } from '../../support/until.ts';

/** A life that notes what becomes of it. */
function lifeNamed(name: string, noted: string[]): Life {
  return {
    foundation: { databaseUrl: name } as Foundation,
    doors: {},
    ready: async () => true,
    metrics: async () => ({ type: 'text/plain', body: '' }),
    runDue: async () => {},
    begin: async () => void noted.push(`${name} begins`),
    stop: async (last) => {
      await last?.(lifeNamed(name, noted).foundation);
      noted.push(`${name} stops`);
    },
  };
}

test('a restart ends one life before the next is opened, and nobody answers in between', async () => {
  const noted: string[] = [];
  const lives = makeLives(lifeNamed('first', noted), async () => {
    noted.push(`opening, current is ${lives.current() === null ? 'nobody' : 'somebody'}`);
    return lifeNamed('second', noted);
  });
  await lives.restart(async ({ databaseUrl }) => void noted.push(`last words of ${databaseUrl}`));
  expect(noted).toEqual(['last words of first', 'first stops', 'opening, current is nobody', 'second begins']);
  await lives.stop();
  expect(noted.at(-1)).toBe('second stops');
});

test('two restarts asked for at once happen one after the other, and neither life is stopped twice', async () => {
  const noted: string[] = [];
  let number = 1;
  const lives = makeLives(lifeNamed('life 1', noted), async () => {
    number += 1;
    return lifeNamed(`life ${number}`, noted);
  });
  await Promise.all([lives.restart(), lives.restart()]);
  expect(noted).toEqual(['life 1 stops', 'life 2 begins', 'life 2 stops', 'life 3 begins']);
});

test('when the last words of a life go wrong, the next one is opened all the same, and whoever asked hears of it', async () => {
  const noted: string[] = [];
  const lives = makeLives(lifeNamed('first', noted), async () => lifeNamed('second', noted));
  const failing = lives.restart(async () => {
    throw new Error('could not be wiped');
  });
  await expect(failing).rejects.toThrow('could not be wiped');
  expect(noted).toEqual(['second begins']);
  expect(lives.current()).not.toBeNull();
});

test('a life that cannot be opened is tried again, and stopping meanwhile ends the trying', async () => {
  let tries = 0;
  const lives = makeLives(lifeNamed('first', []), async () => {
    tries += 1;
    throw new Error('the database is away');
  });
  const restarted = lives.restart();
  await until(async () => tries > 0);
  await lives.stop();
  await restarted;
  expect(lives.current()).toBeNull();
});
