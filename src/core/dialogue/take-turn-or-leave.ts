import { canNeverWork } from '../domain/work/can-never-work.ts';
import type { Line } from '../line.ts';
import { takeTurn } from './take-turn.ts';
import type { Turn, TurnResult } from './turn.ts';

/**
 * A turn that can never work, however often it is delivered, would hold its resident for good. It is taken as one that leaves the form
 * instead, with the words in it offered anew, and if not even that works, without them. Whatever may work later is thrown on.
 */
export async function takeTurnOrLeave(line: Line, turn: Turn): Promise<TurnResult> {
  const without = (error: unknown, message: string): void => {
    if (!canNeverWork(error)) throw error;
    line.log.error({ err: error }, message);
  };
  try {
    return await takeTurn(line, turn);
  } catch (error) {
    without(error, 'a turn can never work: the form it was in is left, and the words in it are offered anew');
  }
  try {
    return await takeTurn(line, { ...turn, input: { kind: 'stuck', offering: true } });
  } catch (error) {
    without(error, 'the words of a form that cannot be sent could not be offered anew');
    return takeTurn(line, { ...turn, input: { kind: 'stuck', offering: false } });
  }
}
