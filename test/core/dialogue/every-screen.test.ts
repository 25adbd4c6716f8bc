import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml, renderSays } from '../../../src/bots/telegram/render.ts';
import { LANGUAGES } from '../../../src/core/domain/codes.ts';
import type { Say, SayButton } from '../../../src/core/domain/say.ts';
import { fitsIn } from '../../../src/core/domain/text/label-width.ts';
import { LABEL_KEYS } from '../../../src/core/i18n/labels.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { criticalKeys } from '../../../src/core/i18n/second-under.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { walkEveryScreen } from '../../support/every-screen.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeStaff } from '../../support/staff.ts';

const texts = loadTexts(undefined, { strict: true });
let line: TestLine;
let says: Say[];
beforeAll(async () => {
  line = await openTestLine();
  const staff = {
    triage: await makeStaff(line, ['triage']),
    protection: await makeStaff(line, ['protection', 'triage', 'lead']),
  };
  says = await walkEveryScreen(line, staff);
});
afterAll(() => line.close());

/** Keys that stand on some screen. */
const keysSeen = (): Set<string> => new Set(JSON.stringify(says).match(/(?<="key":")[^"]+/g));

const shown = (say: Say, language: 'rom' | 'sq', second: 'sq' | 'sr-Cyrl' | null): string =>
  renderSays(texts, [say], language, second)
    .map(({ html }) => html)
    .join('\n');

test('the walk comes to what matters most', () => {
  const seen = keysSeen();
  const wanted = [
    ...[
      'consent:ask',
      'consent:who_not',
      'feedback:safe.ask',
      'feedback:privacy.ask',
      'feedback:messages.ask_sensitive',
    ],
    ...['forms:check.title', 'forms:stop.ask', 'forms:aside.ask', 'danger:sends_nobody', 'discreet:notice.title'],
    ...[
      'discreet:ask.alone',
      'discreet:look.goes',
      'feedback:sent_anonymous.receipt',
      'privacy:who_reads',
      'privacy:stays',
    ],
    ...['forget:ask', 'forget:ask_again', 'forget:done', 'withdraw:ask', 'items:secret', 'registration:share.ask'],
    ...[
      'registration:seated.title',
      'registration:cancel.ask',
      'grants:sent.title',
      'items:closed.ask',
      'freetext:ask',
    ],
  ];
  expect(wanted.filter((key) => !seen.has(key))).toEqual([]);
});

describe('in Romani', () => {
  test('each screen that holds what nobody may misunderstand has all of it in the second language, and no other has', () => {
    const wrong: string[] = [];
    for (const second of ['sq', 'sr-Cyrl'] as const)
      for (const say of says) {
        const html = shown(say, 'rom', second);
        const [, under] = html.split('———');
        const critical = criticalKeys(say);
        if (critical.length === 0 && under !== undefined) wrong.push(`needless: ${html}`);
        if (critical.length === 0) continue;
        for (const part of [...say.lines, ...(say.after ?? [])]) {
          const said = sayLine(texts, part, {
            language: second,
            channel: 'telegram',
            escape: escapeHtml,
            code: (code) => `<code>${code}</code>`,
          });
          if (!under?.includes(said.split('\n')[0] ?? '')) wrong.push(`${part.key} is not in ${second}: ${html}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test('its buttons stand there again in their order', () => {
    for (const say of says) {
      const buttons = (say.buttons ?? []).flat();
      if (criticalKeys(say).length === 0 || buttons.length === 0) continue;
      const under = shown(say, 'rom', 'sq').split('———')[1] ?? '';
      const list = under.slice(under.indexOf(texts.say('sq', 'common:buttons_again')));
      let from = 0;
      for (const { label } of buttons) {
        const said = 'text' in label ? label.text : sayLine(texts, label, { language: 'sq', channel: 'telegram' });
        const at = list.indexOf(said, from);
        expect(`${said} ${at >= from}`).toBe(`${said} true`);
        from = at + said.length;
      }
    }
  });

  test('nothing is said twice to who reads a language that is no test version', () => {
    for (const say of says) expect(shown(say, 'sq', 'sr-Cyrl')).not.toContain('———');
  });
});

/** A name that staff or a person gave may be cut; nothing of ours is. */
const holdsName = ({ label }: SayButton): boolean =>
  'text' in label || Object.values(label.values ?? {}).some((value) => typeof value === 'object' && 'text' in value);

describe.each([...LANGUAGES, 'en' as const])('the labels of every screen in %s', (language) => {
  test('are whole on a cheap phone, but for the names of offers, of which the date stays', () => {
    const wrong = new Set<string>();
    for (const say of says) {
      const [message] = renderSays(texts, [say], language as 'sq', null).slice(-1);
      const rows = message?.markup && 'inline_keyboard' in message.markup ? message.markup.inline_keyboard : [];
      const made = new Map((say.buttons ?? []).flat().map((button) => [button.data, button]));
      for (const row of rows)
        for (const shown of row) {
          const button = made.get('callback_data' in shown ? shown.callback_data : '');
          if (!button) throw new Error(`a button nobody asked for: ${shown.text}`);
          const date = 'key' in button.label ? button.label.values?.day : undefined;
          const day = typeof date === 'object' && 'date' in date ? texts.formatDate(language, date.date) : '';
          if (!shown.text.includes(day)) wrong.add(`without its day: ${shown.text}`);
          if (!holdsName(button) && shown.text.endsWith('…')) wrong.add(`cut: ${shown.text}`);
          if (!fitsIn(shown.text, row.length)) wrong.add(`too wide for ${row.length}: ${shown.text}`);
        }
    }
    expect([...wrong]).toEqual([]);
  });

  test('have whom to call and the quick exit in rows of their own', () => {
    for (const say of says) {
      const rows = renderSays(texts, [say], language as 'sq', null).flatMap(({ markup }) =>
        markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [],
      );
      for (const row of rows)
        if (row.some((one) => 'callback_data' in one && /^m:(exit|emergency)$/.test(one.callback_data)))
          expect(row).toHaveLength(1);
    }
  });
});

test('every label that the walk met is one that the check of texts measures', () => {
  const keys = says.flatMap((say) =>
    (say.buttons ?? []).flat().flatMap(({ label }) => ('key' in label ? [label.key] : [])),
  );
  expect([...new Set(keys)].filter((key) => !LABEL_KEYS.test(key))).toEqual([]);
});
