import { afterEach, expect, test, vi } from 'vitest';
import { openChromium } from './chromium.ts';

afterEach(() => void vi.unstubAllEnvs());

test('a Chromium that CHROMIUM_PATH names and that is not there is said, and no other is taken', async () => {
  vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
  await expect(openChromium()).rejects.toThrow('CHROMIUM_PATH names /nowhere/chromium, and there is no such file.');
});

test('a page in it hears an invented microphone without asking anybody', async () => {
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    // A page of our own making, on the one kind of address that may use a microphone without a certificate.
    await page.route('http://127.0.0.1:1/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>page</p>' }),
    );
    await page.goto('http://127.0.0.1:1/');
    const tracks = await page.evaluate(
      'navigator.mediaDevices.getUserMedia({ audio: true }).then((stream) => stream.getAudioTracks().length)',
    );
    expect(tracks).toBe(1);
  } finally {
    await browser.close();
  }
});
