import words from '../../../../../locales/en/staff-page-workspace.json';
import type { SlackFile } from '../../wire/contract.ts';

export type FileKind = 'table' | 'pdf' | 'page' | 'picture' | 'sound' | 'other';

const BY_TYPE: [RegExp, FileKind][] = [
  [/^text\/csv|spreadsheetml/, 'table'],
  [/^application\/pdf/, 'pdf'],
  [/^text\/(html|plain)/, 'page'],
  [/^image\/(png|jpeg|gif|webp)/, 'picture'],
  [/^audio\//, 'sound'],
];

/** How a file is shown. A table goes by its name also: some machines call CSV something else. */
export function kindOf(file: SlackFile): FileKind {
  if (/\.(csv|xlsx)$/i.test(file.name ?? '')) return 'table';
  return BY_TYPE.find(([type]) => type.test(file.mimetype ?? ''))?.[1] ?? 'other';
}

export const titleOfFile = (file: SlackFile): string => file.title ?? file.name ?? words.file;

export const addressOf = (file: SlackFile, user: string): string =>
  `/sandbox/slack/files/${encodeURIComponent(file.id)}?as=${encodeURIComponent(user)}`;

export const MOST_BYTES = 20 * 1024 * 1024;
