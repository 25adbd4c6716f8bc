import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One clock for the stand-ins and for every process of the line, which a test moves on. */
export function makeWorldClock() {
  const folder = mkdtempSync(join(tmpdir(), 'community-line-clock-'));
  const file = join(folder, 'ahead');
  let ahead = 0;
  writeFileSync(file, '0');
  return {
    env: {
      CLOCK_FILE: file,
      NODE_OPTIONS: `--import ${new URL('later-clock.mjs', import.meta.url).href}`,
    },
    now: () => new Date(Date.now() + ahead),
    pass: (minutes: number) => {
      ahead += minutes * 60_000;
      writeFileSync(file, String(ahead));
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
export type WorldClock = ReturnType<typeof makeWorldClock>;
