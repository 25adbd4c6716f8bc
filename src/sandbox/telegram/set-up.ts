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

const scopeOf = (params: Params): string => JSON.stringify([params.scope ?? null, params.language_code ?? '']);

/** What a bot says of itself, by language (two letters, ISO 639-1). */
export const setUp: Record<string, Method> = {
  setMyCommands: ({ state, params }) => {
    const commands = readJson(params.commands, "can't parse commands JSON object") as {
      command: string;
      description: string;
    }[];
    if (!Array.isArray(commands) || commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    if (params.language_code && !/^[a-z]{2}$/.test(String(params.language_code)))
      throw badRequest('invalid language code specified');
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      if (!description || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    state.commands.set(scopeOf(params), commands);
    return true;
  },
  getMyCommands: ({ state, params }) => state.commands.get(scopeOf(params)) ?? [],
  setMyName: text('name'),
  setMyDescription: text('description'),
  setMyShortDescription: text('short_description'),
  setChatMenuButton: () => true,
};
