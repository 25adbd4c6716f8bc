import { buffer } from 'node:stream/consumers';
import type { MakeExport } from '../bots/slack/staff-bot.ts';
import { done } from '../core/domain/result.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import { exportFile } from '../files/export-file.ts';
import { exportOffer } from '../files/export-offer.ts';
import { leftOutWords } from '../files/left-out.ts';

/** `/line export`: the same file as the command's, as bytes for the upload. */
export function makeExport(line: Line, texts: Texts): MakeExport {
  return async (member, wanted) => {
    const file =
      'offer' in wanted
        ? await exportOffer(line, texts, member, { ...wanted, hxl: true })
        : await exportFile(line, member, { ...wanted, hxl: true });
    if (!file.ok) return file;
    const { name, stream } = file.value;
    return done({ name, bytes: await buffer(stream), remark: leftOutWords(texts, wanted.what, file.value) });
  };
}
