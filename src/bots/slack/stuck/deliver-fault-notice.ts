import { type Finding, isBroken } from '../../../core/domain/finding.ts';
import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { adminToTell } from '../../../core/faults/tell-faults.ts';
import type { Delivery } from '../deliver/context.ts';
import { tellDirectly } from '../deliver/tell-directly.ts';
import { escapeAndCut } from '../escape.ts';
import { section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

const MOST = 300;

const { words } = staffWords('staff-stuck');

/** Tells an admin by direct message what is broken now, in the sentences of the doctor; nothing where it is whole again. */
export async function deliverFaultNotice(
  to: Delivery,
  staffId: string,
  examine: () => Promise<Finding[]>,
): Promise<JobResult> {
  const slackUserId = await adminToTell(to.line, staffId);
  const broken = slackUserId === null ? [] : (await examine()).filter(isBroken);
  if (slackUserId === null || broken.length === 0) return DONE;
  const lines = broken.map(
    ({ about, say }) => `• *${escapeAndCut(about, MOST).text}*: ${escapeAndCut(say, MOST).text}`,
  );
  const text = [words('fault.what'), ...lines, words('fault.then')].join('\n');
  return tellDirectly(to, slackUserId, { text, blocks: [section(text)], ids: { staffId } });
}
