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
/** What was said up to `said`, by the line's clock, and happened up to `happened`, by the machine's, is of an earlier tour. */
type Since = { said: string; happened: string };
type Kept = { done: StepNumber[]; skipped: StepNumber[]; since: Since };
const NONE: Kept = { done: [], skipped: [], since: { said: '', happened: '' } };

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

const latest = (moments: string[]): string => moments.sort().at(-1) ?? '';

/** What stands on the phones; null while that is of a line that has been started anew since, perhaps with other sample data. */
function useChats(phones: readonly number[], startedAt: string): ChatMessage[][] | null {
  const loaded = useLive(
    ['chat', 'facts'],
    () => true,
    async () => ({
      startedAt,
      chats: await Promise.all(phones.map((chatId) => telegram<ChatMessage[]>('transcript', chatId))),
    }),
    [phones.join(), startedAt],
  );
  return loaded?.startedAt === startedAt ? loaded.chats : null;
}

/** Where somebody is on the tour. A step that was done stays done, also after a reload. */
export function useTour(facts: Facts): TourState {
  const [kept, setKept] = useState(read);
  const { phones } = usePhones();
  const all = useSteps();
  const steps = all.filter(({ at }) => at > kept.since.happened);
  const chats = useChats(phones, facts.startedAt);
  const first = phones[0];
  const language = first === undefined ? null : phoneLanguage(facts, first);
  const startLabel = phoneWords(language).start;
  const [acting] = useActing();
  const mayAnswer = facts.staff.find(({ id }) => id === acting)?.roles.includes('triage') ?? false;
  const seen = { phones: chats ?? [], steps, faults: facts.faults, language, startLabel, mayAnswer };
  const fresh = seen.phones.map((chat) => chat.filter((message) => saidAt(message) > kept.since.said));
  const now = chats && facts.state === 'running' ? doneNow({ ...seen, phones: fresh }) : [];
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
      keep({
        ...NONE,
        since: { said: latest(seen.phones.flat().map(saidAt)), happened: latest(all.map(({ at }) => at)) },
      }),
    forget: () => keep(NONE),
  };
}
