import {
  AGENCIES,
  type CLOSED_REASONS,
  FEEDBACK_TYPES,
  LANGUAGES,
  MUNICIPALITIES,
  PRIORITIES,
  SECTORS,
  STAFF_AGENCIES,
} from '../../../core/domain/codes.ts';
import { codeWords } from './words.ts';

const LISTS = {
  agency: AGENCIES,
  staff_agency: STAFF_AGENCIES,
  type: FEEDBACK_TYPES,
  language: LANGUAGES,
  municipality: MUNICIPALITIES,
  priority: PRIORITIES,
  sector: SECTORS,
  channel: ['phone', 'in_person', 'other'],
  closed_reason: ['answered', 'acted_on', 'referred_out', 'out_of_scope'] satisfies (typeof CLOSED_REASONS)[number][],
} as const;

/** A list of codes as options of a select, in the order of the list. */
export const codeOptions = (list: keyof typeof LISTS) =>
  LISTS[list].map((code) => ({
    value: code as string,
    text: codeWords(list === 'staff_agency' ? 'agency' : list, code),
  }));
