import { useEffect, useState } from 'preact/hooks';
import { phoneLanguage } from '../phone/languages.ts';
import { phoneWords } from '../phone/words.ts';
import { useActing } from '../wire/acting.ts';
import { telegram } from '../wire/api.ts';
import type { ChatMessage, Facts } from '../wire/contract.ts';
import { useLive, useSteps } from '../wire/live.ts';
import { usePhones } from '../wire/residents.ts';
import { doneNow, type Hint, hintFor, STEPS, type StepNumber } from './progress.ts';

const KEPT = 'tour-steps';
/** What was said and done up to `since` is of an earlier tour. */
type Kept = { done: StepNumber[]; skipped: StepNumber[]; since: string };
const NONE: Kept = { done: [], skipped: [], since: '' };

export type TourState = Omit<Kept, 'since'> & {
  /** The first one that is neither done nor skipped; null at the end. */
  step: StepNumber | null;
  hint: Hint | null;
  skip(step: StepNumber): void;
  /** From the first step, with whatever is there. */
  again(): void;
  /** From the first step, with other sample data. */
  forget(): void;
};

const read = (): Kept => ({ ...NONE, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Kept>) });

const saidAt = ({ date, editedAt }: ChatMessage): string => editedAt ?? date;

/** Where somebody is on the tour. A step that was done stays done, also after a reload. */
export function useTour(facts: Facts): TourState {
  const [kept, setKept] = useState(read);
  const { phones } = usePhones();
  const all = useSteps();
  const steps = all.filter(({ at }) => at > kept.since);
  const chats = useLive(
    ['chat', 'facts'],
    () => true,
    () => Promise.all(phones.map((chatId) => telegram<ChatMessage[]>('transcript', chatId))),
    [phones.join()],
  );
  const first = phones[0];
  const language = first === undefined ? null : phoneLanguage(facts, first);
  const startLabel = phoneWords(language).start;
  const [acting] = useActing();
  const mayAnswer = facts.staff.find(({ id }) => id === acting)?.roles.includes('triage') ?? false;
  const seen = { phones: chats ?? [], steps, faults: facts.faults, language, startLabel, mayAnswer };
  const fresh = seen.phones.map((chat) => chat.filter((message) => saidAt(message) > kept.since));
  const now = chats ? doneNow({ ...seen, phones: fresh }) : [];
  const keep = (next: Kept) => {
    localStorage.setItem(KEPT, JSON.stringify(next));
    setKept(next);
  };
  const done = STEPS.filter((step) => now.includes(step) || kept.done.includes(step));
  useEffect(() => {
    if (done.length > kept.done.length) keep({ ...kept, done });
  }, [done.join()]);
  // Another window may have put the sample data back: what was done with the old ones is gone.
  useEffect(() => {
    if (facts.state === 'resetting') keep(NONE);
  }, [facts.state]);
  const step = STEPS.find((one) => !done.includes(one) && !kept.skipped.includes(one)) ?? null;
  return {
    done,
    skipped: kept.skipped,
    step,
    hint: step === null || !chats ? null : hintFor(step, seen),
    skip: (one) => keep({ ...kept, skipped: [...kept.skipped, one] }),
    again: () =>
      keep({ ...NONE, since: [...seen.phones.flat().map(saidAt), ...all.map(({ at }) => at)].sort().at(-1) ?? '' }),
    forget: () => keep(NONE),
  };
}
