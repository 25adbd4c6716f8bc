import { Readable } from 'node:stream';
import { localParts } from '../core/domain/local-time.ts';
import { parseReference } from '../core/domain/reference.ts';
import { done, type Result, refuse } from '../core/domain/result.ts';
import { mayExport, type StaffMember } from '../core/domain/staff/permissions.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import { attendance } from '../core/reports/attendance.ts';
import { grantPipeline } from '../core/reports/grant-pipeline.ts';
import { participants } from '../core/reports/participants.ts';
import { recordExport } from '../core/reports/record-export.ts';
import { type OfferRow, readOffer, readOfferIdByCode } from '../db/queries/offers/offers.ts';
import { makeAttendanceSheet } from './attendance-sheet.ts';
import { csv } from './csv.ts';
import type { ExportedFile } from './export-file.ts';

export const OFFER_EXPORTS = ['participants', 'attendance', 'grants'] as const;

export type OfferExportRequest = {
  what: (typeof OFFER_EXPORTS)[number];
  /** `T-7K3QM9`, as somebody typed it; empty for the applications of every call. */
  offer: string;
  hxl: boolean;
};

/**
 * A file about one offer (or all grant calls) for programme leads: CSV, of attendance a PDF to print; who took it is written down before the first row leaves. `by` is a
 * lead, or `console`. Refusals: not_allowed, offer_not_found, not_for_grants, only_for_grants.
 */
export async function exportOffer(
  line: Line,
  texts: Texts,
  by: StaffMember | 'console',
  { what, offer: typed, hxl }: OfferExportRequest,
): Promise<Result<ExportedFile>> {
  if (by !== 'console' && !mayExport(by)) return refuse('not_allowed');
  const offer = await findOffer(line, typed);
  if (!offer && (what !== 'grants' || typed.trim() !== '')) return refuse('offer_not_found');
  if (offer?.kind === 'grant_call' && what !== 'grants') return refuse('not_for_grants');
  if (offer && offer.kind !== 'grant_call' && what === 'grants') return refuse('only_for_grants');
  await recordExport(line, by, { what, offer: offer?.code ?? 'all' });
  const { day } = localParts(line.now());
  const name = `community-line-${what}-${offer?.code ?? 'all'}-${day}.${what === 'attendance' ? 'pdf' : 'csv'}`;
  return done({ name, ...(await contentsOf(line, texts, { what, hxl }, offer)) });
}

async function findOffer(line: Line, typed: string): Promise<OfferRow | null> {
  const code = parseReference(typed);
  const id = code === null ? null : await readOfferIdByCode(line.database.read, code);
  return id === null ? null : readOffer(line.database.read, id);
}

async function contentsOf(
  line: Line,
  texts: Texts,
  { what, hxl }: Pick<OfferExportRequest, 'what' | 'hxl'>,
  offer: OfferRow | null,
): Promise<Omit<ExportedFile, 'name'>> {
  // How many applications are hidden would tell of each: seats are counted before everybody, applications are not (decision 24).
  if (offer === null || what === 'grants')
    return { stream: csv({ ...(await grantPipeline(line, offer?.id ?? null)), hxl }) };
  if (what === 'attendance') {
    const facts = await attendance(line, offer);
    const sheet = await makeAttendanceSheet(texts, facts);
    return { stream: Readable.from([sheet], { objectMode: false }), unseen: facts.unseen };
  }
  const { unseen, ...table } = await participants(line, {
    id: offer.id,
    questions: offer.questions,
  });
  return { stream: csv({ ...table, hxl }), unseen };
}
