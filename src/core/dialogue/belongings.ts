import type { Tx } from '../../db/client.ts';
import { type ItemRow, readItemsById } from '../../db/queries/items/items.ts';
import { readFirstMessage } from '../../db/queries/items/messages.ts';
import type { Belonging } from '../domain/form.ts';
import type { SayValue } from '../domain/say.ts';
import { cut } from '../domain/text/cut.ts';
import { oneLine } from '../domain/text/fold.ts';
import { openBody } from '../items/search/item-words.ts';
import type { Line } from '../line.ts';
import type { About, ItemNamed, StepContext } from '../turn/standing.ts';

/** Enough to know it by. */
const WORDS = 60;

/** The items that words may belong to, first the one that was pointed at. */
export const itemsIn = (about: About | undefined): ItemNamed[] =>
  about && 'itemId' in about ? [about, ...(about.also ?? [])] : [];

/**
 * What each of these items is about, as it is now: one that became sensitive since is offered without a word of it. Read each time, for
 * nothing of it is kept with where they stand.
 */
export async function describeItems(
  tx: Tx,
  line: Line,
  key: Buffer,
  about: About | undefined,
): Promise<Pick<StepContext, 'belongs'>> {
  const wanted = itemsIn(about);
  if (wanted.length === 0) return {};
  const pointed = about !== undefined && 'pointed' in about && about.pointed === true;
  const rows = new Map(
    (
      await readItemsById(
        tx,
        wanted.map(({ itemId }) => itemId),
      )
    ).map((row) => [row.id, row]),
  );
  const belongs: Belonging[] = [];
  for (const [index, one] of wanted.entries()) {
    const row = rows.get(one.itemId);
    const first = index === 0 && pointed;
    if (!row || row.sensitive || one.sensitive) belongs.push({ sensitive: true, pointed: first });
    else belongs.push({ sensitive: false, pointed: first, ...(await describe(tx, line, key, row)) });
  }
  return { belongs };
}

async function describe(tx: Tx, line: Line, key: Buffer, row: ItemRow) {
  const { reference, receivedAt } = row;
  const first = await readFirstMessage(tx, row.id);
  const body = first && openBody(row.keyId === null ? null : ((await line.keyring.key(tx, row.keyId)) ?? key), first);
  return { reference, topic: topicOf(row), words: beginning(body?.text ?? ''), at: receivedAt.toISOString() };
}

function topicOf({ kind, sector, type }: ItemRow): SayValue {
  if (kind !== 'feedback') return { key: `codes:item_kind.${kind}` };
  if (sector !== null) return { key: `codes:sector.${sector}` };
  return { key: type === null ? `codes:item_kind.${kind}` : `codes:feedback_type.${type}` };
}

/** The beginning of what they wrote, on one line. */
const beginning = (text: string): string => cut(oneLine(text), WORDS);
