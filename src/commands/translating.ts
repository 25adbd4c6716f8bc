import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../core/domain/codes.ts';
import { loadReviewed } from '../core/i18n/review.ts';
import { learnLanguages } from '../core/i18n/tell-language.ts';
import { LOCALES_DIR, loadTexts, readLocales, SOURCE_LANGUAGE } from '../core/i18n/texts.ts';
import { carryOut } from '../core/i18n/translating/carry-out.ts';
import { deleteText } from '../core/i18n/translating/delete-text.ts';
import { type Taken, takeRows } from '../core/i18n/translating/take-rows.ts';
import { textRows } from '../core/i18n/translating/text-rows.ts';
import { TEXT_FORMATS, type TextFormat, writeTexts } from '../files/translating/formats.ts';
import { readTexts } from '../files/translating/read-texts.ts';
import { Refused } from '../run/foundation.ts';
import { readSource } from './read-source.ts';

/** Texts on their way to a translator and back, and out of the line. `changed`: what has to be in step once texts are others. */
export function addTranslating(locales: Command, changed: () => void): void {
  locales
    .command('export')
    .description(
      'Write one language beside its English for a translator, with the screen, the limit and the placeholders of each text.',
    )
    .addOption(new Option('--lang <language>', 'which translation').choices(LANGUAGES).makeOptionMandatory())
    .addOption(new Option('--format <format>', 'what for').choices(TEXT_FORMATS).default('csv'))
    .requiredOption('--out <file>', 'where to write it, or - for standard output')
    .action(exportOne);
  locales
    .command('import')
    .description(
      'Take a translator’s file back, in whichever of the formats it is. What is not in it stays. Nothing is changed when a row is wrong; every wrong row is named.',
    )
    .addOption(
      new Option('--lang <language>', 'the language it must be in (default: as the file says)').choices(LANGUAGES),
    )
    .addOption(new Option('--format <format>', 'the format it must be in (default: as it is)').choices(TEXT_FORMATS))
    .option('--reviewer <name>', 'who has read what is changed or marked as read, as locales/readers.json names them')
    .option('--meant <key...>', 'take the text of this key, though it seems to be in another language')
    .argument('<file>')
    .action(async (path: string, options: Importing) => {
      await importOne(path, options);
      changed();
    });
  locales
    .command('delete')
    .description('Take a text out of every language, with all its forms. Refused while the code uses it.')
    .argument('<key>', 'such as forms:too_long')
    .action((key: string) => {
      deleteOne(key);
      changed();
    });
}

type Exporting = { lang: Language; format: TextFormat; out: string };

async function exportOne({ lang, format, out }: Exporting): Promise<void> {
  const rows = textRows(loadReviewed(LOCALES_DIR, readLocales(LOCALES_DIR).strings), lang);
  const bytes = await writeTexts(format, lang, rows);
  if (out === '-') process.stdout.write(bytes);
  else await writeFile(out, bytes);
}

type Importing = { lang?: Language; format?: TextFormat; reviewer?: string; meant?: string[] };

async function importOne(path: string, { lang, format, reviewer, meant }: Importing): Promise<void> {
  const texts = loadTexts(LOCALES_DIR);
  const read = await readTexts(path);
  if (!read.ok)
    throw new Refused(`${path}: ${texts.say(SOURCE_LANGUAGE, `staff-import:files.${read.code}`, read.values)}`);
  if (format && format !== read.value.format)
    throw new Refused(`${path}: this is ${read.value.format} and not ${format}.`);
  const taking = {
    ...loadReviewed(LOCALES_DIR, readLocales(LOCALES_DIR).strings),
    tell: learnLanguages(texts),
    language: lang ?? null,
    reviewer: reviewer?.trim() || undefined,
    meant,
  };
  const result = takeRows(read.value.file, taking);
  if (!result.ok) {
    for (const { at, key, message } of result.problems)
      process.stderr.write(`${[at ?? 'the file', key].filter(Boolean).join(' ')}: ${message}\n`);
    throw new Refused(`${path}: Nothing was changed. Wrong: ${result.problems.length}.`);
  }
  carryOut(LOCALES_DIR, result.taken);
  process.stdout.write(`${saysTaken(result.taken)}\n`);
}

function deleteOne(key: string): void {
  const files = readSource(join(LOCALES_DIR, '..', 'src')).map((file) => ({ ...file, path: `src/${file.path}` }));
  const deleted = deleteText(LOCALES_DIR, files, key);
  if (!deleted.ok) throw new Refused(deleted.problem);
  process.stdout.write(`Deleted in every language: ${deleted.keys.join(', ')}.\n`);
}

function saysTaken({ language, texts, read, readByNobody }: Taken): string {
  const followers = [...texts].filter(([one]) => one !== language).map(([one, own]) => `${one} follows: ${own.size}.`);
  return [
    `Texts of ${language} changed: ${texts.get(language)?.size ?? 0}. Read once more: ${read}.`,
    ...followers,
    ...(readByNobody > 0
      ? [`Marked as read, but nobody is named (--reviewer): ${readByNobody}; these stay unread.`]
      : []),
  ].join(' ');
}
