import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../core/domain/codes.ts';
import { isTestVersion, madeFrom, SECOND_LANGUAGES } from '../../../core/domain/language.ts';
import { approvedOf, DIALOGUES, matters } from '../../../core/i18n/dialogues.ts';
import { editString } from '../../../core/i18n/edit-string.ts';
import { findStrings } from '../../../core/i18n/find-strings.ts';
import { sourceOf } from '../../../core/i18n/plurals.ts';
import { readsLanguage } from '../../../core/i18n/readers.ts';
import { recordReading } from '../../../core/i18n/record-reading.ts';
import { loadReviewed, type Reviewed, readingsOf, reviewOf, saveReview } from '../../../core/i18n/review.ts';
import { isStaffKey } from '../../../core/i18n/rules.ts';
import { LOCALES_DIR, loadTexts, readLocales, SOURCE_LANGUAGE } from '../../../core/i18n/texts.ts';
import type { DialogueShown, Found, ReviewedText, ReviewShown, TextStates } from '../../page/wire/contract.ts';
import { dialogueScreens } from './dialogue-screens.ts';

const MOST = 200;
const Wanted = z.object({
  texts: z.array(z.object({ text: z.string().max(50_000), language: z.string() })).max(MOST),
});
const Edit = z.object({
  language: z.string(),
  key: z.string().max(200),
  text: z.string().max(5_000),
  reviewer: z.string().max(100).optional(),
});

const Read = z.object({ language: z.string(), key: z.string().max(200), reader: z.string().max(100) });
const Shown = z.object({ language: z.enum(LANGUAGES), dialogue: z.enum(DIALOGUES) });

type Parts = {
  /** Called after a text was changed, so that the running line says it. */
  onEdit(): void;
  localesDir?: string;
  /** A checkout whose texts can be written; else they are shown alone. */
  canEdit: boolean;
};

