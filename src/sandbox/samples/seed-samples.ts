import { randomUUID } from 'node:crypto';
import type { FeedbackType, Language, Municipality, Role, Sector } from '../../core/domain/codes.ts';
import type { StaffMember } from '../../core/domain/staff/permissions.ts';
import { listQueue } from '../../core/items/list-queue.ts';
import { enterItem } from '../../core/items/taken-in/enter-item.ts';
import type { Line } from '../../core/line.ts';
import { draftOffer } from '../../core/offers/draft-offer.ts';
import { publishOffer } from '../../core/offers/publish-offer.ts';
import { addStaff } from '../../core/staff/add-staff.ts';
import { findStaffMember } from '../../core/staff/find-staff-member.ts';
import { countOffers } from '../../db/queries/offers/offers.ts';
import { sampleOffers } from './sample-offers.ts';
import { SAMPLE_STAFF } from './sample-staff.ts';

type Sample = { type: FeedbackType; municipality: Municipality; sector: Sector; language: Language; text: string };

/** Invented words of invented people, one in each language and some more. */
const SAMPLE_ITEMS: Sample[] = [
  {
    type: 'question',
    municipality: 'mitrovica_south',
    sector: 'training',
    language: 'sq',
    text: '(shembull i shpikur) Kur fillon trajnimi i ardhshëm për biznes të vogël?',
  },
  {
    type: 'complaint',
    municipality: 'mitrovica_north',
    sector: 'public_services',
    language: 'sr-Latn',
    text: '(izmišljen primer) U našoj ulici tri dana nema vode.',
  },
  {
    type: 'suggestion',
    municipality: 'zvecan',
    sector: 'education',
    language: 'sr-Cyrl',
    text: '(измишљен пример) Предлажем да радионице за младе буду суботом.',
  },
  {
    type: 'request',
    municipality: 'mitrovica_south',
    sector: 'jobs_and_business',
    language: 'rom',
    text: '(misal, na čačutno) Mangav buti, šaj te hramonav man?',
  },
  {
    type: 'appreciation',
    municipality: 'mitrovica_north',
    sector: 'health',
    language: 'sr-Latn',
    text: '(izmišljen primer) Hvala medijatorki za pomoć mojoj majci.',
  },
];

export type Seeded = { staff: number; items: number; offers: number };

/** Sample staff, and sample items and offers where there are none yet, all invented and said to be so. For the stand-ins only. */
export async function seedSamples(line: Line): Promise<Seeded> {
  for (const { id, name, agency, roles } of SAMPLE_STAFF) {
    if (await findStaffMember(line, id)) continue;
    await addStaff(line, 'sample', {
      slackUserId: id,
      displayName: name,
      agency,
      roles: [...roles] as Role[],
    });
  }
  const lead = await findStaffMember(line, SAMPLE_STAFF[0].id);
  return { staff: SAMPLE_STAFF.length, items: await seedItems(line, lead), offers: await seedOffers(line, lead) };
}

async function seedItems(line: Line, lead: StaffMember | null): Promise<number> {
  const queue = await listQueue(line, lead, 'open', 1);
  if (!queue.ok || queue.value.total > 0) return 0;
  for (const sample of SAMPLE_ITEMS)
    await enterItem(line, lead, { ...sample, channel: 'in_person', changeKey: randomUUID() });
  return SAMPLE_ITEMS.length;
}

async function seedOffers(line: Line, lead: StaffMember | null): Promise<number> {
  if ((await countOffers(line.database.read, {})) > 0) return 0;
  const samples = sampleOffers(line.now());
  for (const sample of samples) {
    const drafted = await draftOffer(line, lead, sample, randomUUID());
    if (drafted.ok) await publishOffer(line, lead, drafted.value.offerId);
    else line.log.warn({ code: drafted.code }, 'a sample offer could not be made');
  }
  return samples.length;
}
