import { z } from 'zod';
import {
  type AboutYou,
  AGE_BANDS,
  ASKED_AGE_BANDS,
  COMMUNITIES,
  DISABILITIES,
  GENDERS,
} from '../../../core/domain/codes.ts';
import { type Field, read, type Typed, UNREADABLE } from '../kit/fields.ts';
import { select, several } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-person');
const { codeWords } = staffWords('codes');

const options = (list: string, codes: readonly string[]) =>
  codes.map((value) => ({ value, text: codeWords(list, value) }));

const Told = z.object({
  gender: z.enum(GENDERS).optional(),
  age_band: z.enum(AGE_BANDS).optional(),
  community: z.array(z.enum(COMMUNITIES)).optional(),
  disability: z.enum(DISABILITIES).optional(),
});

/** What a person told of themselves: each is asked and may be left out, as residents are asked on their phones. */
export const aboutFields: Field<unknown, AboutYou> = {
  draw: () => [
    select('gender', words('field.gender'), options('gender', GENDERS), { optional: true, hint: words('hint.about') }),
    select('age_band', words('field.age_band'), options('age_band', ASKED_AGE_BANDS), { optional: true }),
    several('community', words('field.community'), options('community', COMMUNITIES), { optional: true }),
    select('disability', words('field.disability'), options('disability', DISABILITIES), { optional: true }),
  ],
  read: (typed: Typed) => {
    const told = Told.safeParse(typed);
    if (!told.success) return UNREADABLE;
    const { gender, age_band: ageBand, community, disability } = told.data;
    return read({ gender, ageBand, disability, ...(community && community.length > 0 && { communities: community }) });
  },
};
