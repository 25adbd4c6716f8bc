import { ask } from '../wire/api.ts';
import type { Found } from '../wire/contract.ts';

type Wanted = { text: string; language: string };
type Waiting = Wanted & { settle(found: Found[]): void; fail(error: unknown): void };

const TOGETHER_MS = 30;
const MOST = 100;
let waiting: Waiting[] = [];
let asking = false;

/** Which strings of `locales/` a text is made of. What is asked at about the same time goes in one request. */
export function askKeys(wanted: Wanted): Promise<Found[]> {
  return new Promise((settle, fail) => {
    waiting.push({ ...wanted, settle, fail });
    if (asking) return;
    asking = true;
    setTimeout(() => {
      asking = false;
      const all = waiting;
      waiting = [];
      for (let from = 0; from < all.length; from += MOST) void askTogether(all.slice(from, from + MOST));
    }, TOGETHER_MS);
  });
}

async function askTogether(asked: readonly Waiting[]): Promise<void> {
  try {
    const texts = asked.map(({ text, language }) => ({ text, language }));
    const found = await ask<Found[][]>('POST', 'texts/find', { texts });
    asked.forEach(({ settle }, index) => {
      settle(found[index] ?? []);
    });
  } catch (error) {
    for (const { fail } of asked) fail(error);
  }
}
