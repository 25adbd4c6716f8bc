import { randomUUID } from 'node:crypto';
import { euros } from '../../../../src/bots/slack/kit/words.ts';
import type { Agency, Role } from '../../../../src/core/domain/codes.ts';
import {
  may,
  mayHandle,
  maySee,
  mayWorkOn,
  type Rule,
  type StaffMember,
} from '../../../../src/core/domain/staff/permissions.ts';
import { appealDecision } from '../../../../src/core/grants/appeal-decision.ts';
import { decideEnquiry } from '../../../../src/core/grants/decide-enquiry.ts';
import { markComplete } from '../../../../src/core/grants/mark-complete.ts';
import { submitEnquiry } from '../../../../src/core/grants/submit-enquiry.ts';
import { noteOnItem } from '../../../../src/core/items/note-on-item.ts';
import { referItem } from '../../../../src/core/items/refer-item.ts';
import { replyToItem } from '../../../../src/core/items/reply-to-item.ts';
import { indexPending } from '../../../../src/core/items/search/search-index.ts';
import { submitItem } from '../../../../src/core/items/taken-in/submit-item.ts';
import { tsHash } from '../../../../src/core/posts/slack-ts.ts';
import { addStaff } from '../../../../src/core/staff/add-staff.ts';
import { removeStaff } from '../../../../src/core/staff/remove-staff.ts';
import { issueCertificates } from '../../../../src/core/trainings/certificates/issue-certificates.ts';
import { insertPost } from '../../../../src/db/queries/work/slack-posts.ts';
import { makeTestLine, type TestLine } from '../../../support/line.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../../../support/offers.ts';
import { makePerson, takePlace } from '../../../support/participants.ts';
import { createTestDatabase } from '../../../support/postgres.ts';
import { row, rows } from '../../../support/rows.ts';

