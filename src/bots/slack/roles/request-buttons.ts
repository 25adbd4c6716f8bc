import { clean } from '../escape.ts';
import { actions, type Block, button, confirm } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-roles');

/** Approve, which asks once more, and Refuse. Each carries the id of the request. */
export function requestButtons(grantId: string, person: string, role: string): Block {
  const values = { person: clean(person).slice(0, 80), role: words(`role.${role}`) };
  const sure = confirm(
    words('confirm.title'),
    words('confirm.approve', values),
    words('confirm.yes'),
    words('confirm.no'),
  );
  return actions(
    [
      { ...button('role_approve', words('button.approve'), grantId, 'primary'), confirm: sure },
      button('role_refuse', words('button.refuse'), grantId, 'danger'),
    ],
    `role:${grantId}`,
  );
}
