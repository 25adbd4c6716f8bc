import type { Safety } from './codes.ts';

type InDanger = {
  sensitive: boolean;
  safety: Safety | null;
  status: 'open' | 'closed';
  redactedAt: Date | null;
  assigneeId: string | null;
};

/** Somebody says that they are not safe, and nobody has ended it. */
export const isInDanger = (item: InDanger): boolean =>
  item.sensitive && item.safety === 'not_safe' && item.status === 'open' && item.redactedAt === null;

/** And nobody has it: protection staff are called until somebody does. */
export const callsForHelp = (item: InDanger): boolean => isInDanger(item) && item.assigneeId === null;

/** `at_once`; `unopened`: nobody pressed Open in a quarter of the time; `unclaimed`: opened, and nobody has it half an hour later. */
export const CALL_STAGES = ['at_once', 'unopened', 'unclaimed'] as const;
export type CallStage = (typeof CALL_STAGES)[number];
export type Call = { stage: CallStage; round: number };

export type CallDecision = {
  /** `duty`: who is on duty; nobody on duty: everybody who holds the role. */
  whom: 'duty' | 'everybody' | null;
  next: { call: Call; afterMinutes: number } | null;
};

const NOBODY: CallDecision = { whom: null, next: null };
const UNCLAIMED_MINUTES = 30;

/** A quarter of the time until it is due. */
export const unopenedMinutes = (dangerHours: number): number => (dangerHours * 60) / 4;

/** What opening it owes: a call, should nobody have claimed it by then. */
export const AFTER_OPENING: NonNullable<CallDecision['next']> = {
  call: { stage: 'unclaimed', round: 1 },
  afterMinutes: UNCLAIMED_MINUTES,
};

/**
 * Whom to call now, and what follows if nothing changes. It goes on until somebody has it: no night and no holiday holds it. `opened`:
 * somebody pressed Open since this calling began.
 */
export function decideCall(item: InDanger & { opened: boolean }, call: Call, dangerHours: number): CallDecision {
  if (!callsForHelp(item)) return NOBODY;
  const again = (afterMinutes: number) => ({ call: { ...call, round: call.round + 1 }, afterMinutes });
  switch (call.stage) {
    case 'at_once':
      return { whom: 'duty', next: null };
    case 'unopened':
      return item.opened ? NOBODY : { whom: 'everybody', next: again(unopenedMinutes(dangerHours)) };
    case 'unclaimed':
      return { whom: call.round === 1 ? 'duty' : 'everybody', next: again(UNCLAIMED_MINUTES) };
  }
}
