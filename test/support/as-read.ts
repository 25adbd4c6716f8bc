import { readAsSeen } from '../../src/bots/telegram/as-seen.ts';
import { renderSays } from '../../src/bots/telegram/render.ts';
import type { SayAsRead } from '../../src/core/channel/channels.ts';
import type { Texts } from '../../src/core/i18n/texts.ts';

/** As the phones of residents on Telegram show it, without a channel that is open. */
export const asReadOnTelegram =
  (texts: Texts): SayAsRead =>
  (channel, says, { language, secondLanguage }) =>
    channel === 'telegram' ? readAsSeen(renderSays(texts, says, language, secondLanguage)) : null;
