import { createInterface } from 'node:readline/promises';
import type { Language } from '../../core/domain/codes.ts';
import { isTestVersion, SECOND_LANGUAGES } from '../../core/domain/language.ts';
import { configOrRefuse } from '../../run/config-or-refuse.ts';
import { findStandIns, type StandIn } from '../../sandbox/host/stand-in-client.ts';
import { makeStaffDesk } from './staff-desk.ts';
import { makeTranscript, type ShownMessage } from './transcript.ts';

const HELP = [
  'Write and press Enter to send. A number presses that button.',
  ':voice, :photo, :document send a sample file   :place shares a location   :phone shares your number',
  ':edit TEXT changes your last message   :block, :unblock   :staff shows what staff can do here   :quit',
].join('\n');

/** A resident and staff by typing, until the input ends. Throws `Refused` where no line with an emulated Telegram runs on this data folder. */
export async function talk(language: Language | undefined): Promise<void> {
  const { telegram, slack } = await findStandIns(configOrRefuse().dataDir);
  const { chatId } = await telegram.act<{ chatId: number }>('addResident', {
    firstName: 'You',
    languageCode: language?.slice(0, 2),
  });
  const transcript = makeTranscript(process.stdout);
  const refresh = async () => transcript.show(await telegram.act<ShownMessage[]>('transcript', chatId));
  const ending = new AbortController();
  const watching = telegram.watch(() => void refresh().catch(() => {}), ending.signal).catch(() => {});
  process.stdout.write(`${HELP}\n\n`);
  const settled = () => transcript.settled(refresh);
  await telegram.act('sendText', chatId, '/start');
  await settled();
  if (language) await introduce(telegram, chatId, language, settled);
  const asStaff = makeStaffDesk(slack, process.stdout);
  const input = createInterface({ input: process.stdin, terminal: false });
  for await (const typed of input) {
    if (typed.trim() === ':quit') break;
    try {
      if (typed.startsWith(':staff')) await asStaff(typed.slice(':staff'.length).trim());
      else await send(telegram, chatId, typed, transcript.buttons());
    } catch (error) {
      process.stdout.write(`! ${(error as Error).message}\n`);
    }
    await settled();
  }
  input.close();
  ending.abort();
  await watching;
}

/** Picks the language and agrees, as a person in a hurry would. */
async function introduce(
  telegram: StandIn,
  chatId: number,
  language: Language,
  settled: () => Promise<void>,
): Promise<void> {
  const press = async (code: string) => {
    const found = await telegram.act<{ messageId: number; button: { callback_data: string } } | null>(
      'buttonWithCode',
      chatId,
      code,
    );
    if (found) await telegram.act('pressButton', chatId, found.messageId, found.button.callback_data);
    await settled();
  };
  await press(`language:${language}`);
  if (isTestVersion(language)) await press(`second:${SECOND_LANGUAGES[0]}`);
  await press('agree:yes');
}

async function send(
  telegram: StandIn,
  chatId: number,
  typed: string,
  buttons: { messageId: number; data: string }[],
): Promise<void> {
  const text = typed.trim();
  if (text === '') return;
  const button = /^\d{1,3}$/.test(text) ? buttons[Number(text) - 1] : undefined;
  if (button) return telegram.act('pressButton', chatId, button.messageId, button.data);
  const media = /^:(voice|photo|document)$/.exec(text)?.[1];
  if (media) return telegram.act('sendMedia', chatId, media, { seconds: 4 });
  if (text === ':place') return telegram.act('sendLocation', chatId, 42.89, 20.87);
  if (text === ':phone') return telegram.act('sendContact', chatId, '+38344000000');
  if (text === ':block' || text === ':unblock') return telegram.act(text.slice(1), chatId);
  if (text.startsWith(':edit ')) return telegram.act('editLast', chatId, text.slice(6));
  return telegram.act('sendText', chatId, typed);
}
