import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES } from '../src/core/domain/codes.ts';
import { openChromium } from '../test/support/chromium.ts';
import { startPageLine } from '../test/support/page-line.ts';
import { addPart, agree, beginFeedback, holdPhone } from '../test/support/page-phone.ts';

export type PageFigure = {
  /** First contentful paint of the page, and of a page of one word in the same browser; milliseconds. */
  paintMs: number[];
  floorPaintMs: number[];
  /** From the press on Send on the phone to the card in the workspace of the same page. */
  cardMs: number[];
  /** From the same press until the page hears that Slack has something new: what the page itself adds comes after it. */
  heardMs: number[];
};

const PAINTS = 7;

/** The sandbox page in Chromium: how soon something is seen, and how soon a card follows a press. */
export async function measurePage(): Promise<PageFigure> {
  const line = await startPageLine();
  const browser = await openChromium();
  const floor = await startFloor();
  try {
    const floorUrl = `http://127.0.0.1:${(floor.address() as AddressInfo).port}/`;
    const paintMs: number[] = [];
    const floorPaintMs: number[] = [];
    for (let index = 0; index < PAINTS; index += 1) {
      floorPaintMs.push(await paint(browser, floorUrl));
      paintMs.push(await paint(browser, line.url));
    }
    return { paintMs, floorPaintMs, ...(await submissions(browser, line.url)) };
  } finally {
    floor.close();
    await browser.close();
    await line.close();
  }
}

async function startFloor(): Promise<Server> {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end('<!doctype html><title>.</title><p>floor</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** With nothing in the browser's cache. */
async function paint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  await page.waitForFunction(painted);
  const at = await page.evaluate(painted);
  await context.close();
  return at ?? Number.NaN;
}

async function submissions(browser: Browser, url: string): Promise<Pick<PageFigure, 'cardMs' | 'heardMs'>> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  const [cardMs, heardMs]: [number[], number[]] = [[], []];
  // A resident each: who has just sent something is asked about themselves first.
  for (const language of LANGUAGES) {
    const phone = holdPhone(page, language);
    await phone.pick();
    await agree(phone);
    await beginFeedback(phone);
    await addPart(phone, () => phone.write('an invented message'));
    await phone.tap('common:done');
    const send = phone.button('feedback:check.send');
    await send.waitFor();
    const watched = watchCard(page);
    await send.click();
    const { card, heard } = await watched;
    cardMs.push(card);
    heardMs.push(heard);
  }
  return { cardMs, heardMs };
}

/** As text: what runs in the browser must not be rewritten by what runs the bench. */
const WATCH = `new Promise((resolve) => {
  const count = () => document.querySelectorAll('[data-testid="card"][data-reference]').length;
  const before = count();
  let pressed = NaN;
  let heard = NaN;
  document.addEventListener('click', () => { pressed = performance.now(); }, { capture: true, once: true });
  const source = new EventSource('/sandbox/events');
  source.addEventListener('slack', () => {
    if (Number.isNaN(heard) && !Number.isNaN(pressed)) heard = performance.now() - pressed;
  });
  const observer = new MutationObserver(() => {
    if (count() <= before) return;
    observer.disconnect();
    source.close();
    resolve({ card: performance.now() - pressed, heard });
  });
  observer.observe(document.body, { childList: true, subtree: true });
})`;

/** Milliseconds from the next press to the next event of Slack, and to the next card on the screen. */
const watchCard = (page: Page): Promise<{ card: number; heard: number }> => page.evaluate(WATCH);
