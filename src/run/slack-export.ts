import { buffer } from 'node:stream/consumers';
import type { MakeExport } from '../bots/slack/staff-bot.ts';
import { done } from '../core/domain/result.ts';
import type { Line } from '../core/line.ts';
import { exportFile } from '../exports/export-file.ts';

/** `/line export`: the same file as the command's, as bytes for the upload. */
export function makeExport(line: Line): MakeExport {
  return async (member, wanted) => {
    const file = await exportFile(line, member, { ...wanted, hxl: true });
    return file.ok ? done({ name: file.value.name, bytes: await buffer(file.value.stream) }) : file;
  };
}
