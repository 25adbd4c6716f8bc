import { telegram } from '../wire/api.ts';
import type { LanguageCode } from '../wire/contract.ts';
import { useFacts, useLive } from '../wire/live.ts';
import { telegramCode } from './languages.ts';

export type BotCommand = { command: string; description: string };
type ByScope = Record<string, BotCommand[]>;

type Scope = { type: string; chat_id?: number } | null;

/** The bot's commands as Telegram lists them: those of this chat, else to a phone set to this language, else to everybody. */
export function useCommands(language: LanguageCode | null, chatId: number): BotCommand[] {
  const facts = useFacts();
  const all = useLive(
    ['facts'],
    () => true,
    () => telegram<ByScope>('commands'),
    [],
  );
  const listed = Object.entries(all ?? {}).map(([key, commands]) => {
    const [scope, code] = JSON.parse(key) as [Scope, string];
    return { chat: scope?.type === 'chat' ? scope.chat_id : null, code, commands };
  });
  const of = (code: string, chat: number | null = null) =>
    listed.find((one) => one.code === code && one.chat === chat)?.commands;
  const code = language === null ? undefined : telegramCode(facts, language);
  return of('', chatId) ?? (code === undefined ? undefined : of(code)) ?? of('') ?? [];
}
