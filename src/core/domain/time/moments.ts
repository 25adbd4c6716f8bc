const HOUR_MS = 3_600_000;

/** The hour in which a moment lies, UTC: all that an anonymous item keeps of it. */
export const hourOf = (instant: Date): Date => new Date(Math.floor(instant.getTime() / HOUR_MS) * HOUR_MS);

/** What a resident's own row keeps of a moment: the day, UTC. */
export const dayOf = (instant: Date): Date => new Date(Math.floor(instant.getTime() / (24 * HOUR_MS)) * 24 * HOUR_MS);
