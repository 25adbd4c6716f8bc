import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { openChromium } from './chromium.ts';

const BLOCKS = fileURLToPath(new URL('../../src/sandbox/page/blocks/Blocks.tsx', import.meta.url));
const STYLE = fileURLToPath(new URL('../../src/sandbox/page/style/', import.meta.url));
const ENTRY = 'virtual:blocks';
/** Draws blocks by themselves, as a modal does: what was pressed and what the fields hold is kept on the window. */
const PROGRAM = `
import '${STYLE}tokens.css';
import '${STYLE}base.css';
import { h, render } from 'preact';
import { Blocks } from '${BLOCKS}';
const people = [{ id: 'U0ONE', name: 'Sample One', bot: false }, { id: 'U0BOT', name: 'line', bot: true }];
window.pressed = [];
window.values = {};
window.show = (blocks, errors = {}) => {
  const draw = () => render(h(Blocks, {
    blocks, errors, people, acting: 'U0ONE', channels: [], values: window.values,
    onPress: async (element, value, block) => { window.pressed.push([block.block_id, element.action_id, value]); },
    onChange: (block, element, held) => {
      window.values = { ...window.values, [block.block_id]: { ...window.values[block.block_id], [element.action_id]: held } };
      draw();
    },
  }), document.body);
  draw();
};
`;

type Asset = { type: 'chunk'; code: string } | { type: 'asset'; source: string | Uint8Array };

export type BlocksPage = {
  page: Page;
  show: (blocks: object[], errors?: Record<string, string>) => Promise<void>;
  /** Block, action and value of each press. */
  pressed: () => Promise<unknown[][]>;
  values: () => Promise<Record<string, Record<string, Record<string, unknown>>>>;
  /** What went wrong in the page. */
  faults: string[];
  close: () => Promise<void>;
};

/** A page of Chromium that draws blocks, without a line behind it. Its clock stands in Mitrovica. */
export async function openBlocksPage(): Promise<BlocksPage> {
  const parts = await bundle();
  const browser: Browser = await openChromium();
  const page = await browser.newPage({ timezoneId: 'Europe/Belgrade' });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.setContent('<!doctype html><html lang="en"><title>Blocks</title><body></body></html>');
  for (const part of parts)
    if (part.type === 'chunk') await page.addScriptTag({ content: part.code });
    else await page.addStyleTag({ content: String(part.source) });
  return {
    page,
    faults,
    show: async (blocks, errors = {}) => {
      await page.evaluate(`window.show(${JSON.stringify(blocks)}, ${JSON.stringify(errors)})`);
    },
    pressed: () => page.evaluate('window.pressed'),
    values: () => page.evaluate('window.values'),
    close: () => browser.close(),
  };
}

async function bundle(): Promise<Asset[]> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [
      {
        name: 'blocks',
        resolveId: (id) => (id === ENTRY ? `${fileURLToPath(new URL('../..', import.meta.url))}blocks-page.js` : null),
        load: (id) => (id.endsWith('blocks-page.js') ? PROGRAM : null),
      },
    ],
    build: { write: false, rolldownOptions: { input: ENTRY, output: { format: 'iife' } } },
  });
  const output = Array.isArray(made) ? made[0] : made;
  return output && 'output' in output ? (output.output as Asset[]) : [];
}
