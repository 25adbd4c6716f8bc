import type { LanguageRow } from '../../src/core/domain/languages.ts';

/** A code that ISO 639 keeps free for private use: nobody speaks it. */
export const INVENTED = 'qaa';

/** Its row of the table: it counts in three ways, and has its dates in figures. */
export const INVENTED_ROW: LanguageRow = {
  residents: true,
  script: 'Latin',
  plurals: {
    categories: ['one', 'two', 'other'],
    select: (count) => (count === 1 ? 'one' : count === 2 ? 'two' : 'other'),
  },
  figures: { group: ',', decimal: '.', euro: 'after' },
  phone: { code: 'eo', commands: true },
  teaching: INVENTED,
  words: 'ꝗa ꝗe ꝗo',
  avoid: /ꝗfui/iu,
};
