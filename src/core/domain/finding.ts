/** One line of the doctor: what was looked at, how it is, and what to do. Holds no value of a setting. */
export type Finding = { level: 'ok' | 'warn' | 'bad'; about: string; say: string };