/** Whether this was started from a checkout, where a changed text is a change to be committed. */
export function isCheckout(localesDir: string = LOCALES_DIR): boolean {
  const root = join(localesDir, '..');
  if (!existsSync(join(root, '.git')) || !existsSync(join(root, 'package.json'))) return false;
  try {
    accessSync(localesDir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** For translators: which texts of `locales/` stand on the screen, in what state, and a way to change them there. */
export function pageTexts({ onEdit, localesDir = LOCALES_DIR, canEdit }: Parts): Hono {
  const routes = new Hono();
  const former: Former[] = [];
  routes.post('/sandbox/texts/find', async (context) => {
    const asked = Wanted.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return context.json({ error: 'Give texts and their language.' }, 400);
    const catalogue = readCatalogue(localesDir);
    return context.json(asked.data.texts.map(({ text, language }) => findIn(catalogue, former, text, language)));
  });
  routes.get('/sandbox/texts/states', (context) => context.json(countStates(readCatalogue(localesDir))));
  routes.get('/sandbox/texts/review', (context) => {
    const asked = z.enum(LANGUAGES).safeParse(context.req.query('language'));
    if (!asked.success) return context.json({ error: 'There is no such language.' }, 400);
    const catalogue = readCatalogue(localesDir);
    return context.json(reviewOfLanguage(catalogue, asked.data));
  });
  routes.get('/sandbox/texts/dialogue', (context) => {
    const asked = Shown.safeParse(context.req.query());
    if (!asked.success) return context.json({ error: 'There is no such dialogue.' }, 400);
    return context.json(showDialogue(localesDir, asked.data));
  });
  routes.post('/sandbox/texts/readings', async (context) => {
    if (!canEdit) return context.json({ ok: false, problem: 'Texts can be approved in a checkout alone.' });
    const asked = Read.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return context.json({ ok: false, problem: 'Say which text was read, and by whom.' });
    const recorded = recordReading(readCatalogue(localesDir), asked.data);
    if (!recorded.ok) return context.json(recorded);
    saveReview(localesDir, recorded.review);
    onEdit();
    return context.json({ ok: true, languages: recorded.languages });
  });
  routes.put('/sandbox/texts', async (context) => {
    if (!canEdit) return context.json({ ok: false, problem: 'Texts can be changed in a checkout alone.' });
    const asked = Edit.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return context.json({ ok: false, problem: 'This text is too long.' });
    const { strings } = readCatalogue(localesDir);
    const edited = editString(localesDir, asked.data);
    if (edited.ok) {
      remember(former, strings, edited.languages, asked.data.key);
      onEdit();
    }
    return context.json(edited);
  });
  return routes;
}

/** What a text was before it was changed here: messages that said it stay on the screen, and so do their keys. */
type Former = { language: string; key: string; text: string };
const MOST_FORMER = 500;

function remember(former: Former[], strings: Reviewed['strings'], languages: readonly string[], key: string): void {
  for (const language of languages) former.push({ language, key, text: strings.get(language)?.get(key) ?? '' });
  former.splice(0, former.length - MOST_FORMER);
}

/** Read anew each time: a translator may change a file by hand beside the page. */
const readCatalogue = (localesDir: string): Reviewed => loadReviewed(localesDir, readLocales(localesDir).strings);

/** The language asked for first; then what may stand beside it: a second language, and the source. */
function findIn(catalogue: Reviewed, former: readonly Former[], text: string, language: string): Found[] {
  const second = isTestVersion(language) ? SECOND_LANGUAGES.filter((each) => !madeFrom(each)) : [];
  const beside = [...second, SOURCE_LANGUAGE];
  const found: Found[] = [];
  let left = text;
  for (const each of [language, ...beside]) {
    const earlier = former.filter((one) => one.language === each).map((one) => [one.key, one.text] as const);
    const strings = [...(catalogue.strings.get(each) ?? []), ...earlier];
    for (const { key, from, to } of findStrings(left, strings)) {
      found.push({ ...describe(catalogue, each, key), from, to });
      left = left.slice(0, from) + '\u0000'.repeat(to - from) + left.slice(to);
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

function describe(catalogue: Reviewed, language: string, key: string): Omit<Found, 'from' | 'to'> {
  const { strings } = catalogue;
  return {
    key,
    language,
    text: strings.get(language)?.get(key) ?? '',
    english: sourceOf(key, strings.get(SOURCE_LANGUAGE) ?? new Map()) ?? '',
    state: stateOf(catalogue, language, key),
    follows: madeFrom(language) !== null,
    readers: readingsOf(catalogue, language, key).map(({ reader }) => reader),
  };
}

function stateOf(catalogue: Reviewed, language: string, key: string): Found['state'] {
  if (language === SOURCE_LANGUAGE) return 'source';
  const state = reviewOf(catalogue, language, key);
  const readBefore = (catalogue.review[language]?.strings[key]?.readings ?? []).length > 0;
  return state === 'machine' && readBefore ? 'changed' : state;
}

const reviewOfLanguage = (catalogue: Reviewed, language: Language): ReviewShown => ({
  readers: catalogue.readers
    .filter((reader) => readsLanguage(reader, language))
    .map(({ name, local }) => ({ name, local })),
  dialogues: approvedOf(catalogue, language).map(({ dialogue, total, read, approved }) => ({
    ...{ dialogue, total, read, approved },
  })),
});

function showDialogue(localesDir: string, { language, dialogue }: z.infer<typeof Shown>): DialogueShown {
  const catalogue = readCatalogue(localesDir);
  const screens = dialogueScreens(loadTexts(localesDir), dialogue, language);
  const keys = new Set(
    screens.flatMap(({ lines, after, buttons }) => [...lines, ...after, ...buttons.flat()]).flatMap((one) => one.keys),
  );
  const texts = [...keys].map((key): [string, ReviewedText] => {
    const note = catalogue.review[language]?.strings[key]?.note;
    return [key, { ...describe(catalogue, language, key), critical: matters(key), ...(note && { note }) }];
  });
  return { screens, texts: Object.fromEntries(texts) };
}

const countStates = (catalogue: Reviewed): TextStates[] =>
  LANGUAGES.map((language) => {
    const keys = [...(catalogue.strings.get(language)?.keys() ?? [])].filter((key) => !isStaffKey(key));
    const states = keys.map((key) => reviewOf(catalogue, language, key));
    return {
      language,
      total: keys.length,
      reviewed: states.filter((state) => state !== 'machine').length,
      approved: states.filter((state) => state === 'approved').length,
    };
  });
