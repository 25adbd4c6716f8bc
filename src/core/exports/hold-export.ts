import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readStaffByIds } from '../../db/queries/staff/staff.ts';
import {
  deleteEndedExports,
  deleteExport,
  type ExportRow,
  insertExport,
  listDeadExports,
  listExportIds,
  lockDeadExport,
  readReadyExport,
  sayExportAlive,
  takeReadyExport,
  updateExport,
} from '../../db/queries/work/exports.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { type ExportRule, KEPT_HOURS, KEPT_TIMES } from '../domain/exports.ts';
import { may, type StaffMember } from '../domain/staff/permissions.ts';
import { UUID } from '../domain/uuid.ts';
import type { Line } from '../line.ts';
import { sealTs, withTs } from '../posts/slack-ts.ts';
import { openSealed, writeSealed } from './sealed-file.ts';

/*
 * How a file is made for one person: begin it, say now and then that it is still made, write it sealed, and end it when it was handed over; or
 * keep it, where it cannot be handed over, for whoever has its link. A row is there before its file, and a file without a row is nobody's.
 */

/** `token`: opens the file, and is written down nowhere but in the link. */
export type Export = { id: string; path: string; token: string };
export type Ready = { name: string; size: number; endsAt: Date; timesLeft: number };

/** A process that said nothing so long is dead. */
const ALIVE_SECONDS = 60;

const pathOf = (folder: string, id: string): string => join(folder, id);
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export async function beginExport(line: Line, folder: string, by: StaffMember, rule: ExportRule): Promise<Export> {
  const id = randomUUID();
  await insertExport(line.database.read, { id, staffId: by.id, rule, createdAt: line.now() }, ALIVE_SECONDS);
  return { id, path: pathOf(folder, id), token: randomBytes(32).toString('base64url') };
}

/** Where its progress is told, so that it can be told there that it was cut short. */
export const tellExportIn = (line: Line, { id }: Export, at: { channel: string; ts: string }): Promise<void> =>
  updateExport(line.database.read, id, { channel: at.channel, sealedTs: sealTs(line, id, at.ts) });

export const keepExportAlive = (line: Line, { id }: Export): Promise<boolean> =>
  sayExportAlive(line.database.read, id, ALIVE_SECONDS);

export const writeExport = (made: Export, from: Readable): Promise<number> => writeSealed(made.path, made.token, from);

/** What was written, to be read once more from its beginning. */
export async function readExport({ path, token }: Export): Promise<Readable> {
  const stream = await openSealed(path, token);
  if (stream === null) throw new Error('the file is gone');
  return stream;
}

/** Nothing is left of it. */
export async function endExport(line: Line, { id, path }: Pick<Export, 'id' | 'path'>): Promise<void> {
  await rm(path, { force: true });
  await deleteExport(line.database.read, id);
}

/** Lets it lie for whoever has its token. */
export async function keepExport(
  line: Line,
  { id, token }: Export,
  of: { name: string; size: number },
): Promise<Ready> {
  const endsAt = new Date(line.now().getTime() + KEPT_HOURS * 3_600_000);
  const ready = { ...of, endsAt, timesLeft: KEPT_TIMES };
  await updateExport(line.database.read, id, { ...ready, tokenHash: hashOf(token) });
  return ready;
}

/** What lies ready under this token, for whoever asks; null: there is none, it ended, or who had it made may not have it any more. */
export async function findReady(line: Line, token: string): Promise<Ready | null> {
  const row = await readReadyExport(line.database.read, hashOf(token), line.now());
  return row && (await mayStillHave(line, row)) ? readyOf(row) : null;
}

/** Hands it out once. Null as in findReady. */
export async function takeReady(
  line: Line,
  folder: string,
  token: string,
): Promise<(Ready & { stream: Readable }) | null> {
  const row = await readReadyExport(line.database.read, hashOf(token), line.now());
  if (!row || !(await mayStillHave(line, row))) return null;
  const stream = await openSealed(pathOf(folder, row.id), token);
  if (stream === null) return null;
  const taken = await takeReadyExport(line.database.read, hashOf(token), line.now());
  if (taken !== null) return { ...readyOf(taken), stream };
  stream.destroy();
  return null;
}

const readyOf = ({ name, size, endsAt, timesLeft }: ExportRow): Ready => ({
  name: name ?? '',
  size: size ?? 0,
  endsAt: endsAt ?? new Date(0),
  timesLeft: timesLeft ?? 0,
});

async function mayStillHave(line: Line, { staffId, rule }: ExportRow): Promise<boolean> {
  const [person] = await readStaffByIds(line.database.read, [staffId]);
  return person?.active === true && may(person, rule);
}

/** Takes away what nobody can have any more, and owes it to whoever waits for a file whose process died that they hear so. For a recurring job. */
export async function endExports(line: Line, folder: string): Promise<void> {
  const dead = await listDeadExports(line.database.read);
  for (const exportId of dead) await line.database.transaction((tx) => owe(tx, 'export_cut_short', { exportId }));
  await deleteEndedExports(line.database.read, line.now());
  const names = await readdir(folder).catch(() => [] as string[]);
  const rows = new Set(await listExportIds(line.database.read));
  // Read after the folder: a row is there before its file.
  for (const name of names) if (UUID.test(name) && !rows.has(name)) await rm(pathOf(folder, name), { force: true });
}

/** One that its process left, and whom to tell; null: there is none such any more. */
export async function readCutShort(
  line: Line,
  exportId: string,
): Promise<{ slackUserId: string; at: { channel: string; ts: string } | null } | null> {
  return line.database.transaction(async (tx) => {
    const row = await lockDeadExport(tx, exportId);
    if (!row) return null;
    const { channel, ts, staffId } = withTs(line, row);
    const [person] = await readStaffByIds(tx, [staffId]);
    return person ? { slackUserId: person.slackUserId, at: channel && ts ? { channel, ts } : null } : null;
  });
}

export const forgetExport = (line: Line, exportId: string): Promise<void> => deleteExport(line.database.read, exportId);
