import { labelWidth, roomFor } from '../domain/text/label-width.ts';

/** What stands on a button, as `locales check` measures it. Patterns are over `namespace:key`. */
export const LABEL_KEYS =
  /^(common:(yes|no|back|cancel|skip|continue|done|send|edit|menu|more|newer|close|chosen|switch_language)|codes:(language|feedback_type|municipality|sector|gender|age_band|community|disability|satisfaction)\..+|menu:(?!title|hint|information_only).+|consent:(agree|disagree|more)|forms:(aside\.(keep|keep_later|leave)|(stop|clear)\.(yes|no)|clear\.button|phone\.(meant|as_written))|feedback:(safe\.(yes|no)|privacy\.(confidential|anonymous)|check\.(send|send_anonymous)|again)|about:(start|later)|withdraw:(yes|no)|forget:(yes|no|yes_again)|freetext:(send|send_new|add_about|add_quiet|leave|now|details)|receipt:add|items:(back_to_list|row|button\..+)|privacy:(download|delete|change_about)|registration:(button\..+|cancel\.(yes|no)|check\.(send|save)|need\..+|known\.(same|phone|other))|grants:(button\..+|withdraw\.(yes|no)|check\.send|stage\.(idea|starting|running)|cancelled\.others)|reminders:button\..+|offers:(button\..+|back_to_list|row\w*|sooner|later|not_eligible\.again)|afterwards:button\..+|quoting:(yes|no)|discreet:(notice\.open|ask\.(yes|no)|look\.close|noted\.\w+|mine\.button)|telling-files:take_out|voice:(hear|stop))$/;

/** Of these two stand beside each other under every question, in whatever language. */
const BESIDE = /^common:(back|cancel)$/;

/** A name of staff's or a person's gives way to what stands around it, down to so much: see bots/telegram/keyboard.ts. */
const NAME = 'Obuka …';
/** What stands in a label's place for a value, as wide as it gets: as it is, or each of these texts. */
const FILLED: readonly [label: RegExp, name: string, filling: string | RegExp][] = [
  [/./, 'title', NAME],
  [/./, 'paper', NAME],
  [/./, 'reference', 'F-7K3QM2'],
  [/./, 'number', '+383 44 123 456'],
  [/./, 'date', '28. 11. 2026.'],
  [/./, 'day', '28. 11. 2026.'],
  [/./, 'when', '28. 11. 2026. 10.00'],
  [/^common:switch_language$/, 'language', /^codes:language\./],
  [/^common:chosen$/, 'label', /^(codes:community\.|registration:need\.)/],
  [
    /^common:edit$/,
    'what',
    /^(feedback|registration|grants):[\w.]+\.name$|^(registration:(share|needs)\.name|danger:safe_name)$/,
  ],
];

/** What does not fit its button on a cheap phone, in words; null where the key is no label or fits. */
export function tooWide(key: string, own: ReadonlyMap<string, string>): string | null {
  const text = own.get(key);
  if (text === undefined || !LABEL_KEYS.test(key)) return null;
  const room = roomFor(BESIDE.test(key) ? 2 : 1);
  const widest = fillings(key, text, own).toSorted((one, other) => labelWidth(other) - labelWidth(one))[0] ?? text;
  const width = Math.ceil(labelWidth(widest));
  return width > room ? `is ${width} px wide as “${widest}”; its button has room for ${room} px` : null;
}

function fillings(key: string, text: string, own: ReadonlyMap<string, string>): string[] {
  let labels = [text];
  for (const [, name = ''] of text.matchAll(/\{\{(\w+)\}\}/g)) {
    const filling = FILLED.find(([label, value]) => value === name && label.test(key))?.[2] ?? '';
    const values =
      typeof filling === 'string' ? [filling] : [...own].filter(([one]) => filling.test(one)).map(([, value]) => value);
    labels = labels.flatMap((label) => values.map((value) => label.replaceAll(`{{${name}}}`, value)));
  }
  return labels;
}
