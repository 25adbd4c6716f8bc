import type { Api } from 'grammy';
import type { Sent } from '../../core/channel/channel.ts';
import type { Language } from '../../core/domain/codes.ts';
import type { JobResult } from '../../core/domain/work/job-result.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import { commandsIn, sameCommands } from './register.ts';
import { attempt } from './send.ts';
import { resultOf } from './take-back.ts';

/** The menu of one chat, in the language its resident picked (Bot API, BotCommandScopeChat). Safe to repeat. */
export async function showMenu(
  { api, texts }: { api: Api; texts: Texts },
  chatId: string,
  language: Language,
): Promise<JobResult> {
  const scope = scopeOf(chatId);
  const commands = commandsIn(texts, [language]);
  const set = await attempt(async () => {
    if (!sameCommands(await api.getMyCommands({ scope }), commands)) await api.setMyCommands(commands, { scope });
  });
  return settled(set);
}

/** Then it is as in the chat of anybody who never wrote to us. */
export async function hideMenu(api: Api, chatId: string): Promise<JobResult> {
  const hidden = await attempt(() => api.deleteMyCommands({ scope: scopeOf(chatId) }));
  return settled(hidden);
}

/** A chat that is none any more has no menu either. */
const settled = (sent: Sent): JobResult => resultOf(sent.ok || sent.failure.kind === 'refused' ? null : sent.failure);

const scopeOf = (chatId: string) => ({ type: 'chat', chat_id: chatId }) as const;
