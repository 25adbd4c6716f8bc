import type { Say } from '../domain/say.ts';
import { changeLanguageForm } from '../forms/change-language.ts';
import { feedbackForm } from '../forms/feedback.ts';
import { firstContactForm } from '../forms/first-contact.ts';
import { forgetForm } from '../forms/forget.ts';
import { cancelForm, parkForm, startForm } from './go-through-form.ts';
import { listOffersFor } from './list-offers.ts';
import { sayEmergency, sayFaq, sayHelp, sayMenu } from './menus.ts';
import { listMyItems } from './my-items.ts';
import { showPrivacy } from './show-privacy.ts';
import type { ResidentCommand } from './turn.ts';
import { type Answer, isKnown, type Visit } from './visit.ts';

export type MenuChoice = ResidentCommand | 'faq' | 'emergency';

/** A command, or the same chosen from a menu. A form with words in it is put aside and offered again. */
export async function answerCommand(visit: Visit, name: MenuChoice): Promise<Answer> {
  if (name === 'cancel') return cancelForm(visit);
  const inFirstContact = visit.dialogue.form?.form === 'first-contact';
  if (!isKnown(visit) && (name === 'start' || inFirstContact || !visit.dialogue.declined))
    return startForm(visit, firstContactForm);
  await parkForm(visit);
  const information = await sayInformation(visit, name);
  if (information) return { say: [information], dialogue: visit.dialogue };
  if (name === 'language') return startForm(visit, changeLanguageForm);
  if (!isKnown(visit))
    return { say: [{ lines: [{ key: 'consent:needed' }] }, sayMenu(visit)], dialogue: visit.dialogue };
  switch (name) {
    case 'feedback':
      return startForm(visit, feedbackForm);
    case 'my':
      return { say: [await listMyItems(visit)], dialogue: visit.dialogue };
    case 'privacy':
      return { say: await showPrivacy(visit), dialogue: visit.dialogue };
    case 'forget':
      return startForm(visit, forgetForm);
    default:
      return { say: [sayMenu(visit)], dialogue: visit.dialogue };
  }
}

/** What anybody may read, agreed or not. */
async function sayInformation(visit: Visit, name: MenuChoice): Promise<Say | null> {
  switch (name) {
    case 'trainings':
    case 'grants':
      return listOffersFor(visit, name);
    case 'help':
      return sayHelp();
    case 'faq':
      return sayFaq(visit);
    case 'emergency':
      return sayEmergency(visit);
    default:
      return null;
  }
}
