import { z } from 'zod';
import type { Tx } from '../../../db/client.ts';
import { readQuotation } from '../../../db/queries/items/quotations.ts';
import { TRANSLATED } from '../../domain/language.ts';
import type { Quote } from '../../domain/quote.ts';
import { sealedIn } from '../../privacy/places.ts';
import { openJson, sealJson } from '../../privacy/seal.ts';

const Kept: z.ZodType<Quote> = z.object({
  original: z.string(),
  translations: z.partialRecord(z.enum(TRANSLATED), z.string()),
});

export const sealQuote = (key: Buffer, itemId: string, quote: Quote): Buffer =>
  sealJson(key, sealedIn.quotation(itemId), Kept.parse(quote));

/** What was chosen of an item; null where nothing was. */
export async function readQuote(tx: Tx, key: Buffer, itemId: string): Promise<Quote | null> {
  const kept = await readQuotation(tx, itemId);
  return kept && openQuote(key, itemId, kept.sealed);
}

export const openQuote = (key: Buffer, itemId: string, sealed: Buffer): Quote =>
  Kept.parse(openJson(key, sealedIn.quotation(itemId), sealed));
