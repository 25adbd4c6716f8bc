import {
  age_band,
  community,
  feedback_type,
  gender,
  municipality,
  satisfaction,
  sector,
} from '../../../../locales/en/codes.json';
import { done, send, skip, yes } from '../../../../locales/en/common.json';
import { agree } from '../../../../locales/en/consent.json';
import { agree_now, feedback, trainings } from '../../../../locales/en/menu.json';
import { button } from '../../../../locales/en/offers.json';
import { start } from '../../../../locales/en/phone.json';

const PRESSES: Record<string, string> = {
  start,
  'agree:yes': agree,
  'check:send': send,
  'messages:!done': done,
  'm:feedback': feedback,
  'm:trainings': trainings,
  'm:start': agree_now,
  'share:yes': yes,
};
const ANSWERS: Record<string, Record<string, string>> = {
  type: feedback_type,
  municipality,
  sector,
  gender,
  community,
  age: age_band,
  age_band,
};
const SATISFACTION: Record<string, string> = satisfaction;

/** The English of a button, in brackets, for whoever cannot read its label. Nothing where it is English or a name. */
export function inEnglish(code: string, label: string): string {
  const [step = '', choice = ''] = code.split(':');
  const whole =
    PRESSES[code] ??
    ANSWERS[step]?.[choice] ??
    (choice === '!skip'
      ? skip
      : step === 'apply'
        ? button.register
        : step.includes('-')
          ? SATISFACTION[choice]
          : undefined);
  // A label's picture says nothing more the second time.
  const plain = whole?.replace(/^[^\p{L}\d]+/u, '');
  return plain === undefined || label.includes(plain) ? '' : ` (${plain})`;
}
