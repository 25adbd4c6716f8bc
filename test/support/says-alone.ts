import type { Say, SayValue } from '../../src/core/domain/say.ts';
import { lasting, spanOfDays } from '../../src/core/domain/time/spans.ts';
import { LABEL_KEYS } from '../../src/core/i18n/labels.ts';
import { placeholders } from '../../src/core/i18n/placeholders.ts';
import { pluralBase } from '../../src/core/i18n/plurals.ts';
import { isFileKey, isStaffKey } from '../../src/core/i18n/rules.ts';

/** What residents read elsewhere than in a message: each with where. */
export const NOT_SAID = {
  'on the page of the sandbox, by its own renderer': /^phone:/,
  'in a printed file': /^(certificate|sheet):/,
  'in the file of all that is held of somebody': /^privacy:file\./,
  "in Telegram's own menus": /^commands:/,
  'in the words of staff, who pick it and change it': /^canned:/,
} as const satisfies Record<string, RegExp>;

const AT = '2026-11-28T09:00:00Z';
const many = (...keys: string[]): SayValue => ({ list: keys.map((key) => ({ key })) });
const TITLE = { text: 'Izmišljena praksa za žene i mlade u trgovini i uslugama' };
const PAPER = { text: 'Lična karta' };

/** What stands for each value, by its name, where a text does not have one of its own. */
const VALUES: Record<string, SayValue> = {
  ...{ reference: 'F-7K3QM2', into: 'F-9N2W4X', references: { list: ['F-7K3QM2', 'F-9N2W4X'] } },
  ...{ title: TITLE, titles: { list: [TITLE, TITLE] }, paper: PAPER, papers: { list: [PAPER, PAPER] } },
  ...{ code: { code: '123 456' }, receipt: { code: '1234 5678 1234 5678' }, number: 12 },
  ...{ what: { key: 'feedback:municipality.name' }, label: { key: 'codes:community.egyptian' } },
  ...{ value: { text: 'izmišljene reči' }, text: { text: 'izmišljene reči' }, words: { text: 'izmišljene reči' } },
  ...{ page: 2, pages: 3, count: 5, days: 5, hours: 5, seconds: 5, free: 3, seats: 9, waiting: 2, kept: 1, places: 3 },
  ...{ first: { key: 'offers:listed.full' }, second: { key: 'codes:municipality.zvecan' } },
  ...{ time: lasting(spanOfDays(15)), date: { date: AT }, due: { date: AT }, sent: { date: AT }, since: { date: AT } },
  ...{ day: { date: AT }, last_day: { date: AT }, from: { time: AT }, to: { time: AT }, until: { dateTime: AT } },
  ...{ when: { dateTime: AT }, deadline: { dateTime: AT }, amount: { cents: 123_450 }, maximum: { cents: 300_000 } },
  ...{ language: { key: 'codes:text_language.sr-Latn' }, languages: many('codes:teaching_language.sq') },
  ...{
    topic: { key: 'codes:sector.health' },
    place: { key: 'codes:municipality.zvecan' },
    commands: '/menu /my /help',
  },
  ...{ state: { key: 'items:state.received' }, reason: { key: 'codes:closed_reason.acted_on' } },
  ...{ kind: { key: 'codes:feedback_type.complaint' }, answer: { key: 'codes:satisfaction.partly' } },
  ...{ agency: { key: 'codes:agency.municipality' }, needed: { key: 'common:yes' }, question: TITLE },
  ...{ list: many('codes:municipality.zvecan', 'codes:municipality.mitrovica_north'), row: TITLE },
  ...{ groups: many('offers:group.women', 'offers:group.roma') },
};

/** Where a value of that name is another. */
const OWN: [RegExp, Record<string, SayValue>][] = [
  [/^registration:waiting\.place$/, { place: 3 }],
  [/^offers:age/, { from: 18, to: 30 }],
  [/^offers:when$/, { until: { time: AT } }],
  [/^offers:when_days$/, { from: { date: AT }, until: { date: AT } }],
  [/^(forms:phone\.|emergency:line)/, { number: '+383 44 123 456' }],
  [/^emergency:line$/, { label: { key: 'emergency:ambulance' } }],
  [/^common:edit$/, { what: { key: 'registration:needs.name' } }],
];

/** How many there are decides the form. */
const COUNTS = [1, 2, 5, 21, 1000];

/** Every text that residents are told, whether or not anything leads there: a screen for each, with values such as it gets. */
export function saysAlone(english: ReadonlyMap<string, string>): Map<string, Say[]> {
  const elsewhere = Object.values(NOT_SAID);
  const says = new Map<string, Say[]>();
  for (const [form, text] of english) {
    const key = pluralBase(form, english) ?? form;
    if (isStaffKey(key) || isFileKey(key) || says.has(key) || elsewhere.some((pattern) => pattern.test(key))) continue;
    const names = placeholders((key === form ? text : english.get(`${key}_other`)) ?? text).filter(
      (name) => name !== 'channel',
    );
    const counts = names.includes('count') ? COUNTS : [0];
    says.set(
      key,
      counts.map((count) => sayAlone(key, names, count)),
    );
  }
  return says;
}

function sayAlone(key: string, names: readonly string[], count: number): Say {
  const own = Object.assign({}, ...OWN.filter(([of]) => of.test(key)).map(([, values]) => values));
  const values = Object.fromEntries(
    names.map((name): [string, SayValue] => {
      const value = name === 'count' ? count : (own[name] ?? VALUES[name]);
      if (value === undefined) throw new Error(`no sample of {{${name}}}, which ${key} wants`);
      return [name, value];
    }),
  );
  const line = { key, ...(names.length > 0 && { values }) };
  if (!LABEL_KEYS.test(key)) return { lines: [line] };
  return { lines: [{ key: 'menu:title' }], buttons: [[{ label: line, data: 'm:menu' }]] };
}
