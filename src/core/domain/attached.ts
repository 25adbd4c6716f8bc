import { cut } from './text/cut.ts';

/** A file that staff send with an answer, as it is sealed with it: `id` is Slack's, by which it is fetched when it is sent. */
export type Attached = { id: string; name: string; bytes: number };

/** Slack takes no more in a form (docs.slack.dev, file input element). */
export const LARGEST_ATTACHED_BYTES = 10 * 1024 * 1024;

/**
 * What may be sent to a resident: what every phone shows, and nothing that runs. By the ending of its name, and what its bytes must then be
 * (media/sniff.ts).
 */
const KINDS: Record<string, string> = {
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  odt: 'odt',
  ods: 'ods',
  txt: 'txt',
  ogg: 'ogg',
  mp3: 'mp3',
  m4a: 'm4a',
  mp4: 'mp4',
};
export const ATTACHED_ENDINGS = Object.keys(KINDS);

const endingOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** What its bytes must be; null of a name that nothing may be sent under. */
export const attachedKind = (name: string): string | null => {
  const ending = endingOf(name);
  return Object.hasOwn(KINDS, ending) ? (KINDS[ending] ?? null) : null;
};

const PICTURES = ['jpg', 'png', 'webp'];
export const isPicture = (name: string): boolean => PICTURES.includes(attachedKind(name) ?? '');

const LONGEST_NAME = 80;

/** Its name as a phone may have it: letters and figures of any script, without a path, and with its own ending last. */
export function attachedName(name: string): string {
  const ending = endingOf(name);
  const stem = name.normalize('NFC').replace(/\.[a-z0-9]{1,8}$/i, '');
  const safe = stem.replace(/[^\p{L}\p{M}\p{N} _()-]+/gu, '_').replace(/^[_ ]+|[_ ]+$/g, '');
  return `${cut(safe, LONGEST_NAME, { ending: '' }) || 'file'}.${ending}`;
}

/** Why it cannot go; null when it can, as far as its name and size tell. */
export function attachedFault({
  name,
  bytes,
}: Pick<Attached, 'name' | 'bytes'>): 'file_type' | 'file_too_large' | null {
  if (attachedKind(name) === null) return 'file_type';
  return bytes > LARGEST_ATTACHED_BYTES ? 'file_too_large' : null;
}
