import { z } from 'zod';
import { FILE_LANGUAGES } from '../../../core/domain/language.ts';
import { done } from '../../../core/domain/result.ts';
import { isBlank } from '../../../core/domain/text/fold.ts';
import { localParts } from '../../../core/domain/time/local-time.ts';
import { QUICK_SPANS, quickSpan, type SpanOfDays } from '../../../core/domain/time/spans-of-days.ts';
import { readDay } from '../../../core/domain/time/written-time.ts';
import { AUDIENCES } from '../../../core/reports/document.ts';
import { REPORT_KINDS, type Report } from '../../../core/reports/report.ts';
import { REPORT_NAMES, reportOf } from '../../../core/reports.ts';
import { formatsOf } from '../../../files/export-report.ts';
import { FORMATS } from '../../../files/formats.ts';
import { form } from '../host/form.ts';
import { press } from '../host/listing.ts';
import { actions, section } from '../kit/blocks.ts';
import { asWritten, buttonOf } from '../kit/button.ts';
import { choice, field, LIST, remark, type Shown, TEXT, type Typed, text, typedText } from '../kit/fields.ts';
import { date, select, ticks } from '../kit/inputs.ts';
import { newMetadata } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { SlackView } from '../payloads.ts';
import { formatWords } from './export-words.ts';
import { sendExport } from './exports.ts';

const { words: staff } = staffWords('staff');
const { words } = staffWords('staff-exports');
const { codeWords } = staffWords('staff-offers');

/** What is chosen first: figures, which may be shared. */
const FIRST = 'summary';
const MOST_PURPOSE = 300;

/** Drawn with today's date. */
type Of = Shown<{ today: string }>;

const nameOfReport = (name: string | undefined): string => REPORT_NAMES.find((one) => one === name) ?? FIRST;
const reportIn = ({ typed }: Of): Report => reportOf(nameOfReport(typedText(typed, 'what')));

/** Slack keeps what stands in a block as long as its id stays: what the form chooses anew stands in a block of another id. */
const anew = (name: string, { metadata: { turn = 1 } }: Of): string => (turn > 1 ? `${name}-${turn}` : name);

/** As it was typed, where that may still be chosen. */
const chosen = (options: readonly string[], name: string, { typed }: Of): string | undefined =>
  options.find((option) => option === typedText(typed, name)) ?? options[0];

const WHAT = buttonOf<string>('what', {
  write: (name) => name,
  read: (written) => REPORT_NAMES.find((name) => name === written) ?? null,
});
/** Each a button of its own: in a row no two have the same name. */
const PERIODS = QUICK_SPANS.map((span) => ({ span, button: buttonOf(`export_${span}`, asWritten) }));

const what = field('what', z.enum(REPORT_NAMES), (shown: Of) => {
  const options = REPORT_NAMES.map((name) => WHAT.option(staff(`forms.export.what_${name}`), name));
  const input = select(WHAT.id, staff('forms.export.what'), options, { initial: reportIn(shown).name });
  return [{ ...input, dispatch_action: true }];
});

const audience = field('audience', z.enum(AUDIENCES).optional(), (shown: Of) => {
  const rows = reportIn(shown).holds !== 'figures';
  const offered = rows ? (['internal'] as const) : AUDIENCES;
  const options = offered.map((one) => ({
    value: one,
    text: words(rows ? 'form.rows_internal' : `form.audience_${one}`),
  }));
  const initial = chosen(offered, 'audience', shown);
  return [select('audience', words('form.audience'), options, { initial, blockId: anew('audience', shown) })];
});

const format = field('format', z.enum(FORMATS.map(({ name }) => name)).optional(), (shown: Of) => {
  const names = formatsOf(reportIn(shown)).map(({ name }) => name);
  const options = names.map((name) => ({ value: name, text: formatWords(name) }));
  const initial = chosen(names, 'format', shown);
  return [select('format', words('form.format'), options, { initial, blockId: anew('format', shown) })];
});

const day = (name: 'from' | 'to', of: (today: string) => string) =>
  field(name, TEXT, (shown: Of) => {
    const initial = typedText(shown.typed, name) ?? of(shown.about.today);
    return [date(name, staff(`forms.export.${name}`), initial, { blockId: anew(name, shown) })];
  });

