/** Which part of the line a process is; without one it is all of them. Apart from main, so that asking for help loads neither bots nor queue. */
export const PARTS = ['telegram', 'slack', 'worker'] as const;
export type Part = (typeof PARTS)[number];
