import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { exists, inPath, takeTurn } from './apt.ts';

const run = promisify(execFile);
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  // Tests run as root in containers, where Chromium's own sandbox cannot.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // Nothing of the browser's own may leave the machine.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that gives an invented sound, and nobody who must be asked.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/**
 * Chromium as it is installed, or as CHROMIUM_PATH names it. As root on a machine with apt the distribution's package is
 * installed; nothing is ever fetched from anywhere else. Where none can be had, it says what to install.
 */
export async function openChromium(): Promise<Browser> {
  const executablePath = (await findChromium()) ?? (await installChromium());
  return chromium.launch({ executablePath, args: FLAGS });
}

async function findChromium(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await exists(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, and there is no such file.`);
  }
  for (const name of NAMES) {
    const path = await inPath(name);
    if (path) return path;
  }
  return undefined;
}

async function installChromium(): Promise<string> {
  const missing = 'These tests need Chromium: install the package chromium, or set CHROMIUM_PATH.';
  if (process.getuid?.() !== 0) throw new Error(missing);
  const release = await takeTurn();
  try {
    // Whoever waited finds what the first one installed.
    const found = await findChromium();
    if (found) return found;
    // A machine that never updated has no list to install from.
    await run('apt-get', ['update', '-q']).catch(() => {});
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env });
    const installed = await findChromium();
    if (installed) return installed;
    throw new Error('the package brought no program named chromium');
  } catch (cause) {
    throw new Error(missing, { cause });
  } finally {
    await release();
  }
}
