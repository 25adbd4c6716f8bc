import { clean } from '../escape.ts';
import { type Block, button } from '../kit/blocks.ts';
import { words } from './words.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });

/** Approve, which asks once more, and Refuse. Each carries the id of the request. */
export function requestButtons(grantId: string, person: string, role: string): Block {
  const values = { person: clean(person).slice(0, 80), role: words(`role.${role}`) };
  return {
    type: 'actions',
    block_id: `role:${grantId}`,
    elements: [
      {
        ...button('role_approve', words('button.approve'), grantId, 'primary'),
        confirm: {
          title: plain(words('confirm.title')),
          text: plain(words('confirm.approve', values)),
          confirm: plain(words('confirm.yes')),
          deny: plain(words('confirm.no')),
        },
      },
      button('role_refuse', words('button.refuse'), grantId, 'danger'),
    ],
  };
}
