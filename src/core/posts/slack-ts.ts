import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { open, seal } from '../privacy/seal.ts';

/** A row of something that stands in Slack, with the place where it stands opened. */
export type Placed<Row> = Omit<Row, 'sealedTs' | 'tsHash'> & { ts: string | null };

/** Made of the key by which a `ts` is found: who may look it up may read it. No `ts` is written so. */
const sealingKey = (line: Line): Buffer => line.keyring.lookupHash('slack_ts', 'key that seals');

/** By which a message in Slack is found again. */
export const tsHash = (line: Line, channel: string, ts: string): Buffer =>
  line.keyring.lookupHash('slack_ts', `${channel}:${ts}`);

/** Slack's `ts` is the moment of the post in microseconds, so it is kept sealed. Not under the item's key: what stands must be taken down after that was destroyed. */
export const sealTs = (line: Line, id: string, ts: string | null): Buffer | null =>
  ts === null ? null : seal(sealingKey(line), sealedIn.slackTs(id), ts);

export function withTs<Row extends { id: string; sealedTs: Buffer | null }>(line: Line, row: Row): Placed<Row> {
  const { sealedTs, ...rest } = row;
  const ts = sealedTs === null ? null : open(sealingKey(line), sealedIn.slackTs(row.id), sealedTs).toString('utf8');
  return { ...rest, ts } as Placed<Row>;
}
