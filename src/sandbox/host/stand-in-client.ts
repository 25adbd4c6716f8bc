import { readFile } from 'node:fs/promises';
import { Refused } from '../../run/foundation.ts';
import { sandboxFile } from './sandbox-file.ts';

export type StandIn = {
  /** One act of the stand-in's control. Throws with the stand-in's own sentence when it refuses. */
  act<T>(name: string, ...args: unknown[]): Promise<T>;
  /** Calls back at every change until aborted. */
  watch(onChange: () => void, ending: AbortSignal): Promise<void>;
};

/** The stand-ins of the line that runs on this data folder. */
export async function findStandIns(dataDir: string): Promise<{ telegram: StandIn; slack: StandIn | null }> {
  const text = await readFile(sandboxFile(dataDir), 'utf8').catch(() => null);
  const found = text === null ? null : (JSON.parse(text) as { telegram: string | null; slack: string | null });
  if (!found?.telegram)
    throw new Refused('No line with an emulated Telegram runs here. Start one in another terminal: npm start');
  return { telegram: standIn(found.telegram), slack: found.slack === null ? null : standIn(found.slack) };
}

function standIn(url: string): StandIn {
  return {
    act: async <T>(name: string, ...args: unknown[]) => {
      const answer = await fetch(`${url}/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ args }),
      });
      const body = (await answer.json()) as { ok: boolean; result: T; error?: string };
      if (!body.ok) throw new Refused(body.error ?? 'the stand-in refused');
      return body.result;
    },
    watch: async (onChange, ending) => {
      const answer = await fetch(`${url}/events`, { signal: ending });
      const reader = answer.body?.getReader();
      for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) onChange();
    },
  };
}
