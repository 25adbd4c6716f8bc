import type { Call } from './call.ts';
import { checkMarkup, checkRate, checkText, openChat, topicIn } from './checks.ts';
import { protection } from './protection.ts';
import { ApiRefusal, badRequest } from './refusal.ts';
import { type State, type StoredFile, said } from './state.ts';

const CAPTION = 1024;
const UPLOAD = 50 * 1024 * 1024;

/** Keeps a file; `size` may be declared larger than what is held, to try what is too large. */
export function keepFile(
  state: State,
  given: { bytes: Buffer; size?: number; mime?: string; name?: string; kind: string },
): StoredFile {
  const number = state.nextFile;
  state.nextFile += 1;
  const file: StoredFile = {
    fileId: `file_${given.kind}_${number}`,
    uniqueId: `unique_${number}`,
    path: `${given.kind}/file_${number}`,
    bytes: given.bytes,
    size: given.size ?? given.bytes.length,
    mime: given.mime,
    name: given.name,
  };
  state.files.set(file.fileId, file);
  return file;
}

/** sendPhoto and its like: by file id, or uploaded. */
export async function sendFile({ state, params }: Call, kind: string): Promise<unknown> {
  const chat = openChat(state, params.chat_id);
  const { text: caption, entities } = checkText(params.caption ?? '', params.parse_mode, CAPTION);
  const markup = checkMarkup(params.reply_markup);
  const file = await fileOf(state, params, kind);
  const topic = topicIn(chat, params);
  checkRate(state, chat);
  const message = said(state, chat, {
    ...(caption && { caption, entities }),
    ...(markup && { markup }),
    ...protection(params),
    ...topic,
    file: { fileId: file.fileId, kind, bytes: file.size, ...(file.name && { name: file.name }) },
  });
  return { ...message, [kind]: kind === 'photo' ? [fileJson(file)] : fileJson(file) };
}

export const fileJson = (file: StoredFile): Record<string, unknown> => ({
  file_id: file.fileId,
  file_unique_id: file.uniqueId,
  file_size: file.size,
  ...(file.mime && { mime_type: file.mime }),
  ...(file.name && { file_name: file.name }),
});

async function fileOf(state: State, params: Record<string, unknown>, kind: string): Promise<StoredFile> {
  const given = params[kind];
  if (given instanceof File) return keepUpload(state, given, kind);
  const text = String(given ?? '');
  const attached = text.startsWith('attach://') ? params[text.slice('attach://'.length)] : undefined;
  if (attached instanceof File) return keepUpload(state, attached, kind);
  const known = state.files.get(text);
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
  return known;
}

async function keepUpload(state: State, upload: File, kind: string): Promise<StoredFile> {
  if (upload.size > UPLOAD) throw new ApiRefusal(413, 'Request Entity Too Large');
  if (upload.size === 0) throw badRequest('file must be non-empty');
  return keepFile(state, {
    bytes: Buffer.from(await upload.arrayBuffer()),
    mime: upload.type,
    name: upload.name,
    kind,
  });
}
