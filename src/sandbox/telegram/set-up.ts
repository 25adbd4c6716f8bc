import type { Method, Params } from './call.ts';
import { readJson } from './checks.ts';
import { badRequest } from './refusal.ts';

const LONGEST: Record<string, number> = { name: 64, description: 512, short_description: 120 };

const text =
  (what: string): Method =>
  ({ state, params }) => {
    const given = String(params[what] ?? '');
    if (given.length > (LONGEST[what] as number)) throw badRequest(`BOT_${what.toUpperCase()}_TOO_LONG`);
    state.texts.set(`${what}:${params.language_code ?? ''}`, given);
    return true;
  };

const said =
  (what: string): Method =>
  ({ state, params }) => {
    checkLanguage(params);
    return { [what]: state.texts.get(`${what}:${params.language_code ?? ''}`) ?? '' };
  };

function checkLanguage({ language_code: code }: Params): void {
  if (code && !/^[a-z]{2}$/.test(String(code))) throw badRequest('invalid language code specified');
}

const SCOPES = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];

/** Of one chat it is that of a person who writes to the bot (Bot API, BotCommandScopeChat). */
function scopeOf({ state, params }: Parameters<Method>[0]): string {
  checkLanguage(params);
  const given = readJson(params.scope ?? null, "can't parse BotCommandScope JSON object") as {
    type?: unknown;
    chat_id?: unknown;
  } | null;
  const scope = given?.type === 'default' ? null : given;
  if (scope?.type === 'chat') {
    const chat = state.chats.get(Number(scope.chat_id));
    if (!chat?.started) throw badRequest('chat not found');
    return JSON.stringify([{ type: 'chat', chat_id: Number(scope.chat_id) }, params.language_code ?? '']);
  }
  if (scope !== null && !SCOPES.includes(String(scope.type))) throw badRequest('unsupported type of BotCommandScope');
  return JSON.stringify([scope, params.language_code ?? '']);
}

/** What a bot says of itself, by language (two letters, ISO 639-1). */
export const setUp: Record<string, Method> = {
  setMyCommands: (call) => {
    const { state, params } = call;
    const scope = scopeOf(call);
    const commands = readJson(params.commands, "can't parse commands JSON object") as {
      command: string;
      description: string;
    }[];
    if (!Array.isArray(commands) || commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      if (!description || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    state.commands.set(scope, commands);
    return true;
  },
  getMyCommands: (call) => call.state.commands.get(scopeOf(call)) ?? [],
  deleteMyCommands: (call) => {
    call.state.commands.delete(scopeOf(call));
    return true;
  },
  getMyName: said('name'),
  getMyDescription: said('description'),
  getMyShortDescription: said('short_description'),
  setMyName: text('name'),
  setMyDescription: text('description'),
  setMyShortDescription: text('short_description'),
  setChatMenuButton: () => true,
};
