import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../core/domain/codes.ts';
import { DIALOGUES, type Dialogue, dialogueOf } from '../core/i18n/dialogues.ts';
import { pluralForms } from '../core/i18n/plurals.ts';
import { loadReaders, saveReaders, withReader } from '../core/i18n/readers.ts';
import { recordReading } from '../core/i18n/record-reading.ts';
import { keepRecording, withRecording } from '../core/i18n/record-voice.ts';
import { recordingFile, stateOfRecording } from '../core/i18n/recordings.ts';
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
  locales
    .command('voice')
    .description(
      'Take a recording of a critical text as it stands (OGG/Opus), spoken by a person; or, without a file, write down that another reader has heard it.',
    )
    .addOption(language().makeOptionMandatory())
    .requiredOption('--reader <reader>', 'who has heard it, as in `locales readers`')
    .argument('<key>', 'namespace:key, such as forget:ask')
    .argument('[file]')
    .action(voice);
}

async function voice(key: string, file: string | undefined, { lang, reader }: Approving): Promise<void> {
  const path = file ?? recordingFile(LOCALES_DIR, lang, key);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw Object.assign(error as Error, { path });
  });
  const reviewed = loadReviewed(LOCALES_DIR, readLocales(LOCALES_DIR).strings);
  const kept = withRecording(reviewed, { language: lang, key, reader, bytes });
  if (!kept.ok) throw new Refused(kept.problem);
  keepRecording(LOCALES_DIR, lang, key, path);
  saveReview(LOCALES_DIR, kept.review);
  const state = stateOfRecording({ ...reviewed, review: kept.review }, lang, key);
  process.stdout.write(`The recording of ${key} in ${lang}: ${state}.\n`);
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
