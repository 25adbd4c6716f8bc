import { listQuotations } from '../../db/queries/items/quotations.ts';
import type { ReportPeriod } from '../../db/queries/reports/line-list.ts';
import { LANGUAGE_ROWS } from '../domain/language.ts';
import type { Quote } from '../domain/quote.ts';
import { openQuote } from '../items/quoting/kept-quote.ts';
import type { Line } from '../line.ts';
import type { Quotation } from './document.ts';

/** What residents of a period's items agreed to see quoted, as staff chose it; what a translation carries to another script stands there too. */
export async function readQuotations(line: Line, period: ReportPeriod): Promise<Quotation[]> {
  const { read } = line.database;
  const rows = await listQuotations(read, period);
  const found: Quotation[] = [];
  for (const { itemId, sealed, keyId, language, type, sector } of rows) {
    const key = keyId === null ? null : await line.keyring.key(read, keyId);
    if (key === null) continue;
    const { original, translations } = openQuote(key, itemId, sealed);
    const topics = [...(type ? [`codes:feedback_type.${type}`] : []), ...(sector ? [`codes:sector.${sector}`] : [])];
    found.push({ original, language, translations: { ...translations, ...carried(translations) }, topics });
  }
  return found;
}

function carried(translations: Quote['translations']): Quotation['translations'] {
  return Object.fromEntries(
    LANGUAGE_ROWS.flatMap(([code, { madeFrom }]) => {
      const text = madeFrom && translations[madeFrom.language as keyof typeof translations];
      return madeFrom && text ? [[code, madeFrom.make(text)]] : [];
    }),
  );
}
