import type { Finding } from '../core/domain/finding.ts';
import type { Tx } from '../db/client.ts';
import { keepsCommitMoments } from '../db/queries/residents/commit-moments.ts';

export async function examineMoments(tx: Tx): Promise<Finding> {
  const about = 'commit timestamps';
  return (await keepsCommitMoments(tx))
    ? {
        level: 'bad',
        about,
        say: 'PostgreSQL keeps the moment of every row, which names who sends without a name; set track_commit_timestamp to off and restart it',
      }
    : { level: 'ok', about, say: 'not kept' };
}
