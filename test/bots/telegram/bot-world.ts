import { telegramChannel } from '../../../src/bots/telegram/channel.ts';
import { type Channels, openChannels } from '../../../src/core/channel/channels.ts';
import type { MakeFile } from '../../../src/core/channel/fit-says.ts';
import type { FloodLimit } from '../../../src/core/channel/flood.ts';
import { loadTexts, type Texts } from '../../../src/core/i18n/texts.ts';
import type { Line } from '../../../src/core/line.ts';
import { makeFile as makeFileOf } from '../../../src/files/make-file.ts';
import { makeReady } from '../../../src/media/ready-media.ts';
import type { TelegramControl } from '../../../src/sandbox/telegram/control.ts';
import { startTelegramStandIn } from '../../../src/sandbox/telegram/server.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const TOKEN = '123456:test-token-of-nobody';

/** What may go wrong under the bot, at will. */
export type Trouble = {
  /** Whose updates cannot be committed. */
  fails(chatId: string): boolean;
  /** Turns wait for this before they begin. */
  hold: Promise<void> | undefined;
  /** How many turns wait. */
  held: number;
};

export type BotWorld = {
  bot: Channels;
  control: TelegramControl;
  line: TestLine;
  trouble: Trouble;
  close(): Promise<void>;
};

export const texts = loadTexts();

/** The bot over HTTP against the stand-in, on a database of its own. Not started. */
export async function openBotWorld(
  options: {
    webhook?: { url: string; secret: string };
    flood?: FloodLimit;
    timeoutSeconds?: number;
    makeFile?: MakeFile;
    /** What it says; else the texts of this checkout. */
    texts?: Texts;
    now?: () => Date;
    /** One that stands already, and is closed by who opened it. */
    line?: TestLine;
  } = {},
): Promise<BotWorld> {
  const database = options.line ? null : await createTestDatabase();
  const line =
    options.line ?? (await makeTestLine({ url: database?.url ?? '', ...(options.now && { now: options.now }) }));
  const telegram = await startTelegramStandIn({
    token: TOKEN,
    rate: { burst: 10_000 },
    ...(options.now && { clock: options.now }),
  });
  const trouble: Trouble = { fails: () => false, hold: undefined, held: 0 };
  const parts = { line: shaky(line, trouble), texts: options.texts ?? texts };
  const channel = telegramChannel({
    ...parts,
    config: { token: TOKEN, apiRoot: telegram.apiRoot, webhook: options.webhook },
    ...(options.timeoutSeconds !== undefined && { timeoutSeconds: options.timeoutSeconds }),
  });
  const ours = makeFileOf({ ...parts, sample: true, makeReady });
  const makeFile: MakeFile =
    options.makeFile ?? (async (make, reader, fetch) => (make.kind === 'attached' ? null : ours(make, reader, fetch)));
  const bot = openChannels({ ...parts, makeFile, ...(options.flood && { flood: options.flood }) }, [channel]);
  return {
    bot,
    control: telegram.control,
    line,
    trouble,
    close: async () => {
      await bot.stop();
      await telegram.close();
      if (!database) return;
      await line.close();
      await database.drop();
    },
  };
}

function shaky(line: TestLine, trouble: Trouble): Line {
  return {
    ...line,
    keyring: {
      ...line.keyring,
      lookupHash: (purpose, value) => {
        if (purpose === 'chat' && trouble.fails(value)) throw new Error('invented failure');
        return line.keyring.lookupHash(purpose, value);
      },
      lookupHashes: (purpose, value) => {
        if (purpose === 'chat' && trouble.fails(value)) throw new Error('invented failure');
        return line.keyring.lookupHashes(purpose, value);
      },
    },
    settings: async () => {
      if (trouble.hold) {
        trouble.held += 1;
        await trouble.hold;
        trouble.held -= 1;
      }
      return line.settings();
    },
  };
}

/** Every button and word the bot shows in a chat now. */
export const shown = (control: TelegramControl, chatId: number): string[] =>
  control
    .transcript(chatId)
    .filter((message) => message.from === 'bot' && !message.deleted)
    .map((message) => message.text ?? '');
