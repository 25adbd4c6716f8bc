import { hush } from './look.ts';
import type { Answer, Dialogue, Visit } from './visit.ts';

/** A form in which something serious is told, or one about an item that is sensitive. */
export const inSensitiveForm = ({ form, about }: Pick<Dialogue, 'form' | 'about'>): boolean =>
  form !== null &&
  ((form.form === 'feedback' && form.answers.type === 'sensitive_report') || about?.sensitive === true);

/**
 * Says of each message of a turn what it belongs to, so that it can be taken back: those of a form to its talk, and what is said of a
 * sensitive item outside of any to what is open for ten minutes. Once a sensitive talk is left, sent or not, our side of it goes.
 */
export function keepTalk(visit: Visit, before: Dialogue, answer: Answer): Answer {
  if (answer.gone) return answer;
  const dialogue = withSensitivity(visit, before, answer.dialogue);
  const { talk, ...withoutTalk } = dialogue;
  const open = dialogue.form !== null;
  const opened = open && dialogue.form?.key !== before.form?.key;
  // Its item may have become sensitive while it was open.
  const serious = inSensitiveForm(before) || (visit.touchesSensitive === true && before.about !== undefined);
  if (before.talk && serious && !(open && talk === before.talk))
    visit.acts.push({ kind: 'take_back', about: before.talk });
  const itemId = answer.promised?.itemId;
  if (before.talk && itemId && !serious) visit.acts.push({ kind: 'belongs', about: before.talk, to: itemId });
  const sensitive = opened ? false : visit.touchesSensitive || (!open && before.about?.sensitive);
  const belongs = open ? talk : before.talk;
  const kept = open && talk ? answer.say.map((say) => ({ ...say, bubble: say.bubble ?? { about: talk } })) : answer.say;
  return {
    ...answer,
    say: sensitive ? hush(answer.say) : kept,
    dialogue: open ? dialogue : withoutTalk,
    ...(belongs && { incoming: { about: belongs } }),
  };
}

/** A form that a button of a sensitive item opened is about that item. */
function withSensitivity(visit: Visit, before: Dialogue, dialogue: Dialogue): Dialogue {
  const opened = dialogue.form !== null && dialogue.form.key !== before.form?.key;
  return visit.touchesSensitive && opened && dialogue.about
    ? { ...dialogue, about: { ...dialogue.about, sensitive: true } }
    : dialogue;
}
