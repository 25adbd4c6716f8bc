/** The kinds of what a resident is told: what they did themselves, what one person is told, and what goes to many in the same words. */
export const TOLD_KINDS = ['confirmation', 'settled', 'answer', 'closing', 'notice', 'announcement'] as const;
export type ToldKind = (typeof TOLD_KINDS)[number];

/**
 * `announced`: they were told that there is news, and open it by a step of their own. `to_tell`: the person has no channel, so somebody of the
 * staff must tell them.
 */
export const DELIVERY_STATES = ['pending', 'announced', 'sent', 'failed', 'to_tell'] as const;

/** Once they arrived, the resident knows what was done. */
export const endsLoop = (kind: ToldKind): boolean => kind === 'closing' || kind === 'settled';

/** Once they heard it, they were answered. */
export const isAnswer = (kind: ToldKind): boolean => kind === 'answer' || endsLoop(kind);

/**
 * Whether news arrives as a neutral notice, opened by a step of their own. Of a sensitive item always; and once somebody has one, all
 * that is told to them alone: else the notice would be the mark. What goes to many keeps its words, the same for everybody.
 */
export function isHushed(told: { kind: ToldKind; sensitive: boolean; discreet: boolean }): boolean {
  if (told.kind === 'confirmation' || told.kind === 'settled') return false;
  return told.sensitive || (told.discreet && told.kind !== 'announcement');
}
