/**
 * All that a line of the log may say beside its static message: kinds, codes, counts, and ids of what is not a resident's. Every line has
 * its moment, so no id of an item, an update, a delivery or of owed work is here: it would tie the moment to them.
 */
export const LOG_FACTS = [
  'err',
  'code',
  'slack',
  'failure',
  'reason',
  'topic',
  'lane',
  'job',
  'rows',
  'count',
  'channel',
  'action',
  'view',
  'kind',
  'language',
  'key',
  'port',
  'part',
  'event',
  'staffId',
  'grantId',
  'offerId',
  'seal',
  'head',
] as const;

type LogFact = (typeof LOG_FACTS)[number];
/** `err` is whatever was thrown; what of it may be written down, `describeError` says. */
type LogFacts = { err?: unknown } & { [Fact in Exclude<LogFact, 'err'>]?: string | number | null | undefined };

/** Static messages with these facts alone; never text, names, phones, chat ids or whole updates. */
export type Log = {
  info(facts: LogFacts, message: string): void;
  warn(facts: LogFacts, message: string): void;
  error(facts: LogFacts, message: string): void;
};

/** What of a line may be written down, whoever wrote it. */
export function onlyFacts(given: object): LogFacts {
  return Object.fromEntries(Object.entries(given).filter(([name]) => (LOG_FACTS as readonly string[]).includes(name)));
}

/** What of an error may be written down: its name, its code and the places it came from. Messages of drivers quote values and addresses. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = codeOf(error);
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    at: framesOf(error),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  };
}

const FRAME = /^\s+at (?:.+ \()?(?:file:|node:|\/)[^\s()]+:\d+:\d+\)?$/;
const MOST_FRAMES = 8;

/** The stack begins with the message, which may have lines that look like places. */
function framesOf({ stack = '', message }: Error): string[] {
  const rows = stack.slice(Math.max(0, stack.indexOf(message)) + message.length).split('\n');
  return rows
    .filter((row) => FRAME.test(row))
    .slice(0, MOST_FRAMES)
    .map((row) => row.trim());
}

/** The code of an error of a driver or of the system. */
export function codeOf(error: unknown): string | number | undefined {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}
