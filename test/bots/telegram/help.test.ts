import { expect, it } from 'vitest';
import { registerBot } from '../../../src/bots/telegram/register.ts';
import { renderSays } from '../../../src/bots/telegram/render.ts';
import { BOOK } from '../../../src/core/dialogue/book.ts';
import { sayHelp } from '../../../src/core/dialogue/step/menus.ts';
import { LANGUAGES } from '../../../src/core/domain/codes.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { newBot } from '../../support/new-bot.ts';

const texts = loadTexts();

it.each(LANGUAGES)(
  'help in %s names every command that is registered with Telegram, in its order, and no other',
  async (language) => {
    const registered: string[][] = [];
    const setMyCommands = async (commands: readonly { command: string }[]) => {
      registered.push(commands.map(({ command }) => `/${command}`));
      return true as const;
    };
    await registerBot(newBot({ setMyCommands }), texts);
    const [help] = renderSays(texts, [sayHelp(BOOK)], language, null);
    const line = help?.html.split('\n').find((one) => one.includes('/start')) ?? '';
    expect(registered.map((list) => list.join(' '))).toEqual(registered.map(() => line.slice(line.indexOf('/'))));
    expect(line.match(/\/[a-z]+/g)).toEqual(registered[0]);
  },
);
