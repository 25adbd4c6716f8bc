import type { Span } from '../../../core/domain/staff/rota.ts';
import { clockInstant } from '../../../core/domain/time/local-time.ts';
import type { RotaView } from '../../../core/duty/show-rota.ts';
import { nameOf } from '../cards/card-facts.ts';
import { type Block, button, context, header, plain, section } from '../kit/blocks.ts';
import { date, person, select, several, time } from '../kit/inputs.ts';
import { form, message, newMetadata, type View } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-duty');

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** A modal takes a hundred blocks. */
const MOST_SHIFTS = 60;
const MOST_DAYS = 20;
const MOST_HOLES = 5;

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const hours = ({ from, to }: { from: number; to: number }): string =>
  words(to <= from ? 'hours.over_night' : 'hours.same_day', { from: clock(from), to: clock(to) });

const entry = (text: string, id: string, mayChange: boolean): Block => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
  ...(mayChange && { accessory: button('rota_remove', words('button.remove'), id) }),
});

const hole = ({ from, to }: Span): string => words('hole', { from: moment(from), to: moment(to) });

/** The rota in a modal: who is on duty, what is set, and where nobody is. `note`: what was just done. */
export function rotaView(rota: RotaView, note?: string): View {
  const { weekly, days, holes, mayChange } = rota;
  const empty = weekly.length === 0 && days.length === 0;
  const shown = holes.slice(0, MOST_HOLES).map(hole);
  const blocks: Block[] = [
    ...(note === undefined ? [] : [section(`_${note}_`)]),
    section(dutyLine(rota.onDuty)),
    header(words('weekly')),
    ...(weekly.length === 0 ? [section(words('none'))] : []),
    ...weekly
      .slice(0, MOST_SHIFTS)
      .map((one) => entry(`${words(`weekday.${one.weekday}`)} ${hours(one)} · ${nameOf(one.name)}`, one.id, mayChange)),
    header(words('days')),
    ...(days.length === 0 ? [section(words('none'))] : []),
    ...days
      .slice(0, MOST_DAYS)
      .map((one) =>
        entry(`${dayOf(one)} ${hours(one)} · ${words(`kind.${one.kind}`)} · ${nameOf(one.name)}`, one.id, mayChange),
      ),
    header(words('holes')),
    section(empty ? words('empty') : shown.length === 0 ? words('no_hole') : shown.join('\n')),
    ...(holes.length > MOST_HOLES ? [context(words('more_holes', { count: holes.length - MOST_HOLES }))] : []),
    ...(mayChange ? [addButtons()] : [context(words('who_changes'))]),
  ];
  return { ...message(blocks, newMetadata('')), title: plain(words('title')) };
}

const dayOf = ({ day }: { day: string }): string => {
  const noon = Math.floor(clockInstant(day, 12 * 60).getTime() / 1000);
  return `<!date^${noon}^{date_short}|${day}>`;
};

const addButtons = (): Block => ({
  type: 'actions',
  elements: [
    button('rota_add_week', words('button.add_week'), 'week', 'primary'),
    button('rota_add_day', words('button.add_day'), 'day'),
  ],
});

/** Who is on duty now, in one line. */
export const dutyLine = (names: string[]): string =>
  names.length === 0 ? words('nobody') : words('on_duty', { names: names.map(nameOf).join(', ') });

const at = (name: 'from' | 'to', initial: string): Block =>
  time(name, words(`field.${name}`), initial, name === 'to' ? { hint: words('field.to_hint') } : {});

export const weekForm = (): View =>
  form('rota_week', newMetadata(''), [
    person('person', words('field.person')),
    several(
      'weekdays',
      words('field.weekdays'),
      WEEKDAYS.map((day) => ({ value: String(day), text: words(`weekday.${day}`) })),
    ),
    at('from', '08:00'),
    at('to', '20:00'),
  ]);

export const dayForm = (today: string): View =>
  form('rota_day', newMetadata(''), [
    person('person', words('field.person')),
    date('day', words('field.day'), today),
    select(
      'kind',
      words('field.kind'),
      (['on', 'off'] as const).map((kind) => ({ value: kind, text: words(`kind.${kind}`) })),
      { initial: 'off' },
    ),
    at('from', '00:00'),
    at('to', '00:00'),
  ]);
