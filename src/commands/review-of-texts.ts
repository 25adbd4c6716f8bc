import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../core/domain/codes.ts';
import { DIALOGUES, type Dialogue, dialogueOf } from '../core/i18n/dialogues.ts';
import { pluralForms } from '../core/i18n/plurals.ts';
import { loadReaders, saveReaders, withReader } from '../core/i18n/readers.ts';
import { recordReading } from '../core/i18n/record-reading.ts';
import { loadReviewed, type Reviewed, reviewOf, saveReview } from '../core/i18n/review.ts';
import { isStaffKey } from '../core/i18n/rules.ts';
import { LOCALES_DIR, readLocales } from '../core/i18n/texts.ts';
import { Refused } from '../run/foundation.ts';

/** Who may approve texts, and that somebody read some. */
export function addReviewOfTexts(locales: Command): void {
  const language = () => new Option('--lang <language>', 'which translation').choices(LANGUAGES);
  locales
    .command('readers')
    .description('Who may approve texts: pseudonyms and organisations, never names. Lists them, or adds one.')
    .option('--add <reader>', 'a pseudonym or an organisation')
    .addOption(language())
    .option('--local', 'from the municipalities of the line')
    .action(readers);
  locales
    .command('approve')
    .description(
      'Write down that a reader has read texts as they stand. Two readers, one of them from here, approve a text.',
    )
    .addOption(language().makeOptionMandatory())
    .requiredOption('--reader <reader>', 'who read them, as in `locales readers`')
    .addOption(new Option('--dialogue <dialogue>', 'all texts of a dialogue').choices(DIALOGUES))
    .argument('[keys...]', 'namespace:key, such as forget:ask')
    .action(approve);
}

function readers({ add, lang, local }: { add?: string; lang?: Language; local?: boolean }): void {
  const before = loadReaders(LOCALES_DIR);
  if (add === undefined) {
    for (const { name, languages, local: here } of before)
      process.stdout.write(`${[name, languages.join(' '), here ? 'local' : ''].join('\t').trimEnd()}\n`);
    return;
  }
  if (lang === undefined) throw new Refused('--add needs --lang: which language they read.');
  const after = withReader(before, { name: add, language: lang, local: local === true });
  if (!after.ok) throw new Refused(after.problem);
  saveReaders(LOCALES_DIR, after.readers);
  process.stdout.write(`May approve texts in ${lang}: ${add.trim()}.\n`);
}

type Approving = { lang: Language; reader: string; dialogue?: Dialogue };

function approve(named: string[], { lang, reader, dialogue }: Approving): void {
  let reviewed = loadReviewed(LOCALES_DIR, readLocales(LOCALES_DIR).strings);
  const own = reviewed.strings.get(lang) ?? new Map<string, string>();
  const keys = [
    ...new Set([...named.flatMap((key) => formsOf(key, own)), ...(dialogue ? keysOf(reviewed, lang, dialogue) : [])]),
  ];
  if (keys.length === 0) throw new Refused('Say which texts: keys such as forget:ask, or --dialogue.');
  for (const key of keys) {
    const recorded = recordReading(reviewed, { language: lang, key, reader });
    if (!recorded.ok) throw new Refused(recorded.problem);
    reviewed = { ...reviewed, review: recorded.review };
  }
  saveReview(LOCALES_DIR, reviewed.review);
  const approved = keys.filter((key) => reviewOf(reviewed, lang, key) === 'approved').length;
  process.stdout.write(`Texts of ${lang} read: ${keys.length}. Of these approved now: ${approved}.\n`);
}

/** A sentence that counts is read in all its forms. What is none is named as it was. */
function formsOf(key: string, own: ReadonlyMap<string, string>): string[] {
  const forms = pluralForms(key, own);
  return forms.length > 0 ? forms : [key];
}

const keysOf = ({ strings }: Reviewed, language: Language, dialogue: Dialogue): string[] =>
  [...(strings.get(language)?.keys() ?? [])].filter((key) => !isStaffKey(key) && dialogueOf(key) === dialogue);
