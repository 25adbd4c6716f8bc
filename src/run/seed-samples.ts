import { randomUUID } from 'node:crypto';
import type { Agency, FeedbackType, Language, Municipality, Role, Sector } from '../core/domain/codes.ts';
import { enterItem } from '../core/items/enter-item.ts';
import { listQueue } from '../core/items/list-queue.ts';
import type { Line } from '../core/line.ts';
import { addStaff } from '../core/staff/add-staff.ts';
import { findStaffMember } from '../core/staff/find-staff-member.ts';
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

/** Sample staff, and sample items where there are none yet, all invented and said to be so. For the stand-ins only. */
export async function seedSamples(line: Line): Promise<{ staff: number; items: number }> {
  for (const { id, name, agency, roles } of SAMPLE_STAFF) {
    if (await findStaffMember(line, id)) continue;
    await addStaff(line, 'console', {
      slackUserId: id,
      displayName: name,
      agency: agency as Agency,
      roles: [...roles] as Role[],
    });
  }
  const lead = await findStaffMember(line, SAMPLE_STAFF[0].id);
  const queue = await listQueue(line, lead, 'open', 1);
  if (!queue.ok || queue.value.total > 0) return { staff: SAMPLE_STAFF.length, items: 0 };
  for (const sample of SAMPLE_ITEMS)
    await enterItem(line, lead, { ...sample, channel: 'in_person', changeKey: randomUUID() });
  return { staff: SAMPLE_STAFF.length, items: SAMPLE_ITEMS.length };
}
