/**
 * One line of the doctor: what was looked at, how it is, and what to do. Holds no value of a setting. `passing`: it may be over by itself, so
 * that nobody need be told.
 */
export type Finding = { level: 'ok' | 'warn' | 'bad'; about: string; say: string; passing?: true };

/** What somebody has to mend. */
export const isBroken = ({ level, passing }: Finding): boolean => level === 'bad' && !passing;
