import type { ToldData, ToldPart, ToldWords } from './tell-own-data.ts';

/** The same as plain text, for who cannot be given a file. */
export function ownText({ title, made, headings, person, unsent, items }: ToldData): string {
  const parts = (all: ToldPart[]) => all.map(({ label, value }) => `${label}: ${value}`);
  const words = (all: ToldWords[]) =>
    all.flatMap(({ heading, text, part, place, before }) => [
      heading,
      ...[part, place, text].filter((line) => line !== null),
      ...before.flatMap((one) => [one.heading, one.text]),
    ]);
  const begun = [...parts(unsent.parts), ...words(unsent.words)];
  return [
    title,
    made,
    '',
    headings.about_you,
    ...parts(person),
    '',
    headings.items,
    ...items.flatMap((item) => ['', ...parts(item.parts), ...words(item.words)]),
    ...(items.length === 0 ? [headings.nothing] : []),
    ...(begun.length > 0 ? ['', headings.unsent, ...begun] : []),
  ].join('\n');
}
