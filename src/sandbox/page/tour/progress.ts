import type { Pane } from '../pane.ts';
import type { ChatMessage, Facts, Step } from '../wire/contract.ts';

/** What the tour goes by: the phones on the page, the first of them first, and what happened under the glass. */
export type Seen = {
  phones: ChatMessage[][];
  steps: readonly Step[];
  faults: Facts['faults'];
  /** What the Start button of the first phone says. */
  startLabel: string;
};
export type Hint = { key: string; label?: string; reference?: string; pane: Pane };
export type StepNumber = 1 | 2 | 3 | 4 | 5;
export const STEPS: readonly StepNumber[] = [1, 2, 3, 4, 5];

const FEEDBACK = /\bF-[0-9A-Z]{6}\b/;
const REGISTRATION = /\bR-[0-9A-Z]{6}\b/;

/** Which steps really happened, in whatever order. */
export function doneNow({ phones, steps, faults }: Seen): StepNumber[] {
  const said = phones.flat().filter(({ from, deleted }) => from === 'bot' && !deleted);
  const happened = (test: (step: Step) => boolean) => steps.some(test);
  const broken = steps.findIndex(({ station, ok }) => station === 'card' && !ok);
  const done: Record<StepNumber, boolean> = {
    1: said.some((message) => buttonsOf(message).some(({ data }) => data.endsWith('m:feedback'))),
    2: said.some(({ text }) => FEEDBACK.test(text ?? '')),
    3: happened(({ what }) => what === 'item_replied'),
    4: said.some(({ text }) => REGISTRATION.test(text ?? '')),
    5:
      broken >= 0 &&
      !isOn(faults, 'slack_down') &&
      steps.slice(broken).some(({ station, what }) => station === 'card' && what === 'posted'),
  };
  return STEPS.filter((step) => done[step]);
}

/** The next thing to press in this step. */
export function hintFor(step: StepNumber, seen: Seen): Hint {
  if (step === 3) return staffHint(seen);
  if (step === 5) return breakHint(seen);
  return phoneHint(step, seen);
}

function phoneHint(step: StepNumber, { phones, startLabel }: Seen): Hint {
  const messages = (phones[0] ?? []).filter(({ deleted }) => !deleted);
  const last = messages.at(-1);
  if (!last) return { key: 'start', label: startLabel, pane: 'phone' };
  if (step === 4) return { key: isOffer(messages) ? 'register' : 'trainings', pane: 'phone' };
  const asked = messages.findLast(({ from }) => from === 'bot');
  if (!asked || last.from === 'resident') return { key: 'wait_bot', pane: 'phone' };
  return { ...answerTo(asked, messages), pane: 'phone' };
}

/** What to do with a question, by the codes of its buttons. */
function answerTo(asked: ChatMessage, messages: readonly ChatMessage[]): { key: string; label?: string } {
  const buttons = buttonsOf(asked);
  const ending = (code: string) => buttons.find(({ data }) => data.endsWith(code));
  if (ending('messages:!done')) {
    const begun = messages.findLastIndex((one) => buttonsOf(one).some(({ data }) => data.endsWith('messages:!done')));
    const wrote = messages.slice(0, begun).findLast(({ from }) => from === 'resident');
    if (!wrote?.text || wrote.text.startsWith('/')) return { key: 'write' };
  }
  const sure = ['agree:yes', 'm:feedback', 'check:send', 'messages:!done', 'settlement:!skip']
    .map(ending)
    .find(Boolean);
  if (sure) return { key: 'press', label: sure.label };
  const first = buttons[0];
  return first ? { key: 'choose', label: first.label } : { key: 'menu' };
}

const isOffer = (messages: readonly ChatMessage[]): boolean =>
  messages.slice(-6).some((message) => buttonsOf(message).some(({ data }) => data.startsWith('o:')));

function staffHint({ phones, steps }: Seen): Hint {
  const said = phones.flat().filter(({ from }) => from === 'bot');
  const reference = said.map(({ text }) => FEEDBACK.exec(text ?? '')?.[0]).findLast(Boolean) ?? 'F-…';
  const own = steps.filter((step) => step.reference === reference);
  const claimed = own.some(({ what }) => what === 'item_claimed');
  return { key: claimed ? 'reply' : 'card', reference, pane: 'workspace' };
}

function breakHint({ steps, faults }: Seen): Hint {
  const failed = steps.some(({ station, ok }) => station === 'card' && !ok);
  if (!isOn(faults, 'slack_down'))
    return { key: failed ? 'arrives' : 'slack_off', pane: failed ? 'workspace' : 'glass' };
  return failed ? { key: 'slack_on', pane: 'glass' } : { key: 'send_more', pane: 'phone' };
}

const isOn = (faults: Facts['faults'], name: string): boolean => faults.some((one) => one.name === name && one.on);

function buttonsOf({ from, markup }: ChatMessage): { label: string; data: string }[] {
  if (from !== 'bot') return [];
  return (markup?.inline_keyboard ?? [])
    .flat()
    .flatMap(({ text, callback_data: data }) => (data === undefined ? [] : [{ label: text, data }]));
}
