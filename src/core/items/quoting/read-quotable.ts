import { readItemByReference } from '../../../db/queries/items/items.ts';
import { mayBeQuoted } from '../../domain/item.ts';
import type { Quote } from '../../domain/quote.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import type { Line } from '../../line.ts';
import { seeRow } from '../hidden/see-item.ts';
import { readQuote } from './kept-quote.ts';
import { readOwnWords } from './own-words.ts';

/** What may be quoted of an item, and what was chosen of it. */
export type Quotable = { theirs: string[]; chosen: Quote | null };

/** What a resident wrote who agreed to be quoted, for who may see it. Refusals: not_found, not_to_be_quoted. */
export async function readQuotable(
  line: Line,
  member: StaffMember,
  reference: string,
): Promise<Result<Quotable, 'not_found' | 'not_to_be_quoted'>> {
  const { read } = line.database;
  const seen = await seeRow(read, member, await readItemByReference(read, reference));
  if (!seen) return refuse('not_found');
  const { row } = seen;
  const key = row.keyId === null ? null : await line.keyring.key(read, row.keyId);
  if (!mayBeQuoted(row) || row.quoting !== 'yes' || key === null) return refuse('not_to_be_quoted');
  return done({ theirs: await readOwnWords(read, line, row), chosen: await readQuote(read, key, row.id) });
}
