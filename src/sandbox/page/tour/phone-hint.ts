import type { ChatMessage } from '../wire/contract.ts';

/** `code` is the end of the button's data, such as `agree:yes`: by it the page knows the label's English. */
export type PhoneHint = { key: string; label?: string; code?: string };
export type LabelledButton = { label: string; code: string };

/** Buttons with one right answer, and those that lead on from wherever one is. */
const SURE = ['agree:yes', 'check:send', 'messages:!done', ':!skip', 'm:start'];
const FORM = /^f:/;
const OFFER = /^o:apply:/;

/** The next thing to press on a phone whose holder wants what `menu` opens. */
export function nextOnPhone(
  all: readonly ChatMessage[],
  { menu, language }: { menu: 'feedback' | 'trainings'; language: string | null },
): PhoneHint {
  const messages = all.filter(({ deleted }) => !deleted);
  if (messages.at(-1)?.from === 'resident') return { key: 'wait_bot' };
  // A keyboard for sharing a place stands in a message of its own, under the question.
  const at = messages.findLastIndex((message) => buttonsOf(message).length > 0);
  const asked = messages[at];
  const buttons = asked ? buttonsOf(asked) : [];
  const press = (button: LabelledButton | undefined, key = 'press') => button && { key, ...button };
  const ending = (code: string) => buttons.find((button) => button.code.endsWith(code));
  const listed = menu === 'trainings' ? press(buttons.find(({ data }) => OFFER.test(data))) : undefined;
  const found =
    (ending('messages:!done') && !wroteBefore(messages[at - 1]) ? { key: 'write' } : undefined) ??
    press(ending(`:${language}`), 'choose') ??
    press(SURE.map(ending).find(Boolean)) ??
    listed ??
    press(ending(`m:${menu}`)) ??
    press(buttons.find(isAnswer), 'choose') ??
    (buttons.some(({ data }) => FORM.test(data)) ? { key: 'answer' } : { key: menu === 'feedback' ? 'menu' : menu });
  if (menu === 'trainings' && buttons.some(({ data }) => data.startsWith('o:show:'))) return { key: 'register' };
  return strip(found);
}

/** A part of the message was taken when the question stands under it. */
const wroteBefore = (before: ChatMessage | undefined): boolean =>
  before?.from === 'resident' && !before.text?.startsWith('/');

/** An answer to a form's question, or to whether it helped; not a way out of it. */
const isAnswer = ({ data, code }: { data: string; code: string }): boolean =>
  data.startsWith('i:rate:') || (FORM.test(data) && !code.includes('!'));

const strip = ({ key, label, code }: PhoneHint): PhoneHint =>
  label === undefined ? { key } : { key, label, ...(code !== undefined && { code }) };

export function buttonsOf({ from, markup }: ChatMessage): (LabelledButton & { data: string })[] {
  if (from !== 'bot') return [];
  return (markup?.inline_keyboard ?? [])
    .flat()
    .flatMap(({ text, callback_data: data }) =>
      data === undefined ? [] : [{ label: text, data, code: data.split(':').slice(-2).join(':') }],
    );
}
