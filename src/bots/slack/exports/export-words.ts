import type { Report } from '../../../core/reports/report.ts';
import { REPORTS } from '../../../core/reports.ts';
import { attendance } from '../../../core/trainings/reports/attendance.ts';
import { formatsOf } from '../../../files/export-report.ts';
import { escapeText } from '../escape.ts';
import { figure, staffWords } from '../kit/words.ts';
import type { FileWanted } from '../surface.ts';

const { words, hasWords } = staffWords('staff-exports');
const { words: staff } = staffWords('staff');

/** The report behind the name of a file; a file of a surface's own is none. */
const reportIn = ({ what }: FileWanted): Report | undefined =>
  REPORTS.find(({ name }) => name === (what === 'sheet' ? attendance.name : what));

/** What is made, in one line. mrkdwn. */
export function whatWords(wanted: FileWanted): string {
  const report = reportIn(wanted);
  if (!report) return escapeText(wanted.what);
  const what = staff(`forms.export.what_${report.name}`);
  const format = (wanted.format ?? formatsOf(report)[0]?.name ?? '').toUpperCase();
  if ('from' in wanted) {
    const { from, to } = wanted;
    const audience = wanted.audience ?? (report.holds === 'figures' ? 'sharing' : 'internal');
    const values = { what, from: escapeText(from), to: escapeText(to), audience: words(`what.${audience}`), format };
    return words('what.period', values);
  }
  const offer = 'offer' in wanted ? escapeText(wanted.offer) : '';
  return offer === '' ? words('what.all', { what, format }) : words('what.offer', { what, offer, format });
}

/** The same, as whoever runs the line would have it made. */
export function commandFor(wanted: FileWanted, name: string): string {
  const ofPeriod = 'from' in wanted;
  const said: readonly (readonly [option: string, value: string | undefined])[] = [
    ['what', reportIn(wanted)?.name ?? wanted.what],
    ['from', ofPeriod ? wanted.from : undefined],
    ['to', ofPeriod ? wanted.to : undefined],
    ['kind', ofPeriod ? wanted.kind : undefined],
    ['offer', 'offer' in wanted && wanted.offer !== '' ? wanted.offer : undefined],
    ['for', wanted.audience],
    ['format', wanted.format],
    ['lang', wanted.language],
    ['out', name],
  ];
  const options = said.flatMap(([option, value]) => (value === undefined ? [] : [`--${option} ${escapeText(value)}`]));
  const text = ofPeriod && wanted.withText ? ['--with-text'] : [];
  return ['npm run -s line -- export', ...options, ...text].join(' ');
}

export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000
    ? words('size.kilobytes', { amount: figure(Math.ceil(bytes / 1000)) })
    : words('size.megabytes', { amount: figure(Math.ceil(bytes / 1_000_000)) });

/** A format that nobody has put into words yet stands for itself. */
export const formatWords = (name: string): string =>
  hasWords(`format.${name}`) ? words(`format.${name}`) : name.toUpperCase();
