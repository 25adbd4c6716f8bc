import { expect, test } from 'vitest';
import type { Agency, Role } from '../../../../src/core/domain/codes.ts';
import type { ItemEvent } from '../../../../src/core/domain/item.ts';
import {
  type Concerned,
  isStillNews,
  newsOf,
  type ReferredBetween,
  type StaffNews,
  whomToTell,
} from '../../../../src/core/domain/staff/news.ts';
import type { StaffMember, Visible } from '../../../../src/core/domain/staff/permissions.ts';

const person = (id: string, agency: Agency, ...roles: Role[]): StaffMember => ({
  ...{ id, agency, roles },
  slackUserId: `U-${id}`,
  displayName: id,
});
const PEOPLE = [
  person('ana', 'WHO', 'triage'),
  person('ben', 'WHO', 'triage', 'lead'),
  person('cem', 'UNICEF', 'triage'),
  person('dea', 'OHCHR', 'protection'),
  person('eva', 'OHCHR', 'protection', 'triage'),
  person('fis', 'UNDP', 'lead'),
  person('gen', 'WHO', 'admin'),
];
const ORDINARY: Concerned & Visible = {
  ...{ agency: 'WHO', assigneeId: null, notAgainId: null, onIt: [], sensitive: false, excludedStaffIds: [] },
};
const referral: ReferredBetween = { fromAgency: 'WHO', toAgency: 'UNICEF', offeredById: 'ana' };

const WHOM: [
  what: string,
  news: StaffNews,
  item: Partial<Concerned & Visible>,
  actorId: string | undefined,
  told: string,
][] = [
  ['who has it', 'added', { assigneeId: 'cem' }, undefined, 'cem'],
  ['who has it, and nobody who had it before', 'reopened', { assigneeId: 'cem', onIt: ['ana'] }, undefined, 'cem'],
  ['those who were on it, where nobody has it', 'added', { onIt: ['cem', 'eva'] }, undefined, 'cem eva'],
  ['its agency’s people, where nobody ever was', 'added', {}, undefined, 'ana ben'],
  ['its agency’s people, where who had it has no role any more', 'added', { assigneeId: 'gen' }, undefined, 'ana ben'],
  ['its agency’s people, where who was on it was removed', 'added', { onIt: ['removed'] }, undefined, 'ana ben'],
  ['the leads, where its agency has nobody', 'added', { agency: 'municipality' }, undefined, 'ben fis'],
  ['who had it and its agency, where it was not solved', 'not_solved', { notAgainId: 'cem' }, undefined, 'cem ana ben'],
  [
    'who has it, where it was not solved a second time',
    'not_solved',
    { notAgainId: 'cem', assigneeId: 'ana' },
    undefined,
    'ana',
  ],
  ['who talks with the applicant', 'time_picked', { assigneeId: 'ana' }, undefined, 'ana'],
  ['whom it was handed to', 'assigned', { assigneeId: 'ben' }, 'ana', 'ben'],
  ['nobody who took it over themselves', 'assigned', { assigneeId: 'ana' }, 'ana', ''],
  ['the agency it comes to', 'referred', { assigneeId: 'ana' }, 'ana', 'cem'],
  ['the leads, where that agency has nobody', 'referred', { agency: 'WHO' }, 'ben', 'cem'],
  ['who referred it, who has it and their agency', 'returned', { assigneeId: 'eva' }, 'cem', 'ana eva ben'],
  ['nobody of what they did themselves', 'returned', {}, 'ana', 'ben'],
  [
    'protection alone of a hidden one, who has it first',
    'added',
    { sensitive: true, assigneeId: 'dea' },
    undefined,
    'dea',
  ],
  ['protection of its agency', 'added', { sensitive: true, agency: 'OHCHR' }, undefined, 'dea eva'],
  [
    'nobody who is named in it',
    'added',
    { sensitive: true, agency: 'OHCHR', excludedStaffIds: ['dea'] },
    undefined,
    'eva',
  ],
  [
    'all of protection, and no lead without it, where its agency has nobody',
    'added',
    { sensitive: true, agency: 'municipality' },
    undefined,
    'dea eva',
  ],
];

test.each(WHOM)('%s: told of it', (_what, news, item, actorId, told) => {
  const whom = whomToTell(news, PEOPLE, { ...ORDINARY, ...item }, { actorId, referral });
  expect(whom.map(({ id }) => id).join(' ')).toBe(told);
});

const EVENTS: [events: ItemEvent[], news: StaffNews | null][] = [
  [[{ kind: 'item_added_to' }], 'added'],
  [[{ kind: 'item_reopened' }, { kind: 'item_added_to' }], 'reopened'],
  [[{ kind: 'item_rated', data: { answer: 'no' } }, { kind: 'item_reopened' }], 'not_solved'],
  [[{ kind: 'item_rated', data: { answer: 'no' } }], 'not_solved'],
  [[{ kind: 'item_rated', data: { answer: 'partly' } }], null],
  [[{ kind: 'item_rated', data: { answer: 'yes' } }], null],
  [[{ kind: 'item_withdrawn' }], null],
  [[{ kind: 'item_marked_sensitive' }], null],
];
test.each(EVENTS)('of %j comes one piece of news', (events, news) => {
  expect(newsOf(events)).toBe(news);
});

const OPEN = {
  ...{ status: 'open', lastWord: 'resident', assigneeId: 'ana', notAgainId: null, satisfaction: null },
  redactedAt: null,
} satisfies Parameters<typeof isStillNews>[2];
const STILL: [
  what: string,
  news: StaffNews,
  item: Partial<Parameters<typeof isStillNews>[2]>,
  referral: 'offered' | 'accepted' | 'returned' | null,
  still: boolean,
][] = [
  ['what nobody has answered', 'added', {}, null, true],
  ['what was answered meanwhile', 'added', { lastWord: 'staff' }, null, false],
  ['what was withdrawn meanwhile', 'reopened', { status: 'closed' }, null, false],
  ['what somebody else took meanwhile', 'added', { assigneeId: 'ben' }, null, false],
  ['whose words were destroyed', 'added', { redactedAt: new Date() }, null, false],
  ['a no', 'not_solved', { satisfaction: 'no', assigneeId: null, notAgainId: 'ana' }, null, true],
  [
    'a no that somebody else takes care of, to who had it',
    'not_solved',
    { satisfaction: 'no', assigneeId: 'ben', notAgainId: 'ana' },
    null,
    true,
  ],
  ['a no that was taken back', 'not_solved', { satisfaction: 'yes' }, null, false],
  ['a second no, which opens nothing', 'not_solved', { satisfaction: 'no', status: 'closed' }, null, true],
  ['what was handed to them', 'assigned', { assigneeId: 'ana' }, null, true],
  ['what was handed on to another meanwhile', 'assigned', { assigneeId: 'ben' }, null, false],
  ['what was handed to them, closed meanwhile', 'assigned', { assigneeId: 'ana', status: 'closed' }, null, false],
  ['a referral that waits', 'referred', { assigneeId: null }, 'offered', true],
  ['one that was accepted meanwhile', 'referred', {}, 'accepted', false],
  ['one that came back', 'returned', {}, 'returned', true],
  ['one that was offered anew meanwhile', 'returned', {}, 'offered', false],
];
test.each(STILL)('%s is still news or not', (_what, news, item, state, still) => {
  expect(isStillNews(news, { id: 'ana' }, { ...OPEN, ...item }, state)).toBe(still);
});
