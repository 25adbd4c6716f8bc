import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type OpenOptions, type OpenPage, openPageWorld, type PageWorld } from './page.ts';

/** Chromium may have to be installed first. */
const OPEN_MS = 300_000;

/** One line and one browser for the tests of a file; each test finds a page of its own. Call it where hooks may be set. */
export function usePage(options: OpenOptions = {}) {
  let world: PageWorld;
  let opened: OpenPage;
  beforeAll(async () => {
    world = await openPageWorld();
  }, OPEN_MS);
  afterAll(() => world.close());
  beforeEach(async ({ onTestFailed }) => {
    // The page shows no more of a failure than an apology: why is in what the line printed.
    onTestFailed(() => console.error(world.line.log()));
    opened = await world.open(options);
  });
  afterEach(() => opened.close());
  return {
    get page() {
      return opened.page;
    },
    get context() {
      return opened.context;
    },
    get line() {
      return world.line;
    },
  };
}
