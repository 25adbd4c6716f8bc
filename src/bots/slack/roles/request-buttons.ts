import { cut } from '../../../core/domain/text/cut.ts';
import { clean } from '../escape.ts';
import { actions, type Block, confirmation } from '../kit/blocks.ts';
import { asWritten, buttonOf } from '../kit/button.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-roles');

/** Each carries the id of the request. */
export const APPROVE = buttonOf('role_approve', asWritten);
export const REFUSE = buttonOf('role_refuse', asWritten);

/** Approve, which asks once more, and Refuse. */
export function requestButtons(grantId: string, person: string, role: string): Block {
  const values = { person: cut(clean(person), 80), role: words(`role.${role}`) };
  const sure = confirmation(
    words('confirm.title'),
    words('confirm.approve', values),
    words('confirm.yes'),
    words('confirm.no'),
  );
  return actions(
    [
      { ...APPROVE.make(words('button.approve'), grantId, 'primary'), confirm: sure },
      REFUSE.make(words('button.refuse'), grantId, 'danger'),
    ],
    `role:${grantId}`,
  );
}
