import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { readNamedNotice } from '../../../core/items/hidden/read-named-notice.ts';
import { OPEN } from '../cards/buttons.ts';
import { nameOf } from '../cards/card-facts.ts';
import type { Delivery } from '../deliver/context.ts';
import { tellDirectly } from '../deliver/tell-directly.ts';
import { actions, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

const { codeWords } = staffWords('staff-cards');
const { words } = staffWords('staff-named');

/** Asks one who may decide, by a direct message without a word of the report, whether somebody of a name given in it is that person. */
export async function deliverNamedNotice(
  to: Delivery,
  owed: { itemId: string; staffId: string; toId: string },
): Promise<JobResult> {
  const notice = await readNamedNotice(to.line, owed);
  if (!notice) return DONE;
  const { reference, person } = notice;
  const text = words('notice', {
    reference,
    person: nameOf(person.name),
    agency: codeWords('agency', person.agency),
  });
  return tellDirectly(to, notice.to, {
    text,
    blocks: [section(text), actions([OPEN.make(words('button.open'), reference, 'primary')])],
    ids: { staffId: owed.toId },
  });
}
