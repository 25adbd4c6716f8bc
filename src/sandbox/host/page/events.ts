import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { LiveEvents } from '../../page/wire/contract.ts';

const BEAT_MS = 15_000;

export type Events = {
  send<N extends keyof LiveEvents>(name: N, data: LiveEvents[N]): void;
  /** A stream that begins with what `first` gives. */
  open(context: Context, first: () => Promise<LiveEvents['facts']>): Response;
  close(): void;
};

/** The streams of every open page. */
export function makeEvents(): Events {
  const pages = new Set<(name: string, data: unknown) => void>();
  const ends = new Set<() => void>();
  return {
    send: (name, data) => {
      for (const tell of pages) tell(name, data);
    },
    open: (context, first) =>
      streamSSE(context, async (stream) => {
        const tell = (event: string, data: unknown) =>
          void stream.writeSSE({ event, data: JSON.stringify(data) }).catch(() => {});
        pages.add(tell);
        // A proxy between may close what is silent.
        const beat = setInterval(() => tell('beat', {}), BEAT_MS);
        tell('facts', await first());
        await new Promise<void>((resolve) => {
          ends.add(resolve);
          stream.onAbort(resolve);
        }).finally(() => {
          clearInterval(beat);
          pages.delete(tell);
        });
      }),
    close: () => {
      for (const end of ends) end();
    },
  };
}
