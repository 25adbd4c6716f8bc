import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openChromium } from './chromium.ts';
import { type PageLine, startPageLine } from './page-line.ts';
import { PATIENCE_MS } from './patience.ts';

export type Theme = 'light' | 'dark';
export type OpenOptions = { theme?: Theme; width?: number; height?: number; tour?: boolean; glass?: boolean };
export type OpenPage = {
  page: Page;
  context: BrowserContext;
  /** Fails when the page asked anything of another machine, or met a fault that it did not expect. */
  close(): Promise<void>;
};
export type PageWorld = {
  line: PageLine;
  open(options?: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
};

/** One line and one browser for a test file; each page is opened in a browser profile of its own. */
export async function openPageWorld(settings: Record<string, string> = {}): Promise<PageWorld> {
  const line = await startPageLine(settings);
  const browser = await openChromium().catch(async (cause: unknown) => {
    await line.close();
    throw cause;
  });
  return {
    line,
    open: (options = {}) => openPage(browser, line, options),
    close: async () => {
      await browser.close();
      await line.close();
    },
  };
}

async function openPage(browser: Browser, line: PageLine, options: OpenOptions): Promise<OpenPage> {
  const { theme = 'light', width = 1440, height = 900, tour = false } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  context.setDefaultTimeout(PATIENCE_MS);
  const outside: string[] = [];
  const faults: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== line.url) outside.push(url.origin);
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy/i.test(message.text())) faults.push(message.text());
  });
  // The tour is closed for whoever does not ask for it, as for somebody who has seen it.
  if (!tour) await context.addInitScript("localStorage.getItem('tour') ?? localStorage.setItem('tour', 'closed')");
  await page.goto(`${line.url}/`);
  await page.getByTestId('phone').first().waitFor();
  return {
    page,
    context,
    close: async () => {
      await context.close();
      expect(outside).toEqual([]);
      expect(faults).toEqual([]);
    },
  };
}
