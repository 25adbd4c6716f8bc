import { useState } from 'preact/hooks';
import words from '../../../../../locales/en/staff-page-workspace.json';
import { slack } from '../../wire/api.ts';
import { bytesOf } from '../../wire/bytes-of.ts';
import type { Channel } from '../places.ts';
import { problemOf } from '../use-press.ts';
import { asSlackKeeps, lineText } from './typed.ts';

export type SendingProps = { user: string; channel: Channel; thread?: string; onSent: () => void };

/** A message or a command on its way. What could not be sent stands in the field again. */
export function useSending({ user, channel, thread, onSent }: SendingProps) {
  const [draft, setDraft] = useDraft(`${user} ${channel.id} ${thread ?? ''}`);
  const [files, setFiles] = useState<File[]>([]);
  const [underway, setUnderway] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);

  const deliver = async (text: string, attached: File[]) => {
    const command = text.startsWith('/') ? lineText(text) : null;
    if (command !== null) return slack('slash', user, channel.id, '/line', command);
    const sent = await Promise.all(attached.map(bytesOf));
    return slack('postInThread', user, channel.id, thread ?? null, asSlackKeeps(text), sent);
  };
  const send = async (typed: string) => {
    const text = typed.trim();
    if (text === '' && files.length === 0) return;
    const refused = refusalOf(text, thread !== undefined);
    setProblem(refused);
    if (refused !== null) return;
    const attached = files;
    setDraft('');
    setFiles([]);
    setUnderway((count) => count + 1);
    onSent();
    try {
      await deliver(text, attached);
    } catch (error) {
      setProblem(problemOf(error));
      // Unless something else was begun meanwhile.
      setDraft((now) => (now === '' ? typed : now));
      setFiles((now) => (now.length === 0 ? attached : now));
    } finally {
      setUnderway((count) => count - 1);
    }
  };
  return { draft, setDraft, files, setFiles, problem, setProblem, sending: underway > 0, send };
}

/** What is typed but not sent; kept while the tab is open, for each person and place. */
function useDraft(place: string): [string, (text: string | ((now: string) => string)) => void] {
  const key = `ws-draft ${place}`;
  const [draft, setDraft] = useState(() => sessionStorage.getItem(key) ?? '');
  return [
    draft,
    (next) =>
      setDraft((now) => {
        const text = typeof next === 'string' ? next : next(now);
        if (text === '') sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, text);
        return text;
      }),
  ];
}

function refusalOf(text: string, inThread: boolean): string | null {
  if (!text.startsWith('/')) return null;
  if (inThread) return words.problem_thread_command;
  return lineText(text) === null ? words.problem_command : null;
}
