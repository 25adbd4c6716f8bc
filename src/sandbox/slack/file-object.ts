import { randomUUID } from 'node:crypto';
import type { Json, State, StoredFile } from './state.ts';

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  json: 'application/json',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  weba: 'audio/webm',
  webm: 'video/webm',
  webp: 'image/webp',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Slack finds out the type by itself; here the ending of the name has to do. */
export function mimetypeOf(name: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, ending) ? (TYPES[ending] as string) : 'application/octet-stream';
}

/** A file as the API shows it. */
export function fileObject(state: State, id: string): Json {
  const file = state.files.get(id);
  if (!file) return { id, mode: 'tombstone' };
  const url = `${state.root}/files-pri/${id}/${encodeURIComponent(file.name)}`;
  return {
    id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    size: file.length,
    user: file.user,
    url_private: url,
    url_private_download: url,
  };
}

/** Keeps a file that is there already, such as one a member of staff drags into a thread. */
export function keepFile(state: State, name: string, bytes: Buffer, user: string, mimetype: string): StoredFile {
  const file: StoredFile = {
    id: state.id('F'),
    name,
    title: name,
    length: bytes.length,
    mimetype,
    user,
    uploadToken: randomUUID(),
    bytes,
    shared: true,
  };
  state.files.set(file.id, file);
  return file;
}
