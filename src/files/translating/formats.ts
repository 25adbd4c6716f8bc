import type { Language } from '../../core/domain/codes.ts';
import type { TextRow } from '../../core/i18n/translating/text-rows.ts';

/** What a translator's texts can be written in. */
export const TEXT_FORMATS = ['csv', 'xlsx', 'xliff', 'po'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** The libraries are loaded here and not before. */
export async function writeTexts(
  format: TextFormat,
  language: Language,
  rows: readonly TextRow[],
): Promise<Uint8Array> {
  switch (format) {
    case 'csv':
      return (await import('./csv.ts')).writeCsv(language, rows);
    case 'xlsx':
      return (await import('./xlsx.ts')).writeXlsxTexts(language, rows);
    case 'xliff':
      return (await import('./xliff.ts')).writeXliff(language, rows);
    case 'po':
      return (await import('./po.ts')).writePo(language, rows);
  }
}
