import type { ResidentRow } from '../../db/queries/residents.ts';
import { takesBack } from '../domain/bubbles.ts';
import { openBubbles, oweEndOfLook, oweTakeBack, sealBubbles } from '../residents/bubbles.ts';
import type { Turn, TurnResult } from './turn.ts';
import type { Answer, Visit } from './visit.ts';

type Kept = {
  changes: Partial<Pick<ResidentRow, 'sealedBubbles' | 'plainBubbles'>>;
  result: Pick<TurnResult, 'bubbles' | 'takesBack' | 'clearPlain'>;
};

/** What stands in the chat after this turn, to be saved with it. */
export function keepBubbles(visit: Visit, turn: Turn, answer: Answer): Kept {
  const { resident, key, acts, plainBubbles } = visit;
  const keeper = turn.bubbles;
  if (!keeper) return { changes: {}, result: {} };
  const residentId = resident.id;
  if (key === null) {
    const plain = keeper.plain(plainBubbles);
    const clearPlain = answer.clearChat ? { clearPlain: plain } : {};
    return { changes: { plainBubbles: plain }, result: { bubbles: { residentId }, ...clearPlain } };
  }
  const before = { residentId, key, sealed: resident.sealedBubbles };
  const kind = answer.incoming ?? {};
  const sealed = sealBubbles(before, keeper.kept(openBubbles(before), { plain: plainBubbles, kind, acts }));
  return {
    changes: { sealedBubbles: sealed },
    result: { bubbles: { residentId, key, sealed }, ...(acts.some(takesBack) && { takesBack: true }) },
  };
}

/** What is marked to go, and what was opened, is owed with the turn. */
export async function owesBubbles({ tx, line, resident, key, acts }: Visit, answer: Answer): Promise<void> {
  if (key === null) return;
  if (acts.some(takesBack)) await oweTakeBack(tx, resident.id);
  if (answer.say.some((say) => say.bubble?.look)) await oweEndOfLook(tx, resident.id, line.now());
}