/** Figures as a file, for whom and what for. */
export const EXPORT_FORM = form({
  id: 'export',
  rule: 'export',
  open: async ({ line }) => done({ about: { today: localParts(line.now()).day }, metadata: newMetadata('') }),
  again: async ({ line }) => done({ today: localParts(line.now()).day }),
  fields: {
    what,
    audience,
    purpose: text('purpose', () => words('form.purpose'), {
      optional: true,
      most: MOST_PURPOSE,
      hint: () => words('form.purpose_hint'),
    }),
    offer: text('offer', () => staff('forms.export.offer'), {
      optional: true,
      most: 12,
      hint: () => staff('forms.export.offer_hint'),
    }),
    kind: choice(
      'kind',
      () => staff('forms.export.kind'),
      z.enum(REPORT_KINDS),
      () => REPORT_KINDS.map((code) => ({ value: code, text: staff(`forms.export.kind_${code}`) })),
      { initial: () => 'all' },
    ),
    period: remark(() => [
      section(words('form.period')),
      actions(PERIODS.map(({ span, button }) => button.make(words(`form.${span}`), span))),
    ]),
    from: day('from', (today) => today.replace(/\d\d$/, '01')),
    to: day('to', (today) => today),
    format,
    language: choice(
      'language',
      () => words('form.language'),
      z.enum(FILE_LANGUAGES).optional(),
      () => FILE_LANGUAGES.map((code) => ({ value: code, text: codeWords('text_language', code) })),
      { initial: () => FILE_LANGUAGES[0] },
    ),
    withText: field('with_text', LIST, () => [
      ticks('with_text', staff('forms.export.text'), [{ value: 'yes', text: staff('forms.export.with_text') }]),
    ]),
  },
  submit: async (bot, member, values, _, sent) => {
    const faults = faultsOf(values, localParts(bot.line.now()).day);
    if (Object.keys(faults).length > 0) return { answer: { response_action: 'errors', errors: beside(sent, faults) } };
    const { offer, kind, from, to, withText, period: _remark, ...terms } = values;
    const ofPeriod = reportOf(values.what).of === 'period';
    const wanted = ofPeriod ? { ...terms, kind, from, to, withText: withText.length > 0 } : { ...terms, offer };
    void sendExport(bot, member, wanted, staff('export.here'));
    return done(null);
  },
  said: () => staff('export.coming'),
});

/** The form follows what is chosen in it. */
export const EXPORT_BUTTONS = [
  press(WHAT, EXPORT_FORM.rule, (pressed) => EXPORT_FORM.rewrite(pressed, (typed) => typed)),
  ...PERIODS.map(({ span, button }) =>
    press(button, EXPORT_FORM.rule, (pressed) =>
      EXPORT_FORM.rewrite(pressed, (typed): Typed => ({ ...typed, ...quickSpan(span, pressed.bot.line.now()) })),
    ),
  ),
];

type Asked = SpanOfDays & {
  what: string;
  audience?: (typeof AUDIENCES)[number] | undefined;
  format?: string | undefined;
  purpose: string;
  offer: string;
};
type Faults = Partial<Record<'audience' | 'purpose' | 'format' | 'offer' | 'from' | 'to', string>>;

/** All that is wrong together, each beside its field. */
function faultsOf(asked: Asked, today: string): Faults {
  const report = reportOf(asked.what);
  const rows = report.holds !== 'figures';
  const internal = rows || asked.audience === 'internal';
  const formats = formatsOf(report).map(({ name }) => name);
  const known = asked.format === undefined || formats.some((name) => name === asked.format);
  return {
    ...(rows && asked.audience === 'sharing' && { audience: staff('refusals.rows_are_internal') }),
    ...(internal && isBlank(asked.purpose) && { purpose: words('beside.purpose_needed') }),
    ...(!known && { format: words('beside.format_not_of_it', { formats: formats.join(', ').toUpperCase() }) }),
    ...(report.of === 'offer' && isBlank(asked.offer) && { offer: words('beside.offer_needed') }),
    ...(report.of === 'period' && faultsOfDays(asked, today)),
  };
}

function faultsOfDays({ from, to }: SpanOfDays, today: string): Faults {
  const [first, last] = [readDay(from), readDay(to)];
  if (!first.ok || !last.ok)
    return {
      ...(!first.ok && { from: staff('refusals.bad_date') }),
      ...(!last.ok && { to: staff('refusals.bad_date') }),
    };
  if (first.value > last.value) return { from: staff('refusals.period_backwards') };
  return first.value > today ? { from: words('beside.period_future') } : {};
}

/** Slack wants the block that a field stands in. */
function beside(view: SlackView, faults: Faults): Record<string, string> {
  const blocks = Object.entries(view.state?.values ?? {});
  return Object.fromEntries(
    Object.entries(faults).map(([name, fault]) => [blocks.find(([, held]) => name in held)?.[0] ?? name, fault]),
  );
}
