/**
 * What was sealed before a channel was a value (docs/decisions/0039) names its parts in Telegram's words. It is read under those of now, here
 * alone; nothing is written anew for it.
 */
const OLD = /"(?:chatMessageId|chatId|fileId)":/;

export const parseSealed = (text: string): unknown => (OLD.test(text) ? JSON.parse(text, renamed) : JSON.parse(text));

function renamed(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if ('chatMessageId' in value) {
    const { chatMessageId, ...rest } = value;
    return { ...rest, handle: String(chatMessageId) };
  }
  if ('fileId' in value) {
    const { fileId, ...rest } = value;
    return { ...rest, handle: fileId };
  }
  if ('chatId' in value) {
    const { chatId, ...rest } = value;
    return { ...rest, address: { channel: 'telegram', text: chatId } };
  }
  return value;
}
