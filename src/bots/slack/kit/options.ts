import type { types } from '@slack/bolt';
import {
  AGENCIES,
  type CLOSED_REASONS,
  ENTERED_CHANNELS,
  FEEDBACK_TYPES,
  LANGUAGES,
  MUNICIPALITIES,
  PRIORITIES,
  SECTORS,
  STAFF_AGENCIES,
} from '../../../core/domain/codes.ts';
import { clean } from '../escape.ts';
import { LIMITS, plain } from './blocks.ts';
import { staffWords } from './words.ts';

const { codeWords } = staffWords('staff-cards');

/** What can be chosen: the code, and what stands for it. */
export type Option = { value: string; text: string };

export const optionOf = ({ value, text }: Option): types.PlainTextOption => ({
  text: plain(clean(text) || value, LIMITS.optionText),
  value,
});

const LISTS = {
  agency: AGENCIES,
  staff_agency: STAFF_AGENCIES,
  type: FEEDBACK_TYPES,
  language: LANGUAGES,
  municipality: MUNICIPALITIES,
  priority: PRIORITIES,
  sector: SECTORS,
  channel: ENTERED_CHANNELS,
  closed_reason: ['answered', 'acted_on', 'referred_out', 'out_of_scope'] satisfies (typeof CLOSED_REASONS)[number][],
} as const;

/** A list of codes as options of a select, in the order of the list. */
export const codeOptions = (list: keyof typeof LISTS): Option[] =>
  LISTS[list].map((code) => ({ value: code, text: codeWords(list === 'staff_agency' ? 'agency' : list, code) }));
