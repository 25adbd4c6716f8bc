import type { ItemView } from '../../../core/views/item-view.ts';
import { escapeAndCut } from '../escape.ts';
import { type Block, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';
import { referralButtons } from './card-buttons.ts';

const { codeWords, words } = staffWords('staff-cards');

const MOST_WORDS = 600;

/** How the last referral stands: who is to answer it, or why it came back. Nothing of one that was accepted, or once the item is closed. */
export function referralBlocks(view: ItemView, now: Date): Block[] {
  const [referral] = view.referrals;
  if (!referral || referral.state === 'accepted' || view.item.status === 'closed') return [];
  const values = { from: codeWords('agency', referral.fromAgency), to: codeWords('agency', referral.toAgency) };
  const cut = (text: string) => escapeAndCut(text, MOST_WORDS).text;
  if (referral.state === 'returned')
    return [section(words('referral.returned', { ...values, reason: cut(referral.answer ?? '') }))];
  const due = moment(referral.dueAt);
  const text = words(referral.dueAt < now ? 'referral.overdue' : 'referral.offered', { ...values, due });
  const remark = cut(referral.remark ?? '');
  return [
    section(remark === '' ? text : `${text}\n${words('referral.remark', { remark })}`),
    referralButtons(view.item.reference),
  ];
}
