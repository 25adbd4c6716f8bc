import { useState } from 'preact/hooks';
import type { Press, Values } from '../blocks/surface.ts';
import { slack } from '../wire/api.ts';
import type { View } from '../wire/contract.ts';

type Submitted =
  | { errors: Record<string, string> }
  | { closed: true }
  | { updated: View }
  | { pushed: View }
  | { cleared: true };

type ViewActs = {
  press: Press;
  submit: () => Promise<void>;
  close: () => Promise<void>;
  errors: Record<string, string>;
  /** It was sent, and what came of it is not here yet. */
  sending: boolean;
  /** The line could not be reached, or did not answer in time. Everything typed is still there. */
  trouble: boolean;
};

/** What one does with the view on top. What it becomes then comes by itself, with the live stack. */
export function useViewActs(user: string, view: View, values: Values): ViewActs {
  const [wrong, setWrong] = useState<{ hash: string; errors: Record<string, string> } | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const [trouble, setTrouble] = useState(false);
  const trying = async <T>(act: () => Promise<T>): Promise<T | null> => {
    setTrouble(false);
    try {
      return await act();
    } catch {
      setTrouble(true);
      return null;
    }
  };
  const submit = async () => {
    if (sent === view.hash) return;
    setSent(view.hash);
    setWrong(null);
    const said = await trying(() => slack<Submitted>('submitView', user, values));
    if (said === null || 'errors' in said) setSent(null);
    if (said && 'errors' in said) setWrong({ hash: view.hash, errors: said.errors });
  };
  const press: Press = async (element, value, block) => {
    await trying(async () => {
      await slack('keepTyped', user, values);
      await slack('clickInView', user, { block_id: block.block_id, action_id: element.action_id }, value);
    });
  };
  const close = async () => {
    await trying(() => slack('closeView', user));
  };
  // A view drawn anew has no mistakes yet.
  const errors = wrong?.hash === view.hash ? wrong.errors : {};
  return { press, submit, close, errors, sending: sent === view.hash, trouble };
}
