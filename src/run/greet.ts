import type { Services } from './services.ts';

/** What a newcomer needs to know, once everything runs. */
export function greet(port: number, services: Services): void {
  process.stdout.write(
    [
      '',
      `Community Line is running. Health: http://127.0.0.1:${port}/readyz`,
      `Emulated on this machine, nothing leaves it: ${services.emulated.join(' and ')}. Sample staff and items are invented.`,
      'Be a resident, in another terminal:  npm run -s line -- chat --lang sq   (or sr-Latn, sr-Cyrl, rom)',
      'Be staff there too: type  :staff  in the chat.',
      'Go live: README.md, "Go live". Stop with Ctrl+C.',
      '',
    ].join('\n'),
  );
}
