import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { type RoleNotice, readRoleNotice } from '../../../core/staff/tell-of-roles.ts';
import { nameOf } from '../cards/card-facts.ts';
import type { Delivery } from '../deliver/context.ts';
import { tellDirectly } from '../deliver/tell-directly.ts';
import { section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { requestButtons } from './request-buttons.ts';

const { words } = staffWords('staff-roles');

/** Tells one staff member what became of a role, by a direct message; who may decide has the buttons. */
export async function deliverRoleNotice(
  to: Delivery,
  owed: { grantId: string; staffId: string; news: string },
): Promise<JobResult> {
  const notice = await readRoleNotice(to.line, owed);
  if (!notice) return DONE;
  const text = said(notice);
  return tellDirectly(to, notice.to.slackUserId, {
    text,
    blocks: [
      section(text),
      ...(notice.decides ? [requestButtons(notice.grantId, notice.person.displayName, notice.role)] : []),
    ],
    ids: { grantId: owed.grantId, staffId: owed.staffId },
  });
}

function said({ news, role, person, askedBy, by, lapsesAt }: RoleNotice): string {
  const name = (one: RoleNotice['by']) => (one ? nameOf(one.displayName) : words('outside'));
  const values = { person: nameOf(person.displayName), role: words(`role.${role}`), lapses: moment(lapsesAt) };
  const outside = news === 'given' && by === null;
  return words(`notice.${outside ? 'given_outside' : news}`, {
    ...values,
    asker: name(askedBy),
    by: name(news === 'asked' ? askedBy : by),
  });
}
