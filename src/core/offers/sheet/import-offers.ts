import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import { updateOffer } from '../../../db/queries/offers/offers.ts';
import { holdImports, listOwnCodes } from '../../../db/queries/offers/own-codes.ts';
import type { Sheet, SheetProblem } from '../../domain/offers/sheet.ts';
import { done, type Refusal, type Result } from '../../domain/result.ts';
import { mayManageOffers, refuseRole, type StaffMember } from '../../domain/staff/permissions.ts';
import type { Line } from '../../line.ts';
import { writeDraft } from '../draft-offer.ts';
import { type ReadOffer, readOffers } from '../read-offers.ts';

export type ImportRefusal = { ok: false; code: 'sheet_wrong'; problems: SheetProblem[] };
export type Imported = { offers: { code: string; ownCode: string }[]; published: boolean };

/** What an import of this sheet would bring, or everything that keeps it from being imported. Changes nothing. */
export const checkOffersSheet = (line: Line, sheet: Sheet): Promise<Result<ReadOffer[], never> | ImportRefusal> =>
  checkSheet(line.database.read, line, sheet);

async function checkSheet(tx: Tx, line: Line, sheet: Sheet): Promise<Result<ReadOffer[], never> | ImportRefusal> {
  const taken = new Set(await listOwnCodes(tx));
  const { offers, problems } = readOffers(sheet, line.now(), taken);
  return problems.length > 0 ? { ok: false, code: 'sheet_wrong', problems } : done(offers);
}

/**
 * All offers of a sheet as drafts, published at once if asked for; or, with one problem in any row, none of them.
 * Refusals: role_needed, sheet_wrong, try_again (somebody drafted an offer of the same own code at that moment).
 */
export async function importOffers(
  line: Line,
  by: StaffMember | 'console',
  sheet: Sheet,
  { publish }: { publish: boolean },
): Promise<Result<Imported, 'role_needed' | DraftCode> | ImportRefusal> {
  if (by !== 'console' && !mayManageOffers(by)) return refuseRole('run_offers', by);
  try {
    return await line.database.transaction(async (tx) => {
      await holdImports(tx);
      const checked = await checkSheet(tx, line, sheet);
      return checked.ok ? writeAll(tx, line, by, checked.value, publish) : checked;
    });
  } catch (error) {
    if (error instanceof Undone) return error.refusal;
    throw error;
  }
}

type DraftCode = 'own_code_taken' | 'try_again';

/** Thrown inside the transaction, so that what was written before is taken back. */
class Undone extends Error {
  readonly refusal: Refusal<DraftCode>;
  constructor(refusal: Refusal<DraftCode>) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

async function writeAll(
  tx: Tx,
  line: Line,
  by: StaffMember | 'console',
  offers: ReadOffer[],
  publish: boolean,
): Promise<Result<Imported, DraftCode>> {
  const now = line.now();
  const written: Imported['offers'] = [];
  const ids: string[] = [];
  for (const { draft } of offers) {
    const drafted = await writeDraft(tx, line, by, draft, `import:${randomUUID()}`);
    if (!drafted.ok) throw new Undone(drafted);
    written.push({ code: drafted.value.code, ownCode: draft.ownCode ?? '' });
    ids.push(drafted.value.offerId);
  }
  const actor =
    by === 'console' ? ({ actor: 'system', staffId: null } as const) : ({ actor: 'staff', staffId: by.id } as const);
  for (const offerId of publish ? ids : []) {
    await updateOffer(tx, offerId, { status: 'published', publishedAt: now, updatedAt: now });
    await appendEvents(tx, [{ kind: 'offer_published', ...actor, data: { offerId }, at: now }]);
  }
  await appendEvents(tx, [
    { kind: 'offers_imported', ...actor, data: { offers: ids.length, published: publish ? ids.length : 0 }, at: now },
  ]);
  return done({ offers: written, published: publish });
}
