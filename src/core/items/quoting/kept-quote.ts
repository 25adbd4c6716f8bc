import { z } from 'zod';
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

export const openQuote = (key: Buffer, itemId: string, sealed: Buffer): Quote =>
  Kept.parse(openJson(key, sealedIn.quotation(itemId), sealed));
