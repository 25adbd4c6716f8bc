import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { attempt } from '../failures.ts';
import type { Block } from '../kit/blocks.ts';
import { type Delivery, QUIET, resultOf } from './context.ts';

/**
 * A notice in the direct messages of one staff member. Said twice beats not said, so an uncertain answer is tried again. Whoever can no
 * longer be written to is let be.
 */
export async function tellDirectly(
  to: Delivery,
  slackUserId: string,
  notice: { text: string; blocks: Block[]; ids: { staffId?: string; grantId?: string } },
): Promise<JobResult> {
  const { text, blocks, ids } = notice;
  const told = await attempt(() => to.slack.chat.postMessage({ channel: slackUserId, text, blocks, ...QUIET }));
  if (told.ok) return DONE;
  const result = resultOf(told.failure);
  if (result.kind !== 'refused') return result;
  to.line.log.warn(ids, 'a staff member cannot be told in Slack');
  return DONE;
}
