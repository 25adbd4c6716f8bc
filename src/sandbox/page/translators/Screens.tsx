import { useEffect, useRef } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-review.json';
import type { ReviewedText, ShownScreen, ShownText } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { MARKS } from './marks.ts';
import type { Reading } from './use-review.ts';

/** The screens of a dialogue one under the other, as a phone shows them: each line and each button is a text to be chosen. */
export function Screens({ reading }: { reading: Reading }) {
  const box = useRef<HTMLElement>(null);
  const { shown, selected, dialogue } = reading;
  useEffect(() => {
    box.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'center' });
  }, [selected, shown]);
  const name = words.names[dialogue as keyof typeof words.names];
  return (
    <section ref={box} class="review-screens" aria-label={fill(words.screens, { dialogue: name })}>
      {shown?.screens.map((screen, index) => (
        <Screen key={index} number={index + 1} screen={screen} reading={reading} />
      ))}
    </section>
  );
}

function Screen({ screen, number, reading }: { screen: ShownScreen; number: number; reading: Reading }) {
  const part = (text: ShownText, index: number, kind: 'line' | 'button') => (
    <Part key={`${index} ${text.keys.join()}`} text={text} kind={kind} reading={reading} />
  );
  return (
    <section class="review-screen" aria-label={fill(words.screen, { number })}>
      <h3 class="soft small">{screen.met ? fill(words.screen, { number }) : words.other}</h3>
      <div class="review-bubble">
        {screen.lines.map((line, index) => part(line, index, 'line'))}
        {screen.quote !== undefined && <blockquote class="review-quote soft">{words.quote}</blockquote>}
        {screen.after.map((line, index) => part(line, index, 'line'))}
      </div>
      {screen.buttons.map((row) => (
        <div class="review-row" key={row.map(({ keys, shown }) => keys.join() + shown).join()}>
          {row.map((button, index) => part(button, index, 'button'))}
        </div>
      ))}
    </section>
  );
}

function Part({ text, kind, reading }: { text: ShownText; kind: 'line' | 'button'; reading: Reading }) {
  const { shown, selected, select, language, isLeft } = reading;
  const known = text.keys.flatMap((key) => shown?.texts[key] ?? []);
  if (known.length === 0)
    return (
      <span class="review-part" data-kind={kind} lang={language}>
        {text.shown}
      </span>
    );
  const state = worstOf(known);
  const target = known.find((one) => isLeft(one)) ?? known[0];
  return (
    <button
      type="button"
      class="review-part"
      data-kind={kind}
      data-state={state}
      aria-current={selected !== null && text.keys.includes(selected) ? 'true' : 'false'}
      onClick={() => select(target?.key ?? null)}
    >
      <span lang={language} class="review-words">
        {text.shown}
      </span>{' '}
      <span class="review-mark" aria-hidden="true">
        {MARKS[state]}
      </span>
      <span class="hidden-visually">{words.marks[state]}</span>
    </button>
  );
}

const ORDER: readonly ReviewedText['state'][] = ['changed', 'machine', 'reviewed', 'approved', 'source'];

/** Of a line that is made of several texts, the state of the one that needs a reader most. */
const worstOf = (texts: readonly ReviewedText[]): ReviewedText['state'] =>
  ORDER.find((state) => texts.some((text) => text.state === state)) ?? 'machine';
