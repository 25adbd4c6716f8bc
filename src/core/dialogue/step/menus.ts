import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import { promised } from '../../domain/time/promised.ts';
import { within } from '../../domain/time/spans.ts';
import { emergencyLines } from '../../forms/emergency.ts';
import type { Book, BookEntry } from '../../turn/book.ts';
import { hasAgreed, type Place } from '../../turn/standing.ts';
import { waysBack } from './put-aside.ts';

const button = (key: string, data: string): SayButton => ({ label: { key }, data });

export const CONSENT_NEEDED: Say = { lines: [{ key: 'consent:needed' }] };

/** The main menu: for somebody who did not agree, information only. */
export function sayMenu(place: Place): Say {
  const { menu } = place.context.book;
  if (!hasAgreed(place)) {
    return {
      lines: [{ key: 'menu:information_only' }],
      buttons: [
        ...inPairs(menu.filter(({ anybody }) => anybody)),
        [button('menu:faq', 'm:faq'), button('menu:emergency', 'm:emergency')],
        [button('menu:language', 'm:language'), button('menu:agree_now', 'm:start')],
      ],
    };
  }
  return {
    lines: [{ key: 'menu:title' }, { key: 'menu:hint' }],
    buttons: [
      ...waysBack(place),
      ...menu.filter(({ row }) => row === 'above_mine').map((entry) => [entryButton(entry)]),
      [button('menu:my', 'm:my')],
      ...inPairs(menu.filter(({ row }) => row === 'below_mine')),
      [button('menu:receipt', 'm:receipt')],
      [button('menu:privacy', 'm:privacy'), button('menu:language', 'm:language')],
      [button('menu:help', 'm:help'), button('menu:quick_exit', 'm:exit')],
    ],
  };
}

const entryButton = ({ command }: BookEntry): SayButton => button(`menu:${command}`, `m:${command}`);

/** Two beside each other. */
const inPairs = (entries: readonly BookEntry[]): SayButton[][] =>
  entries.flatMap((_, at) => (at % 2 === 0 ? [entries.slice(at, at + 2).map(entryButton)] : []));

const backToMenu: SayButton[][] = [[button('common:menu', 'm:menu')]];

export function sayHelp({ commands: names }: Pick<Book, 'commands'>): Say {
  const commands = { text: names.map((command) => `/${command}`).join(' ') };
  const lines: SayLine[] = [
    ...['title', 'write', 'voice'].map((key) => ({ key: `help:${key}` })),
    { key: 'help:commands', values: { commands } },
    { key: 'help:cancel' },
  ];
  return { lines, buttons: [[button('menu:faq', 'm:faq'), button('menu:emergency', 'm:emergency')], ...backToMenu] };
}

export function sayFaq({ context }: Place): Say {
  const topics = ['cost', 'who', 'when', 'safe', 'language', 'right', 'delete'];
  const values = { time: within(promised(context, 'firstAnswerHours')) };
  return {
    lines: [
      { key: 'help:faq.title' },
      ...topics.flatMap((topic) => [{ key: `help:faq.${topic}_q` }, { key: `help:faq.${topic}_a`, values }]),
    ],
    buttons: backToMenu,
  };
}

export function sayEmergency({ context }: Place): Say {
  return {
    lines: emergencyLines(context),
    buttons: backToMenu,
  };
}
