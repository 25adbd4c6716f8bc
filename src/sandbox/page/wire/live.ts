import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from './api.ts';
import type { Facts, LiveEvents, Step } from './contract.ts';

type Name = keyof LiveEvents;
const MOST_STEPS = 500;
const listeners = new Map<string, Set<(data: never) => void>>();

const listen = (name: string, listener: (data: never) => void): (() => void) => {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set);
  set.add(listener);
  return () => set.delete(listener);
};
const tell = (name: string, data: unknown): void => {
  for (const listener of listeners.get(name) ?? []) listener(data as never);
};

/** Calls back at every event of this name, until the returned function is called. */
export const onEvent = <N extends Name>(name: N, listener: (data: LiveEvents[N]) => void): (() => void) =>
  listen(name, listener as (data: never) => void);

let connection: 'open' | 'lost' = 'open';
let facts: Facts | null = null;
let steps: Step[] = [];

/** Opens the one stream of events. The browser opens it again by itself when it breaks. */
export function connect(): void {
  const source = new EventSource('/sandbox/events');
  const names: Name[] = ['chat', 'typing', 'slack', 'step', 'facts'];
  for (const name of names)
    source.addEventListener(name, (event) => tell(name, JSON.parse((event as MessageEvent<string>).data)));
  source.addEventListener('open', () => {
    // What cannot be asked now is asked again when the stream opens the next time.
    void ask<Step[]>('GET', 'steps').then(
      (all) => {
        steps = all;
        tell('steps', steps);
      },
      () => {},
    );
    connection = 'open';
    tell('connection', connection);
  });
  source.addEventListener('error', () => {
    connection = 'lost';
    tell('connection', connection);
    // A refused stream is not tried again by the browser.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  });
  window.addEventListener('offline', () => {
    connection = 'lost';
    tell('connection', connection);
  });
}

onEvent('facts', (now) => {
  // The steps of items that are gone would only mislead.
  if (now.state === 'resetting' || facts?.state === 'resetting') {
    steps = [];
    tell('steps', steps);
  }
  facts = now;
});
onEvent('step', (step) => {
  steps = [...steps, step].slice(-MOST_STEPS);
  tell('steps', steps);
});

function useHeard<T>(name: string, read: () => T): T {
  const [value, setValue] = useState(read);
  useEffect(() => {
    setValue(read);
    return listen(name, () => setValue(read));
  }, [name]);
  return value;
}

/** What the line says of itself; null until it first did. */
export const useFacts = (): Facts | null => useHeard('facts', () => facts);
export const useConnection = (): 'open' | 'lost' => useHeard('connection', () => connection);
/** The last steps under the glass, oldest first. */
export const useSteps = (): Step[] => useHeard('steps', () => steps);

/**
 * What `load` gives, asked at once, after every event of these names that `fits`, and after every reconnection. One request at a
 * time; an event meanwhile makes another follow. `deps` say when it is another question; then the old answer is gone.
 */
export function useLive<T>(
  names: readonly Name[],
  fits: (data: LiveEvents[Name]) => boolean,
  load: () => Promise<T>,
  deps: readonly unknown[],
): T | null {
  const [value, setValue] = useState<T | null>(null);
  const latest = useRef({ fits, load });
  latest.current = { fits, load };
  useEffect(() => {
    let ended = false;
    let running = false;
    let again = false;
    const look = async () => {
      again = true;
      if (running) return;
      running = true;
      while (again && !ended) {
        again = false;
        const found = await latest.current.load().catch(() => undefined);
        if (!ended && found !== undefined) setValue(found);
      }
      running = false;
    };
    setValue(null);
    void look();
    const ends = names.map((name) => onEvent(name, (data) => latest.current.fits(data) && void look()));
    ends.push(listen('connection', () => connection === 'open' && void look()));
    return () => {
      ended = true;
      for (const end of ends) end();
    };
  }, deps);
  return value;
}
