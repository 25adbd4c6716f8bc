import type { Chats } from '../../core/channel/channel.ts';
import { hideMenu, showMenu } from './chat-menu.ts';
import { changeNoting, keeperOf, makeKeepBubbles } from './keep-bubbles.ts';
import type { TelegramCame } from './read-update.ts';
import {
  clearAtOnce,
  clearBelow,
  clearPlain,
  goingIn,
  mark,
  markLooks,
  type TakeBackParts,
  takeBackFarewell,
  takeBackFrom,
} from './take-back.ts';
import type { Unkept } from './unkept.ts';

/** What stands in the private chats, by the numbers of its messages. */
export function makeChats(parts: TakeBackParts, unkept: Unkept): Chats<TelegramCame> {
  const { line } = parts;
  const keepBubbles = makeKeepBubbles(line, unkept);
  const notedIn = (chatId: string) => {
    const noted = unkept.of(chatId);
    return { noted, kept: () => unkept.drop(chatId, noted) };
  };
  return {
    keeperOf: ({ address, messageId, callback }) => {
      const { noted, kept } = notedIn(address.text);
      return { keeper: keeperOf(line, noted, { incoming: messageId, tapped: callback?.messageId }), kept };
    },
    noted: ({ text: chatId }) => {
      const { noted, kept } = notedIn(chatId);
      return { change: changeNoting(line, noted).change, kept };
    },
    keep: async ({ text: chatId }, held, now) => {
      const said = 'key' in held ? { chatId, kept: held } : { chatId, ...held };
      if (now) await keepBubbles.now(said);
      else keepBubbles.note(said);
    },
    clear: ({ text: chatId }, kept, plain) => clearAtOnce(parts.api, chatId, kept ? goingIn(parts, kept) : plain),
    clearBelow: ({ text: chatId }, kept) => clearBelow(parts, chatId, kept),
    clearPlain: (address, reader, plain) => clearPlain(parts, { address, ...reader }, plain),
    mark: (chat, acts) => mark(parts, chat, acts),
    markLooks: (chat) => markLooks(parts, chat),
    takeBack: (chat) => takeBackFrom(parts, chat),
    takeBackFarewell: (farewell) => takeBackFarewell(parts, farewell),
    showMenu: ({ text: chatId }, language) => showMenu(parts, chatId, language),
    hideMenu: ({ text: chatId }) => hideMenu(parts.api, chatId),
    stop: () => keepBubbles.stop(),
  };
}
