import type { Say, SayButton } from '../domain/say.ts';
import { newsButtons } from './buttons.ts';

const button = (key: string, data: string): SayButton => ({ label: { key }, data });

/** What is about a sensitive item: it cannot be forwarded, is gone after ten minutes, and nobody may misunderstand it. */
export const hush = (says: Say[]): Say[] =>
  says.map((say) => (say.bubble ? say : { ...say, critical: true, protect: true, bubble: { look: true } }));

/** The same, opened on purpose: with the way to put it away before that. */
export function look(says: Say[]): Say[] {
  const last = says.at(-1);
  if (!last) return [];
  const ending: Say = {
    ...last,
    after: [...(last.after ?? []), { key: 'discreet:look.goes' }],
    buttons: [...(last.buttons ?? []), [button('discreet:look.close', newsButtons.write('close'))]],
  };
  return hush([...says.slice(0, -1), ending]);
}

/** Said when there is news of anything that must not stand on a lock screen; the same for whatever it is. */
export const sayNews = (): Say => ({
  lines: [{ key: 'discreet:notice.title' }],
  buttons: [[button('discreet:notice.open', newsButtons.write('open'))]],
  bubble: { notice: true },
});

/** The deliberate step before the news is shown, in the notice's place. */
export const askBeforeNews = (): Say => ({
  ...ask(newsButtons.write('show'), newsButtons.write('later')),
  replace: true,
  bubble: { notice: true },
});

/** The same before something else of theirs is shown. */
export const askBefore = (data: string): Say => ({ ...ask(data, newsButtons.write('no')), bubble: { look: true } });

export const askBeforeItem = (itemId: string): Say => askBefore(newsButtons.write('item', itemId));

const ask = (yes: string, no: string): Say => ({
  lines: [{ key: 'discreet:ask.alone' }, { key: 'discreet:ask.goes' }],
  buttons: [[button('discreet:ask.yes', yes)], [button('discreet:ask.no', no)]],
});
