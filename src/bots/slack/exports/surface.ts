import { z } from 'zod';
import { done } from '../../../core/domain/result.ts';
import { localParts } from '../../../core/domain/time/local-time.ts';
import { REPORT_KINDS } from '../../../core/reports/report.ts';
import { REPORT_NAMES, reportOf } from '../../../core/reports.ts';
import { form } from '../host/form.ts';
import { command, formCommand } from '../host/listing.ts';
import { choice, field, LIST, text } from '../kit/fields.ts';
import { date, ticks } from '../kit/inputs.ts';
import { newMetadata } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { Surface } from '../surface.ts';
import { FILES, sendExport } from './exports.ts';
import { stats } from './stats.ts';

const { words } = staffWords('staff');

const coded = <Code extends string>(name: 'what' | 'kind', codes: readonly Code[], initial: Code) =>
  choice(
    name,
    () => words(`forms.export.${name}`),
    z.enum(codes),
    () => codes.map((code) => ({ value: code, text: words(`forms.export.${name}_${code}`) })),
    { initial: () => initial },
  );
const day = (name: 'from' | 'to', of: (today: string) => string) =>
  field(name, z.iso.date(), ({ about }: { about: string }) => [date(name, words(`forms.export.${name}`), of(about))]);

/** Figures as a file. Drawn with today's date. */
const EXPORT_FORM = form({
  id: 'export',
  rule: 'export',
  open: async ({ line }) => done({ about: localParts(line.now()).day, metadata: newMetadata('') }),
  fields: {
    what: coded('what', REPORT_NAMES, 'summary'),
    offer: text('offer', () => words('forms.export.offer'), {
      optional: true,
      most: 12,
      hint: () => words('forms.export.offer_hint'),
    }),
    kind: coded('kind', REPORT_KINDS, 'all'),
    from: day('from', (today) => `${today.slice(0, 8)}01`),
    to: day('to', (today) => today),
    withText: field('with_text', LIST, () => [
      ticks('with_text', words('forms.export.text'), [{ value: 'yes', text: words('forms.export.with_text') }]),
    ]),
  },
  submit: async (bot, member, { what, offer, kind, from, to, withText }) => {
    const ofPeriod = reportOf(what).of === 'period';
    const wanted = ofPeriod ? { what, kind, from, to, withText: withText.length > 0 } : { what, offer };
    void sendExport(bot, member, wanted, words('export.here'));
    return done(null);
  },
  said: () => words('export.coming'),
});

/** Figures: how many are open, and files. */
export const EXPORTS: Surface = {
  forms: [EXPORT_FORM],
  commands: [
    command('stats', 'see_items', () => words('help.stats'), stats),
    formCommand('export', () => words('help.export'), EXPORT_FORM),
  ],
  files: FILES,
};
