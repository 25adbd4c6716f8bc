/** The kinds of what a resident is told: what they did themselves, what one person is told, and what goes to many in the same words. */
export type ToldKind = 'confirmation' | 'settled' | 'answer' | 'closing' | 'notice' | 'announcement';

/** Once they arrived, the resident knows what was done. */
export const endsLoop = (kind: string): boolean => kind === 'closing' || kind === 'settled';

/**
 * Whether news arrives as a neutral notice, opened by a step of their own. Of a sensitive item always; and once somebody has one, all
 * that is told to them alone: else the notice would be the mark. What goes to many keeps its words, the same for everybody.
 */
export function isHushed(told: { kind: string; sensitive: boolean; discreet: boolean }): boolean {
  if (told.kind === 'confirmation' || told.kind === 'settled') return false;
  return told.sensitive || (told.discreet && told.kind !== 'announcement');
}
