import { useEffect, useState } from 'preact/hooks';
import { phoneLanguage } from '../phone/languages.ts';
import { phoneWords } from '../phone/words.ts';
import { telegram } from '../wire/api.ts';
import type { ChatMessage, Facts } from '../wire/contract.ts';
import { useLive, useSteps } from '../wire/live.ts';
import { usePhones } from '../wire/residents.ts';
import { doneNow, type Hint, hintFor, STEPS, type StepNumber } from './progress.ts';

const KEPT = 'tour-steps';
type Kept = { done: StepNumber[]; skipped: StepNumber[] };
const NONE: Kept = { done: [], skipped: [] };

export type TourState = Kept & {
  /** The first one that is neither done nor skipped; null at the end. */
  step: StepNumber | null;
  hint: Hint | null;
  skip(step: StepNumber): void;
  again(): void;
};

const read = (): Kept => ({ ...NONE, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Kept>) });

/** Where somebody is on the tour. A step that was done stays done, also after a reload. */
export function useTour(facts: Facts): TourState {
  const [kept, setKept] = useState(read);
  const { phones } = usePhones();
  const steps = useSteps();
  const chats = useLive(
    ['chat', 'facts'],
    () => true,
    () => Promise.all(phones.map((chatId) => telegram<ChatMessage[]>('transcript', chatId))),
    [phones.join()],
  );
  const first = phones[0];
  const startLabel = phoneWords(first === undefined ? null : phoneLanguage(facts, first)).start;
  const seen = { phones: chats ?? [], steps, faults: facts.faults, startLabel };
  const now = chats ? doneNow(seen) : [];
  const keep = (next: Kept) => {
    localStorage.setItem(KEPT, JSON.stringify(next));
    setKept(next);
  };
  const done = STEPS.filter((step) => now.includes(step) || kept.done.includes(step));
  useEffect(() => {
    if (done.length > kept.done.length) keep({ ...kept, done });
  }, [done.join()]);
  const step = STEPS.find((one) => !done.includes(one) && !kept.skipped.includes(one)) ?? null;
  return {
    done,
    skipped: kept.skipped,
    step,
    hint: step === null || !chats ? null : hintFor(step, seen),
    skip: (one) => keep({ ...kept, skipped: [...kept.skipped, one] }),
    again: () => keep(NONE),
  };
}
