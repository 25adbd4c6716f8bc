// Plain JavaScript, since what is loaded before a process of the line (`--import`) has no loader yet. In it the present moment, `new Date()`, is ahead of the machine's by what CLOCK_FILE says,
// in milliseconds. `Date.now()` stays, by which libraries measure how long something took: for them no time has passed.
import { readFileSync } from 'node:fs';

const file = process.env.CLOCK_FILE ?? '';
const READ_AGAIN_MS = 50;
let ahead = 0;
let readAt = Number.NEGATIVE_INFINITY;

function later() {
  if (performance.now() - readAt > READ_AGAIN_MS) {
    readAt = performance.now();
    ahead = Number(readFileSync(file, 'utf8')) || ahead;
  }
  return Date.now() + ahead;
}

globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [later()] : args, newTarget),
});
