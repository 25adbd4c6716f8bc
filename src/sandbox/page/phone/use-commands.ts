import { telegram } from '../wire/api.ts';
import type { LanguageCode } from '../wire/contract.ts';
import { useFacts, useLive } from '../wire/live.ts';
import { telegramCode } from './languages.ts';

export type BotCommand = { command: string; description: string };
type ByScope = Record<string, BotCommand[]>;

/** The bot's commands as Telegram lists them to a phone set to this language, else to everybody. */
export function useCommands(language: LanguageCode | null): BotCommand[] {
  const facts = useFacts();
  const all = useLive(
    ['facts'],
    () => true,
    () => telegram<ByScope>('commands'),
    [],
  );
  const of = (code: string) =>
    Object.entries(all ?? {}).find(([scope]) => (JSON.parse(scope) as [unknown, string])[1] === code)?.[1];
  const code = language === null ? undefined : telegramCode(facts, language);
  return (code === undefined ? undefined : of(code)) ?? of('') ?? [];
}
