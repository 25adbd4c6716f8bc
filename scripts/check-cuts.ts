import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { type Outcome, ROOT } from './run-program.ts';

/** Where the beginning of a string may be taken by hand: it is a code, an id, an instant or a path, no word of people. */
const NO_WORDS = [
  'bots/slack/duty/rota-forms.ts',
  'bots/slack/exports/surface.ts',
  'bots/slack/kit/moment.ts',
  'bots/slack/offers/offer-forms.ts',
  'bots/slack/trainings/certificate.ts',
  'bots/telegram/bubbles.ts',
  'commands/chat/screen.ts',
  'commands/chat/talk.ts',
  'config.ts',
  'core/domain/numbers/number-parts.ts',
  'core/domain/reference.ts',
  'core/domain/time/local-time.ts',
  'core/duty/add-shifts.ts',
  'core/forms/buttons.ts',
  'core/i18n/recordings.ts',
  'core/i18n/review.ts',
  'core/i18n/texts.ts',
  'core/i18n/translating/find-uses.ts',
  'core/i18n/translating/text-rows.ts',
  'core/items/taken-in/envelope.ts',
];

const CUT = /(?<!toISOString\(\)|\.id|[a-z]Id)\.(slice|substring|substr)\((?=0,)/g;

/**
 * Only core/domain/text/cut.ts cuts a text: whoever else takes the beginning of a string, cuts a character or a family of emoji in
 * two sooner or later. Of an array it may be taken anywhere; the compiler tells the two apart.
 */
export async function checkCuts(root: string = ROOT): Promise<Outcome> {
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProject: join(root, 'tsconfig.json') }).getProjects();
    if (!project) return { ok: false, output: 'the compiler opened no project' };
    const source = join(root, 'src');
    const broken: string[] = [];
    let arrays = 0;
    for (const file of project.program.getSourceFileNames()) {
      const path = relative(source, file).split(sep).join('/');
      if (path.startsWith('..') || path.startsWith('sandbox/')) continue;
      const text = await readFile(file, 'utf8');
      for (const { index } of text.matchAll(CUT)) {
        const of = project.checker.getSymbolAtPosition(file, index + 1)?.getParent()?.name;
        if (of !== 'String') arrays += 1;
        else if (!NO_WORDS.includes(path))
          broken.push(
            `src/${path}:${text.substring(0, index).split('\n').length} cuts a text: core/domain/text/cut.ts does`,
          );
      }
    }
    if (arrays === 0) broken.push('the compiler knew of no array');
    return { ok: broken.length === 0, output: broken.join('\n') };
  } finally {
    api.close();
  }
}
