import type { ResidentRow } from '../../db/queries/residents/residents.ts';
import { type BubbleAct, takesBack } from '../domain/bubbles.ts';
import { openBubbles, sealBubbles } from '../residents/bubbles.ts';
import type { Step } from './step/effect.ts';
import type { Turn, TurnResult } from './turn.ts';

type Chat = {
  resident: Pick<ResidentRow, 'id' | 'sealedBubbles'>;
  key: Buffer | null;
  /** What was kept of the chat before consent. */
  plainBubbles: readonly number[];
};

type Kept = {
  changes: Partial<Pick<ResidentRow, 'sealedBubbles' | 'plainBubbles'>>;
  result: Pick<TurnResult, 'bubbles' | 'takesBack' | 'clearPlain'>;
};

/** What stands in the chat after this turn, to be saved with it. */
export function keepBubbles(
  { bubbles: keeper }: Turn,
  { resident, key, plainBubbles }: Chat,
  { incoming = {}, clearChat }: Pick<Step, 'incoming' | 'clearChat'>,
  acts: readonly BubbleAct[],
): Kept {
  if (!keeper) return { changes: {}, result: {} };
  const residentId = resident.id;
  if (key === null) {
    const plain = keeper.plain(plainBubbles);
    const clearPlain = clearChat ? { clearPlain: plain } : {};
    return { changes: { plainBubbles: plain }, result: { bubbles: { residentId }, ...clearPlain } };
  }
  const before = { residentId, key, sealed: resident.sealedBubbles };
  const sealed = sealBubbles(before, keeper.kept(openBubbles(before), { plain: plainBubbles, kind: incoming, acts }));
  return {
    changes: { sealedBubbles: sealed },
    result: { bubbles: { residentId, key, sealed }, ...(acts.some(takesBack) && { takesBack: true }) },
  };
}
