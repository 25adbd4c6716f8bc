import type { FormContext, Option } from '../domain/form.ts';
import { plain } from '../domain/text/fold.ts';
import type { Texts } from './texts.ts';

/**
 * Other names that residents type for a place, in plain form. Never shown. The bare name of the town
 * fits both halves, so it asks which one is meant.
 */
const PLACE_ALIASES = new Map<string, readonly string[]>([
  ['mitrovica', ['mitrovica_north', 'mitrovica_south']],
  ['mitrovice', ['mitrovica_north', 'mitrovica_south']],
  ['kosovska mitrovica', ['mitrovica_north', 'mitrovica_south']],
  ['severna kosovska mitrovica', ['mitrovica_north']],
  ['mitrovica veriore', ['mitrovica_north']],
  ['mitrovica sever', ['mitrovica_north']],
  ['mitrovica jugore', ['mitrovica_south']],
  ['mitrovica jug', ['mitrovica_south']],
]);

/** What a label was before it was written better, in plain form: the old one stands in chats for months, and people type what they see. */
const FORMER_LABELS = new Map<string, readonly string[]>([
  ['codes:age_band.under_18', ['pohari taro 18']],
  ['codes:feedback_type.appreciation', ['mangava te phenav najs']],
  ['codes:feedback_type.complaint', ['si man zalba']],
  ['codes:feedback_type.request', ['si man molba', 'kerkoj dicka']],
  ['codes:sector.public_services', ['pani struja djubre drumja']],
  ['codes:sector.rights_and_safety', ['pravja thaj sigurnost']],
  ['codes:sector.this_project', ['akava projekto']],
  ['common:done', ['gotovo']],
  ['common:skip', ['preskocin', 'kaperce']],
  ['feedback:safe.yes', ['va sigurno sijum']],
  ['forget:no', ['na cuvin mire informacije']],
  ['forms:aside.keep_later', ['cuvin bichal pala akava', 'ruaje dhe dergoje me pas']],
  ['forms:aside.keep', ['dodaj mojoj poruci']],
  ['forms:aside.leave', ['ma le akava', 'lere jashte', 'izostavi']],
  ['forms:clear.no', ['na cuvin len', 'jo mos i fshij']],
  ['grants:stage.running', ['posao vec radi']],
  ['grants:withdraw.no', ['ne ostavi je', 'na cuvin la', 'jo lere']],
  ['grants:withdraw.yes', ['da povlacim']],
  ['registration:need.childcare', ['nekoj te dikhel e chaven']],
  ['registration:need.interpreter', ['nekoj te prevodinel']],
  ['registration:need.transport', ['prevoz']],
  ['registration:need.wheelchair', ['drumo baso invalidska kolica', 'hyrje me karroce']],
]);

/** Finds the options that a typed text names exactly, by their labels in any language or by a known other name. */
export function labelMatcher(texts: Texts): NonNullable<FormContext['matchLabel']> {
  return (text, options) => {
    const typed = plain(text);
    if (!typed) return [];
    const aliased = PLACE_ALIASES.get(typed) ?? [];
    return options
      .filter((option) => isNamed(texts, option, typed) || (isPlace(option) && aliased.includes(option.code)))
      .map((option) => option.code);
  };
}

const isPlace = (option: Option): boolean => option.label.key.startsWith('codes:municipality.');

const isNamed = (texts: Texts, option: Option, typed: string): boolean =>
  FORMER_LABELS.get(option.label.key)?.includes(typed) ||
  texts.languages.some((language) => namesIn(texts.strings(language).get(option.label.key) ?? '').includes(typed));

/** A label, and each of its halves where it says the man and the woman. */
const namesIn = (label: string): string[] => [label, ...label.split(' / ')].map(plain);
