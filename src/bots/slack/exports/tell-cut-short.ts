import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { forgetExport, readCutShort } from '../../../core/exports/hold-export.ts';
import { type Delivery, QUIET, resultOf } from '../deliver/context.ts';
import { attempt } from '../failures.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-exports');

/** Whoever waits for a file whose process died hears so where its progress was told. Said twice beats not said. */
export async function tellCutShort(to: Delivery, exportId: string): Promise<JobResult> {
  const left = await readCutShort(to.line, exportId);
  if (left === null) return DONE;
  const { at, slackUserId } = left;
  const text = words('progress.cut_short');
  const told = await attempt<unknown>(() =>
    at === null
      ? to.slack.chat.postMessage({ channel: slackUserId, text, ...QUIET })
      : to.slack.chat.update({ ...at, text, ...QUIET }),
  );
  const waits = !told.ok && (told.failure.kind === 'rate_limited' || told.failure.kind === 'unknown');
  if (!told.ok && waits) return resultOf(told.failure);
  await forgetExport(to.line, exportId);
  return DONE;
}
