import type { Finding } from '../../core/domain/finding.ts';
import type { Line } from '../../core/line.ts';
import { countStandingLooks } from '../../core/looks/media-looks.ts';
import { countTopic } from '../../db/queries/work/outbox.ts';
import { pictureLibrary } from '../../media/clean-picture.ts';
import { failureLine } from '../../run/failure-line.ts';

/** What residents' files still stand in Slack that must go, and whether pictures can be made anew at all. */
export async function examineFiles(line: Line): Promise<Finding[]> {
  const [looks, inThreads, recordings, library] = await Promise.all([
    countStandingLooks(line),
    countTopic(line.database.read, 'unpost_file'),
    countTopic(line.database.read, 'recall_recordings'),
    pictureLibrary().then(
      () => null,
      (error: unknown) => failureLine(error),
    ),
  ]);
  const left = [
    ...(looks.overdue > 0
      ? [`past their ten minutes in direct messages ${looks.overdue} (since ${looks.since?.toISOString()})`]
      : []),
    ...(inThreads > 0 ? [`from before in threads ${inThreads}`] : []),
    ...(recordings > 0 ? [`people with recordings from before in their direct messages ${recordings}`] : []),
  ];
  return [
    left.length === 0
      ? { level: 'ok', about: 'files in Slack', say: `being looked at ${looks.open}, none owed to be deleted` }
      : {
          level: 'bad',
          about: 'files in Slack',
          say: `owed to be deleted: ${left.join(', ')}; see docs/operations.md`,
        },
    library === null
      ? { level: 'ok', about: 'pictures', say: 'can be made anew' }
      : { level: 'bad', about: 'pictures', say: `cannot be made anew, so none is shown: ${library}` },
  ];
}
