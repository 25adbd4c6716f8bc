import type { Sandbox } from './sandbox.ts';

/** What a newcomer needs to know, once everything runs. */
export function greet(port: number, { emulated }: Sandbox): void {
  process.stdout.write(
    [
      '',
      `Community Line is running. Open it in a browser: http://127.0.0.1:${port}/`,
      `Emulated on this machine, nothing leaves it: ${emulated.join(' and ')}. Sample staff and items are invented.`,
      'Or be a resident in another terminal:  npm run -s line -- chat --lang sq   (or sr-Latn, sr-Cyrl, rom)',
      'Be staff there too: type  :staff  in the chat.',
      'Go live: README.md, "Go live". Stop with Ctrl+C.',
      '',
    ].join('\n'),
  );
}
