import type { Span } from '../../../core/domain/staff/rota.ts';
import { clockInstant } from '../../../core/domain/time/local-time.ts';
import type { RotaView } from '../../../core/duty/show-rota.ts';
import { nameOf } from '../cards/card-facts.ts';
import { actions, type Block, beside, context, header, LIMITS, plain, section } from '../kit/blocks.ts';
import { asWritten, buttonOf } from '../kit/button.ts';
import { message, newMetadata, type View } from '../kit/modal.ts';
import { moment } from '../kit/moment.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-duty');

/** A modal takes a hundred blocks. */
const MOST_SHIFTS = 60;
const MOST_DAYS = 20;
const MOST_HOLES = 5;

export const ROTA = buttonOf('rota', asWritten);
export const ROTA_ADD_WEEK = buttonOf('rota_add_week', asWritten);
export const ROTA_ADD_DAY = buttonOf('rota_add_day', asWritten);
/** Of one shift or day: its id. */
export const ROTA_REMOVE = buttonOf('rota_remove', asWritten);

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const hours = ({ from, to }: { from: number; to: number }): string =>
  words(to <= from ? 'hours.over_night' : 'hours.same_day', { from: clock(from), to: clock(to) });

const entry = (text: string, id: string, mayChange: boolean): Block =>
  mayChange ? beside(text, ROTA_REMOVE.make(words('button.remove'), id)) : section(text);

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
  return { ...message(blocks, newMetadata('')), title: plain(words('title'), LIMITS.modalTitle) };
}

const dayOf = ({ day }: { day: string }): string => {
  const noon = Math.floor(clockInstant(day, 12 * 60).getTime() / 1000);
  return `<!date^${noon}^{date_short}|${day}>`;
};

const addButtons = (): Block =>
  actions([
    ROTA_ADD_WEEK.make(words('button.add_week'), 'week', 'primary'),
    ROTA_ADD_DAY.make(words('button.add_day'), 'day'),
  ]);

/** Who is on duty now, in one line. */
export const dutyLine = (names: string[]): string =>
  names.length === 0 ? words('nobody') : words('on_duty', { names: names.map(nameOf).join(', ') });