/** Who presses. `all`: every role but admin; the last four have a staff row that says so too, and no rights. */
export const WHO = {
  none: [],
  removed: ['triage', 'protection', 'lead'],
  admin: ['admin'],
  triage: ['triage'],
  protection: ['protection'],
  lead: ['lead'],
  all: ['triage', 'protection', 'lead'],
  bot: ['triage', 'protection', 'lead', 'admin'],
  guest: ['triage', 'protection', 'lead', 'admin'],
  single: ['triage', 'protection', 'lead', 'admin'],
  external: ['triage', 'protection', 'lead', 'admin'],
  gone: ['triage', 'protection', 'lead', 'admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Who = keyof typeof WHO;
export const EVERYBODY = Object.keys(WHO) as Who[];
export const slackIdOf = (who: Who): string => `U0${who.toUpperCase()}`;

/** What users.info says of them. */
export const STANDINGS: Partial<Record<Who, object>> = {
  bot: { is_bot: true },
  guest: { is_restricted: true },
  single: { is_restricted: true, is_ultra_restricted: true },
  external: { team_id: 'T0ELSEWHERE' },
  gone: { deleted: true },
};
const NOBODY: readonly Who[] = ['none', 'removed', 'bot', 'guest', 'single', 'external', 'gone'];
export const hasRights = (who: Who): boolean => !NOBODY.includes(who);

/** `linked`: not sensitive itself. `naming`: everybody here is named in it. `foreign`: another agency's, ordinary until the desks come. */
export const ITEMS = ['ordinary', 'sensitive', 'linked', 'naming', 'foreign'] as const;
export type ItemClass = (typeof ITEMS)[number];
export const KINDS = ['feedback', 'registration', 'enquiry', 'appeal'] as const;
export type Kind = (typeof KINDS)[number];

export type Seeded = {
  id: string;
  reference: string;
  /** Its card, whose thread is for notes. */
  ts: string;
  /** A message with a file, where there is one. */
  mediaId: string;
  registrationId?: string;
  certificate?: string;
  /** What stands nowhere else: sealed words, the number, an amount. */
  canaries: string[];
};
export type World = {
  line: TestLine;
  url: string;
  members: Record<Who, StaffMember>;
  items: Record<Kind, Record<ItemClass, Seeded>>;
  /** The training with all registrations, its session; the call with all applications; another training, still a draft; their numbers. */
  offers: Record<'training' | 'call' | 'draft', { id: string; code: string }>;
  sessionId: string;
  close(): Promise<void>;
};

export const isHidden = (item: ItemClass): boolean => item === 'sensitive' || item === 'linked' || item === 'naming';
const visibleOf = (item: ItemClass, member: StaffMember) => ({
  sensitive: isHidden(item),
  excludedStaffIds: item === 'naming' ? [member.id] : [],
});
const memberOf = (who: Who, id = 'somebody'): StaffMember | null =>
  hasRights(who) ? { id, slackUserId: slackIdOf(who), displayName: who, agency: 'UNDP', roles: WHO[who] } : null;

/** What the table expects, said in its own words: whether the rule lets them, and what the item adds to it. */
export function isAllowed(
  who: Who,
  rule: Rule,
  about: 'see' | 'work' | 'handle' | 'nothing',
  item: ItemClass,
): boolean {
  const member = memberOf(who);
  if (!may(member, rule)) return false;
  if (about === 'nothing' || member === null) return true;
  const visible = visibleOf(item, member);
  const question = { see: maySee, work: mayWorkOn, handle: mayHandle }[about];
  return question(member, visible);
}

/** Whose words they must not be shown. */
export function hiddenFrom(world: World, who: Who, asked?: Seeded): string[] {
  const member = memberOf(who);
  const own = new Set(asked ? [asked.reference, asked.certificate] : []);
  return KINDS.flatMap((kind) =>
    ITEMS.filter((item) => !maySee(member, visibleOf(item, member ?? ({ id: '' } as StaffMember)))).flatMap((item) =>
      world.items[kind][item].canaries.filter((canary) => !own.has(canary)),
    ),
  );
}

let serial = 0;
/** A word that stands nowhere else, told apart whatever is done with its letters. */
const word = (what: string): string => `kanarinë${what}${(++serial).toString().padStart(4, '0')}q`;
const phoneOf = (): string => `+383491${(++serial).toString().padStart(5, '0')}`;

/** One of each kind and class, every sealed field a word of its own; then nothing changes but in transactions that are undone. */
export async function seedWorld(): Promise<World> {
  const database = await createTestDatabase();
  const start = Date.now();
  const line = await makeTestLine({ url: database.url, now: () => new Date(start) });
  const members = {} as Record<Who, StaffMember>;
  for (const who of EVERYBODY) {
    if (who === 'none') continue;
    const person = { slackUserId: slackIdOf(who), displayName: `Sample ${who}`, agency: 'UNDP' as const };
    const added = await addStaff(line, 'sample', { ...person, roles: [...WHO[who]] });
    if (!added.ok) throw new Error(added.code);
    members[who] = added.value;
  }
  await removeStaff(line, 'console', slackIdOf('removed'));
  const offers = await seedOffers(line, members.all);
  const items = {} as World['items'];
  for (const kind of KINDS) items[kind] = {} as Record<ItemClass, Seeded>;
  for (const item of ITEMS) {
    const agency = item === 'foreign' ? 'UNICEF' : 'UNDP';
    items.feedback[item] = await seedFeedback(line, members.all, agency);
    items.registration[item] = await seedRegistration(line, offers.training.id);
    Object.assign(items.enquiry, { [item]: await seedEnquiry(line, members, offers.call.id) });
    items.appeal[item] = await seedAppeal(line, members, offers.call.id);
  }
  await hideThem(line, items, Object.values(members));
  const [session] = await rows(line, `select id from offer_sessions where offer_id = '${offers.training.id}'`);
  await rows(line, 'update staff set names_checked = true');
  await indexPending(line, 1000);
  await rows(line, `delete from outbox`);
  return {
    ...{ line, url: database.url, members, items, offers },
    sessionId: (session as { id: string }).id,
    close: async () => {
      await line.close();
      await database.drop();
    },
  };
}

const codeOf = async (line: TestLine, id: string) => ({
  id,
  code: ((await row(line, `select code from offers where id = '${id}'`)) as { code: string }).code,
});

async function seedOffers(line: TestLine, member: StaffMember): Promise<World['offers']> {
  const question = {
    key: 'own',
    kind: 'text' as const,
    texts: { en: 'An invented question', sq: 'Pyetje', 'sr-Latn': 'Pitanje', rom: 'Puchipe' },
  };
  const soon = new Date(line.now().getTime() + 600_000);
  const sessions = [{ startsAt: soon, endsAt: new Date(soon.getTime() + 3_600_000) }];
  const training = sampleOffer(line.now(), { seats: 50, sessions, questions: [question] });
  const draft = sampleOffer(line.now(), { seats: 50, questions: [question] });
  return {
    training: await codeOf(line, await publishedOffer(line, member, training)),
    call: await codeOf(
      line,
      await publishedOffer(line, member, sampleCall(line.now(), { budgetCents: 100_000_000, maximumCents: 5_000_000 })),
    ),
    draft: await codeOf(line, await publishedOffer(line, member, draft)),
  };
}

async function standing(
  line: TestLine,
  itemId: string,
  canaries: string[],
  more: Partial<Seeded> = {},
): Promise<Seeded> {
  const { reference } = (await row(line, `select reference from items where id = '${itemId}'`)) as {
    reference: string;
  };
  const ts = `17000000${++serial}.000100`;
  const card = { kind: 'card', key: itemId, itemId, channel: 'C0MAIN', tsHash: tsHash(line, 'C0MAIN', ts) } as const;
  await insertPost(line.database.read, { ...card, id: randomUUID(), createdAt: line.now() });
  const [media] = await rows(line, `select id from messages where item_id = '${itemId}' and kind <> 'text' limit 1`);
  return {
    id: itemId,
    reference,
    ts,
    mediaId: (media as { id: string } | undefined)?.id ?? '',
    canaries: [...canaries, reference],
    ...more,
  };
}

const ok = <T>(result: { ok: true; value: T } | { ok: false; code: string }): T => {
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

async function seedFeedback(line: TestLine, member: StaffMember, agency: Agency): Promise<Seeded> {
  const who = await makePerson(line);
  const [text, settlement, file, answer, note, remark] = [
    'text',
    'vendi',
    'letra',
    'pergjigje',
    'shenim',
    'verejtje',
  ].map(word) as [string, string, string, string, string, string];
  const submitted = await line.database.transaction((tx) =>
    submitItem(tx, line, {
      ...{ submissionKey: randomUUID(), kind: 'feedback', type: 'complaint', municipality: 'zvecan', sector: 'health' },
      ...{
        agency,
        language: 'sq',
        channel: 'telegram',
        sensitive: false,
        aboutYou: {},
        by: { kind: 'resident' },
        settlement,
      },
      messages: [
        { kind: 'text', text, handle: String(++serial) },
        {
          kind: 'document',
          text: '',
          handle: String(++serial),
          file: { id: `f${serial}`, uniqueId: `u${serial}`, name: `${file}.pdf`, mime: 'application/pdf' },
        },
      ],
      from: who,
    }),
  );
  const { itemId, reference } = submitted;
  ok(await replyToItem(line, member, reference, { text: answer, changeKey: randomUUID(), readers: 1 }));
  ok(await noteOnItem(line, member, reference, { text: note, changeKey: randomUUID() }));
  ok(await referItem(line, member, reference, { toAgency: 'WHO', remark }));
  await rows(line, `update items set assignee_id = null where id = '${itemId}'`);
  return standing(line, itemId, [text, settlement, file, answer, note, remark]);
}

async function seedRegistration(line: TestLine, offerId: string): Promise<Seeded> {
  const [name, own, phone] = [word('emri'), word('pergjigja'), phoneOf()];
  const person = await makePerson(line);
  const voice = {
    kind: 'voice' as const,
    handle: String(++serial),
    file: { id: `v${serial}`, uniqueId: `w${serial}`, seconds: 3 },
  };
  const registrationId = await takePlace(line, person, offerId, {
    name,
    phone,
    own: { own },
    needs: ['transport'],
    voices: [voice],
  });
  const { item_id: itemId } = (await row(line, `select item_id from registrations where id = '${registrationId}'`)) as {
    item_id: string;
  };
  const codes = await line.database.transaction((tx) => issueCertificates(tx, [registrationId], line.now()));
  const code = codes.get(registrationId) as string;
  return standing(line, itemId, [name, own, phone, code], { registrationId, certificate: code });
}

async function apply(line: TestLine, offerId: string) {
  const person = await makePerson(line);
  const [name, own, phone, idea] = [word('aplikuesi'), word('ideja'), phoneOf(), word('plani')];
  const amountCents = 100_000 + ++serial * 137;
  const submitted = await line.database.transaction((tx) =>
    submitEnquiry(tx, line, person, offerId, randomUUID(), {
      ...{ applicant: { own: {} }, name, phone, own: { own }, stage: 'starting', amountCents, given: {} },
      messages: [{ kind: 'text', text: idea, handle: String(++serial) }],
    } as never),
  );
  if (!submitted.ok) throw new Error(submitted.code);
  return { person, submitted: submitted.value, canaries: [name, own, phone, idea, euros(amountCents)] };
}

async function seedEnquiry(line: TestLine, _members: Record<Who, StaffMember>, offerId: string): Promise<Seeded> {
  const { submitted, canaries } = await apply(line, offerId);
  return standing(line, submitted.row.itemId, canaries);
}

/** An application that was declined, and the appeal against it: the appeal is the item. */
async function seedAppeal(line: TestLine, members: Record<Who, StaffMember>, offerId: string): Promise<Seeded> {
  const { person, submitted, canaries } = await apply(line, offerId);
  const reason = word('arsyeja');
  ok(await markComplete(line, members.lead, submitted.reference, { seen: ['id'], changeKey: randomUUID() }));
  ok(
    await decideEnquiry(line, members.lead, submitted.reference, {
      verdict: { approve: false },
      reason,
      changeKey: randomUUID(),
    }),
  );
  const words = word('ankesa');
  const appeal = ok(
    await line.database.transaction((tx) =>
      appealDecision(tx, line, person, submitted.row.id, randomUUID(), [
        { kind: 'text', text: words, handle: String(++serial) },
      ]),
    ),
  );
  return standing(line, appeal.itemId, [...canaries, reason, words, submitted.reference]);
}

/** Straight in the rows, so that nothing rests on how they were marked. */
async function hideThem(line: TestLine, items: World['items'], people: StaffMember[]): Promise<void> {
  const own = KINDS.flatMap((kind) => [items[kind].sensitive.id, items[kind].naming.id]);
  await rows(line, `update items set sensitive = true where id in (${own.map((id) => `'${id}'`).join()})`);
  // A duplicate of a sensitive item; an application whose appeal is sensitive; an appeal against the decision of a sensitive one.
  await rows(
    line,
    `update items set merged_into_id = '${items.feedback.sensitive.id}', status = 'closed', closed_reason = 'duplicate', closed_at = now() where id = '${items.feedback.linked.id}'`,
  );
  await rows(
    line,
    `update items set sensitive = true where id = (select item_id from enquiries where appeal_item_id = '${items.appeal.linked.id}')`,
  );
  await rows(
    line,
    `update enquiries set appeal_item_id = '${items.registration.sensitive.id}' where item_id = '${items.enquiry.linked.id}'`,
  );
  await rows(
    line,
    `update items set merged_into_id = '${items.enquiry.sensitive.id}' where id = '${items.registration.linked.id}'`,
  );
  for (const kind of KINDS)
    for (const { id } of people)
      await rows(line, `insert into item_exclusions (item_id, staff_id) values ('${items[kind].naming.id}', '${id}')`);
}
