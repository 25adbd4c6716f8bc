import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { slack } from '../wire/api.ts';
import type { Json } from '../wire/contract.ts';
import { fill } from '../words.ts';

/** What went wrong, in a sentence. A browser has no kind word for a line that does not answer. */
export function problemOf(error: unknown): string {
  if (error instanceof TypeError) return words.problem_connection;
  return fill(words.problem, { reason: (error instanceof Error ? error.message : String(error)).replace(/\.$/, '') });
}

/** A menu gives what was chosen in it; a button has its value. */
function chosen(element: Json, value: unknown): unknown {
  return value ?? (element.type === 'button' ? element.value : undefined);
}

type Press = { press: (element: Json, value?: unknown) => Promise<void>; problem: string | null };

/** Does what a button or a menu stands for, and keeps what went wrong until the next press. */
function usePress(act: (actionId: string, value: unknown) => Promise<unknown>): Press {
  const [problem, setProblem] = useState<string | null>(null);
  return {
    problem,
    press: async (element, value) => {
      setProblem(null);
      try {
        await act(String(element.action_id), chosen(element, value));
      } catch (error) {
        setProblem(problemOf(error));
      }
    },
  };
}

export const usePressInMessage = (user: string, channel: string, ts: string): Press =>
  usePress((actionId, value) => slack('click', user, channel, ts, actionId, value));

export const usePressInHome = (user: string): Press =>
  usePress((actionId, value) => slack('clickInView', user, actionId, value));
