import { appendEvents } from '../../../db/queries/items/events.ts';
import { keepQuotation } from '../../../db/queries/items/quotations.ts';
import { mayBeQuoted } from '../../domain/item.ts';
import { type Quote, type QuoteCode, whyNotQuoted } from '../../domain/quote.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { isBlank, written } from '../../domain/text/fold.ts';
import type { Line } from '../../line.ts';
import { workOnItem } from '../change-item.ts';
import { sealQuote } from './kept-quote.ts';
import { readOwnWords } from './own-words.ts';
import { removeQuotation } from './remove-quotation.ts';

/**
 * Chooses what is quoted of an item whose resident agreed, in the place of what was chosen before; an empty one takes it out.
 * Refusals: not_found, role_needed, not_to_be_quoted, words_destroyed, not_their_words, shows_who.
 */
export async function quoteItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  quote: Quote,
): Promise<Result<null, QuoteCode | 'not_found' | 'role_needed' | 'not_to_be_quoted' | 'words_destroyed'>> {
  const chosen: Quote = {
    original: written(quote.original),
    translations: Object.fromEntries(
      Object.entries(quote.translations).filter(([, text]) => text !== undefined && !isBlank(text)),
    ),
  };
  return workOnItem(line, member, reference, async (tx, row, by) => {
    if (!mayBeQuoted(row) || row.quoting !== 'yes') return refuse('not_to_be_quoted');
    if (isBlank(chosen.original)) {
      await removeQuotation(tx, line, row.id, by.id);
      return done(null);
    }
    const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
    if (key === null) return refuse('words_destroyed');
    const why = whyNotQuoted(chosen, await readOwnWords(tx, line, row));
    if (why) return why;
    await keepQuotation(tx, {
      itemId: row.id,
      sealed: sealQuote(key, row.id, chosen),
      chosenById: by.id,
    });
    await appendEvents(tx, [
      { kind: 'quotation_chosen', itemId: row.id, actor: 'staff', staffId: by.id, at: line.now() },
    ]);
    return done(null);
  });
}
