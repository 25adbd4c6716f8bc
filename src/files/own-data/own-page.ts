import type { Media } from './gather-media.ts';
import type { ToldData, ToldPart, ToldWords } from './tell-own-data.ts';

const safe = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const STYLE = `
:root{color-scheme:light dark}
body{margin:0 auto;max-width:40rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
section{border:1px solid #8886;border-radius:.75rem;padding:.75rem 1rem;margin:0 0 1rem}
section h3{font-size:1rem;margin:0 0 .5rem}
.note{border-left:.3rem solid #b60;padding:.25rem .75rem;margin:.75rem 0}
dl{margin:0}
dt{font-size:.85rem;opacity:.75;margin-top:.5rem}
dd{margin:0;white-space:pre-wrap}
article{border-radius:.75rem;padding:.5rem .75rem;margin:.75rem 0 0;background:#8882}
article.us{background:#0a72}
article h4{font-size:.85rem;font-weight:600;margin:0 0 .25rem}
article p{margin:.25rem 0;white-space:pre-wrap}
article .before{opacity:.75;font-size:.9rem}
img{display:block;max-width:100%;height:auto;border-radius:.5rem;margin:.5rem 0}
audio{display:block;width:100%;margin:.5rem 0}
`;

/** Nothing is fetched for it and nothing runs in it, wherever it is opened. */
const ALLOWED = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'";

/** One page that holds everything, pictures too, to be read on a phone without a connection. */
export function ownPage(told: ToldData, media: Media): string {
  const { title, made, notes, headings, person, unsent, items } = told;
  const part = ({ label, value }: ToldPart) => `<dt>${safe(label)}</dt><dd>${safe(value)}</dd>`;
  const list = (parts: ToldPart[]) => (parts.length > 0 ? `<dl>${parts.map(part).join('')}</dl>` : '');
  const words = (all: ToldWords[]) => all.map((one) => article(one, media, headings.picture_elsewhere)).join('\n');
  const item = (one: ToldData['items'][number]) =>
    `<section><h3>${safe(one.title)}</h3>${list(one.parts.filter(({ field }) => field !== 'reference'))}${words(one.words)}</section>`;
  const begun = unsent.parts.length + unsent.words.length > 0;
  return `<!doctype html>
<html lang="${safe(told.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${safe(ALLOWED)}">
<meta name="referrer" content="no-referrer">
<title>${safe(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${safe(title)}</h1>
<p>${safe(made)}</p>
${notes.map((note) => `<p class="note">${safe(note)}</p>`).join('\n')}
<h2>${safe(headings.about_you)}</h2>
<section>${list(person)}</section>
<h2>${safe(headings.items)}</h2>
${items.length > 0 ? items.map(item).join('\n') : `<p>${safe(headings.nothing)}</p>`}
${begun ? `<h2>${safe(headings.unsent)}</h2>\n<section>${list(unsent.parts)}${words(unsent.words)}</section>` : ''}
</body>
</html>
`;
}

function article(
  { from, heading, text, part, place, before, words }: ToldWords,
  media: Media,
  elsewhere: string,
): string {
  const lines = [part, place, text].flatMap((line) => (line === null ? [] : [`<p>${safe(line)}</p>`]));
  const earlier = before.map((one) => `<p class="before">${safe(one.heading)}\n${safe(one.text)}</p>`);
  const body = [...lines, ...shown(words, media, elsewhere), ...earlier].join('');
  return `<article class="${from}"><h4>${safe(heading)}</h4>${body}</article>`;
}

function shown({ kind, body }: ToldWords['words'], media: Media, elsewhere: string): string[] {
  if (!body?.file) return [];
  const address = media.get(body.file.id);
  if (address?.startsWith('data:audio/')) return [`<audio controls preload="none" src="${safe(address)}"></audio>`];
  if (address) return [`<img alt="" src="${safe(address)}">`];
  return kind === 'photo' ? [`<p>${safe(elsewhere)}</p>`] : [];
}
