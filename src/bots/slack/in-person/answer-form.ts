import { z } from 'zod';
import { done } from '../../../core/domain/result.ts';
import type { SayLine } from '../../../core/domain/say.ts';
import type { SpokenAnswer } from '../../../core/in-person/answers-of-person.ts';
import { type Answerable, listAnswers, recordAnswer } from '../../../core/in-person/record-answer.ts';
import { escapeText } from '../escape.ts';
import { form } from '../host/form.ts';
import { section } from '../kit/blocks.ts';
import { choice, remark, text } from '../kit/fields.ts';
import { newMetadata } from '../kit/modal.ts';
import type { Option } from '../kit/options.ts';
import { residentWords, staffWords } from '../kit/words.ts';

const { words } = staffWords('staff-person');

const english = (line: SayLine | { text: string }): string => ('key' in line ? residentWords(line, 'en') : line.text);

/** A yes alone says nothing: it stands behind what was asked. */
function optionOf({ data, label, asked }: SpokenAnswer): Option {
  const isWord = 'key' in label && label.key.startsWith('codes:');
  return { value: data, text: isWord && asked ? `${english(asked)} ${english(label)}` : english(label) };
}

/** What a person without a channel said to what they were told: the choices are those that a phone would have. */
export const ANSWER_FORM = form({
  id: 'person_said',
  rule: 'work_on_items',
  says: { words, name: 'said' },
  open: async ({ line }, member, reference) => {
    const found = await listAnswers(line, member, reference);
    if (!found.ok) return found;
    return done({ about: found.value, metadata: newMetadata(reference) });
  },
  fields: {
    how: remark<Answerable>(() => [section(words('said.hint'))]),
    said: choice<Answerable, string>(
      'said',
      () => words('said.which'),
      z.string(),
      ({ answers }) => answers.map(optionOf),
    ),
    words: text<Answerable>('words', () => words('said.words'), {
      ...{ optional: true, multiline: true, most: 3000 },
      hint: () => words('said.words_hint'),
    }),
  },
  submit: async ({ line }, member, { said, words: theirs }, { reference, changeKey }) => {
    const came = await recordAnswer(line, member, reference, { changeKey, said, words: theirs });
    if (came.ok || !('why' in came)) return came;
    const why = came.why.map(english).join(' ');
    return { answer: { response_action: 'errors', errors: { [came.words ? 'words' : 'said']: why } } };
  },
  said: ({ reply, language }) => {
    const lines = reply.flatMap((say) => [...say.lines, ...(say.after ?? [])]);
    if (lines.length === 0) return words('said.done');
    const told = lines.map((line) => residentWords(line, language)).join('\n');
    return words('said.tell', { told: escapeText(told) });
  },
});
