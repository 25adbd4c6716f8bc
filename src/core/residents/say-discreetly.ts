import type { Say, SayButton } from '../domain/say.ts';
import { newsButtons } from '../turn/buttons.ts';

/** They have noted it: the message that shows it goes. */
export const notedButton = (key: 'discreet:noted.receipt' | 'discreet:noted.reference'): SayButton => ({
  label: { key },
  data: newsButtons.write('noted'),
});

/** Their own messages of what was just sent go, in one tap. */
export const removeMineButton = (): SayButton => ({
  label: { key: 'discreet:mine.button' },
  data: newsButtons.write('mine'),
});

/** Something was added to what is not named here. It stays, and holds nothing. */
export const sayAddedQuietly = (key: string): Say => ({
  lines: [{ key }],
  buttons: [[removeMineButton()], [{ label: { key: 'common:menu' }, data: 'm:menu' }]],
  bubble: {},
});
