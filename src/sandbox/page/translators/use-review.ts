import { useEffect, useState } from 'preact/hooks';
import { ask } from '../wire/api.ts';
import type { DialogueShown, ReviewedText, ReviewShown } from '../wire/contract.ts';
import { REVIEWER } from './Editor.tsx';

export type Reading = ReturnType<typeof useReview>;
type Recorded = { ok: true } | { ok: false; problem: string };

/** Where somebody reads: which language and dialogue, which text, and as whom. */
export function useReview(first: string) {
  const [language, setLanguage] = useState(first);
  const [dialogue, setDialogue] = useState('consent');
  const [reader, chooseReader] = useState(localStorage.getItem(REVIEWER) ?? '');
  const [figures, setFigures] = useState<ReviewShown | null>(null);
  const [shown, setShown] = useState<DialogueShown | null>(null);
  const [selected, select] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [allRead, setAllRead] = useState(false);

  const isLeft = (text: ReviewedText | undefined): boolean =>
    text !== undefined && text.state !== 'approved' && !text.readers.includes(reader);
  const load = async (to: string, at: string | 'first unread') => {
    const query = `language=${language}`;
    const [now, found] = await Promise.all([
      ask<ReviewShown>('GET', `texts/review?${query}`),
      ask<DialogueShown>('GET', `texts/dialogue?${query}&dialogue=${to}`),
    ]);
    setFigures(now);
    setShown(found);
    setDialogue(to);
    const order = orderOf(found);
    const key = at === 'first unread' ? order.find((one) => isLeft(found.texts[one])) : at;
    select(key ?? order[0] ?? null);
    return { found, left: order.filter((one) => isLeft(found.texts[one])).length, figures: now };
  };
  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => setProblem(null),
      (error: Error) => setProblem(error.message),
    );
  useEffect(() => void attempt(load(dialogue, 'first unread')), [language]);

  /** The next one that is left, here or in the dialogues after this one. */
  const next = async () => {
    const order = shown ? orderOf(shown) : [];
    const at = selected === null ? -1 : order.indexOf(selected);
    const here = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))];
    const found = here.find((key) => isLeft(shown?.texts[key]));
    setAllRead(false);
    if (found) return select(found);
    const names = figures?.dialogues.map((one) => one.dialogue) ?? [];
    const from = names.indexOf(dialogue);
    for (const name of [...names.slice(from + 1), ...names.slice(0, from + 1)])
      if ((await load(name, 'first unread')).left > 0) return;
    setAllRead(true);
  };
  const previous = () => {
    const order = shown ? orderOf(shown) : [];
    const before = order[(selected === null ? 0 : order.indexOf(selected)) - 1];
    if (before) select(before);
  };
  const read = async () => {
    if (selected === null) return;
    const said = await ask<Recorded>('POST', 'texts/readings', { language, key: selected, reader });
    if (!said.ok) throw new Error(said.problem);
    await load(dialogue, selected);
    setRead(selected);
  };
  // The next one is looked for once what is known of this one has been read anew.
  const [justRead, setRead] = useState<string | null>(null);
  useEffect(() => {
    if (justRead === null) return;
    setRead(null);
    void attempt(next());
  }, [justRead]);

  return {
    ...{ language, dialogue, reader, figures, shown, selected, problem, allRead, select, previous },
    text: selected === null ? undefined : shown?.texts[selected],
    left: shown ? orderOf(shown).filter((key) => isLeft(shown.texts[key])).length : 0,
    isLeft,
    setLanguage: (to: string) => {
      setAllRead(false);
      setLanguage(to);
    },
    setReader: (to: string) => {
      localStorage.setItem(REVIEWER, to);
      chooseReader(to);
    },
    go: (to: string) => attempt(load(to, 'first unread')),
    again: () => attempt(load(dialogue, selected ?? 'first unread')),
    next: () => attempt(next()),
    read: () => attempt(read()),
  };
}

/** Its texts in the order in which they are met, each once. */
const orderOf = ({ screens }: DialogueShown): string[] => [
  ...new Set(
    screens.flatMap(({ lines, after, buttons }) => [...lines, ...after, ...buttons.flat()].flatMap(({ keys }) => keys)),
  ),
];
