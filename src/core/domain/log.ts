/**
 * All that a line of the log may say beside its static message: kinds, codes, counts, and ids of what is not a resident's. Every line has
 * its moment, so no id of an item, an update, a delivery or of owed work is here: it would tie the moment to them.
 */
export const LOG_FACTS = [
  'err',
  'error',
  'name',
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
] as const;

type LogFacts = { [Fact in (typeof LOG_FACTS)[number]]?: unknown };

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
