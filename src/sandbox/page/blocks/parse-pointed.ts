/** A piece of a text in mrkdwn. */
export type Piece =
  | { kind: 'text' | 'code' | 'pre'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike' | 'quote'; inside: Piece[] }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'channel'; id: string; label: string }
  /** To a whole channel or group; shown, and nothing more. */
  | { kind: 'broadcast'; label: string }
  | { kind: 'date'; seconds: number; format: string; fallback: string; url: string | null }
  | { kind: 'emoji'; name: string; sign: string };

/** Slack escapes these three and no others (docs.slack.dev, formatting message text). */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i;

/** An address that may be opened by a click; no script and no file of this machine. */
export const isSafeUrl = (url: string): boolean => SAFE.test(url);

/** What stands between `<` and `>`: a link, a mention or a date. Null where it is none of them. */
export function readPointed(whole: string): Piece | null {
  const bar = whole.indexOf('|');
  const target = bar < 0 ? whole : whole.slice(0, bar);
  const label = bar < 0 ? '' : unescaped(whole.slice(bar + 1));
  if (target === '' || /[<>]/.test(whole)) return null;
  if (target.startsWith('!')) return readCommand(target.slice(1), label);
  const person = /^@([UW][A-Z0-9]+)$/.exec(target)?.[1];
  if (person) return { kind: 'user', id: person, label };
  const channel = /^#([CDG][A-Z0-9]+)$/.exec(target)?.[1];
  if (channel) return { kind: 'channel', id: channel, label };
  const url = unescaped(target);
  return isSafeUrl(url) && !/\s/.test(url) ? { kind: 'link', url, label: label || url } : null;
}

const BROADCASTS = ['channel', 'here', 'everyone'];

function readCommand(command: string, label: string): Piece | null {
  const date = /^date\^(-?\d{1,12})\^([^^]*)(?:\^(.*))?$/s.exec(command);
  if (date) {
    const url = date[3] === undefined ? null : unescaped(date[3]);
    const format = unescaped(date[2] as string);
    const safe = url !== null && isSafeUrl(url) ? url : null;
    return { kind: 'date', seconds: Number(date[1]), format, fallback: label, url: safe };
  }
  if (BROADCASTS.includes(command)) return { kind: 'broadcast', label: `@${command}` };
  if (/^subteam\^\w+$/.test(command)) return { kind: 'broadcast', label: label || '@group' };
  return label === '' ? null : { kind: 'text', text: label };
}
