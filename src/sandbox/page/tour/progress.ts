import type { Pane } from '../pane.ts';
import type { ChatMessage, Facts, Step } from '../wire/contract.ts';
import { buttonsOf, nextOnPhone, type PhoneHint } from './phone-hint.ts';

/** What the tour goes by: the phones on the page, the first of them first, and what happened under the glass. */
export type Seen = {
  phones: ChatMessage[][];
  steps: readonly Step[];
  faults: Facts['faults'];
  /** The language that the first phone is set to, and what its Start button says. */
  language: string | null;
  startLabel: string;
  /** Whether whom one acts as sees the card and may answer. */
  mayAnswer: boolean;
};
export type Hint = PhoneHint & { reference?: string; pane: Pane };
export type StepNumber = 1 | 2 | 3 | 4 | 5;
export const STEPS: readonly StepNumber[] = [1, 2, 3, 4, 5];

const FEEDBACK = /\bF-[0-9A-Z]{6}\b/;
const REGISTRATION = /\bR-[0-9A-Z]{6}\b/;

/** Which steps really happened, in whatever order. */
export function doneNow({ phones, steps, faults }: Seen): StepNumber[] {
  const said = phones.flat().filter(({ from, deleted }) => from === 'bot' && !deleted);
  const happened = (wanted: string) => steps.some(({ what }) => what === wanted);
  const broken = steps.findIndex(({ station, ok }) => station === 'card' && !ok);
  const done: Record<StepNumber, boolean> = {
    1: said.some((message) => buttonsOf(message).some(({ data }) => data.endsWith('m:feedback'))),
    2: said.some(({ text }) => FEEDBACK.test(text ?? '')),
    3: happened('item_replied'),
    4: happened('item_rated') || said.some(({ text }) => REGISTRATION.test(text ?? '')),
    5:
      broken >= 0 &&
      !isOn(faults, 'slack_down') &&
      steps.slice(broken).some(({ station, what }) => station === 'card' && what === 'posted'),
  };
  return STEPS.filter((step) => done[step]);
}

/** The next thing to press in this step. */
export function hintFor(step: StepNumber, seen: Seen): Hint {
  if (step < 5 && isOn(seen.faults, 'telegram_down')) return { key: 'telegram_on', pane: 'glass' };
  if (step === 3) return staffHint(seen);
  if (step === 5) return breakHint(seen);
  return phoneHint(seen, step === 4 ? 'trainings' : 'feedback');
}

function phoneHint({ phones, startLabel, language }: Seen, menu: 'feedback' | 'trainings'): Hint {
  const messages = phones[0] ?? [];
  if (messages.every(({ deleted }) => deleted))
    return { key: 'start', label: startLabel, code: 'start', pane: 'phone' };
  return { ...nextOnPhone(messages, { menu, language }), pane: 'phone' };
}

function staffHint(seen: Seen): Hint {
  const { phones, steps, faults, mayAnswer } = seen;
  const said = phones.flat().filter(({ from }) => from === 'bot');
  const reference = said.map(({ text }) => FEEDBACK.exec(text ?? '')?.[0]).findLast(Boolean);
  if (reference === undefined) return phoneHint(seen, 'feedback');
  if (isOn(faults, 'slack_down')) return { key: 'slack_on', pane: 'glass' };
  if (!mayAnswer) return { key: 'be_triage', pane: 'workspace' };
  const own = steps.filter((step) => step.reference === reference);
  const claimed = own.some(({ what }) => what === 'item_claimed');
  return { key: claimed ? 'reply' : 'card', reference, pane: 'workspace' };
}

function breakHint(seen: Seen): Hint {
  const waiting = seen.steps.some(({ what, reference }) => what === 'item_submitted' && isHeld(seen.steps, reference));
  if (!isOn(seen.faults, 'slack_down'))
    return waiting ? { key: 'arrives', pane: 'workspace' } : { key: 'slack_off', pane: 'glass' };
  if (waiting) return { key: 'slack_on', pane: 'glass' };
  const hint = phoneHint(seen, 'feedback');
  return hint.key === 'menu' ? { key: 'send_more', pane: 'phone' } : hint;
}

/** Its card was tried in vain and is not there yet. One that was only busy is about to be. */
function isHeld(steps: readonly Step[], reference: string | undefined): boolean {
  const own = steps.filter((step) => reference !== undefined && step.reference === reference);
  const tried = own.some(({ station, ok, reason }) => station === 'job' && !ok && reason !== 'card_busy');
  return tried && !own.some(({ station, what }) => station === 'card' && what === 'posted');
}

const isOn = (faults: Facts['faults'], name: string): boolean => faults.some((one) => one.name === name && one.on);
