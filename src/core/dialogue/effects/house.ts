import { randomUUID } from 'node:crypto';
import { insertResident, saveResident } from '../../../db/queries/residents/residents.ts';
import type { Activity } from '../../activity.ts';
import type { Answers } from '../../domain/form.ts';
import { dayOf } from '../../domain/time/moments.ts';
import { forgetResident } from '../../forgetting/forget-resident.ts';
import { addToItemForm } from '../../items/forms/add-to-item.ts';
import { ReceiptAnswers, receiptForm } from '../../items/forms/receipt.ts';
import { withdrawForm } from '../../items/forms/withdraw.ts';
import { completeAddition } from '../../items/resident/complete-addition.ts';
import { withdrawItem } from '../../items/withdraw-item.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { eligibilityForm } from '../../offers/forms/eligibility.ts';
import { AboutYouAnswers, aboutYouForm } from '../../residents/forms/about-you.ts';
import { forgetForm } from '../../residents/forms/forget.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import { type About, triesIn, UNCONSENTED_HOURS } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { keepAboutYou } from './keep-about-you.ts';
import { showItemState } from './my-items.ts';
import { completeEligibilityOf } from './offers.ts';
import { openByReceipt } from './open-by-receipt.ts';
import { pressItemButton } from './press-item-button.ts';
import { pressNewsButton } from './press-news-button.ts';

/** What is of every resident and of every item, whichever activity it belongs to. */
export const HOUSE: Pick<Activity, 'forms'> & Required<Pick<Activity, 'buttons' | 'answers'>> = {
  forms: {
    'about-you': { form: aboutYouForm, complete: completeAboutYou },
    'add-to-item': { form: addToItemForm, complete: completeAddition },
    withdraw: { form: withdrawForm, complete: completeWithdrawal },
    forget: { form: forgetForm, complete: completeForgetting },
    receipt: {
      form: receiptForm,
      complete: (visit, answers) => openByReceipt(visit, ReceiptAnswers.parse(answers).number),
    },
    eligibility: {
      form: (context) => context.offer && eligibilityForm(context.offer, readerOf(context)),
      complete: completeEligibilityOf,
    },
  },
  buttons: { i: pressItemButton, n: pressNewsButton },
  answers: { i: ['rate', 'add', 'withdraw'] },
};

async function completeAboutYou(visit: KnownVisit, given: Answers, about: About | undefined): Promise<Answer> {
  await keepAboutYou(visit, AboutYouAnswers.parse(given), about);
  const thanks = { key: 'about:thanks' };
  if (!about || about.sensitive) return { say: [{ lines: [thanks] }] };
  const number = { key: 'items:show.reference', values: { reference: about.reference } };
  return { say: [{ lines: [thanks, number], buttons: [[itemButton.list()], [itemButton.menu()]] }] };
}

async function completeWithdrawal(visit: KnownVisit, _given: Answers, about: About | undefined): Promise<Answer> {
  if (!about || !('itemId' in about)) return refused('not_found');
  const withdrawn = await withdrawItem(visit.tx, visit.line, visit.resident.id, about.itemId);
  if (!withdrawn.ok) return { say: [sayRefused(withdrawn), ...(await showItemState(visit, about.itemId))] };
  const values = { reference: withdrawn.value.reference };
  if (withdrawn.value.sensitive) visit.touchesSensitive = true;
  const done = withdrawn.value.sensitive ? { key: 'discreet:withdraw.done' } : { key: 'withdraw:done', values };
  return { say: [{ lines: [done, { key: 'withdraw:again' }] }] };
}

/** Nothing of them is left to save after this; what is said stays in their chat alone. */
async function completeForgetting(visit: KnownVisit): Promise<Answer> {
  await forgetResident(visit.tx, visit.line, visit.resident.id, 'resident');
  await keepTries(visit);
  return {
    say: [{ lines: [{ key: 'forget:done' }, { key: 'forget:chat' }, { key: 'forget:goodbye' }] }],
    dialogue: { form: null },
    gone: true,
  };
}

/** For a day it counts on what this chat tried in vain, as of one that never agreed: else forgetting would buy as many tries again. */
async function keepTries({ tx, line, resident, dialogue }: KnownVisit): Promise<void> {
  const tries = triesIn(dialogue);
  if (Object.keys(tries).length === 0) return;
  const { channel, chatHash, chatKeyVersion } = resident;
  const now = line.now();
  const expiresAt = new Date(now.getTime() + UNCONSENTED_HOURS * 3_600_000);
  const id = randomUUID();
  await insertResident(tx, { id, channel, chatHash, chatKeyVersion, expiresAt }, dayOf(now));
  await saveResident(tx, id, { plainDialogue: { form: null, ...tries } });
}
