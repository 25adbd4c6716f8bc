import type { DrawnChart } from '../charts/chart-drawing.ts';
import { BY_SCHEME } from '../charts/colours.ts';
import { makeInThread } from '../making/make-in-thread.ts';
import type { ToldCell, ToldDocument, ToldQuotation, ToldTable } from './told-document.ts';

const WIDTH = 640;
/** Who reads it may have no Noto Sans: the widest of the usual fonts, DejaVu and Verdana, take so much more room. */
const ANY_FONT = 1.2;

const safe = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Nothing is fetched for it and nothing runs in it, wherever it is opened. */
const ALLOWED = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--raised:#f3f5f8;--ink:#1f2a37;--quiet:#4b5663;--grid:#d5dbe1;--now:#0072b2;--before:#cfe6f5;--mark:#1f2a37;--on-mark:#fff;--alarm:#9a2c00}
@media (prefers-color-scheme:dark){:root{--paper:#14191f;--raised:#1e252d;--ink:#e8edf2;--quiet:#b3bdc8;--grid:#3a4653;--now:#56b4e9;--before:#1d4560;--mark:#e8edf2;--on-mark:#14191f;--alarm:#ffb086}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 'Noto Sans',system-ui,sans-serif;overflow-wrap:break-word}
.mark{margin:0;background:var(--mark);color:var(--on-mark);padding:.4rem 1rem;font-size:.875rem;font-weight:600;text-align:center}
.mark.internal{background:var(--alarm)}
header,main,footer{max-width:46rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.75rem;line-height:1.2;margin:1.75rem 0 0}
h2{font-size:1.3rem;line-height:1.25;margin:2.5rem 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
.period{font-size:1.15rem;margin:.25rem 0 .75rem}
.facts{list-style:none;margin:0;padding:0;color:var(--quiet);font-size:.875rem}
.headline{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem;margin:0;padding:0;list-style:none}
.headline li{background:var(--raised);border-radius:.5rem;padding:.75rem 1rem}
.headline .name{font-size:.875rem;margin:0}
.headline .number{font-size:1.75rem;line-height:1.3;font-weight:700;margin:0}
.headline .number.gap{font-size:1.125rem;line-height:2.1}
.headline dl{display:grid;grid-template-columns:minmax(6.5rem,1fr) minmax(0,auto);gap:0 .75rem;margin:.25rem 0 0;font-size:.8125rem;color:var(--quiet)}
dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
figure{margin:0}
.wide{overflow-x:auto}
.wide:focus-visible,summary:focus-visible{outline:2px solid var(--now);outline-offset:2px}
svg{display:block;overflow:visible;width:100%;min-width:30rem;height:auto}
summary{cursor:pointer;color:var(--quiet);font-size:.875rem;padding:.35rem 0;width:fit-content}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:.35rem .6rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--grid);font-variant-numeric:tabular-nums}
thead th{vertical-align:bottom;border-bottom:2px solid var(--quiet)}
th:first-child,td:first-child{text-align:left;padding-left:0}
tbody th{font-weight:400}
tr.total th,tr.total td{font-weight:700}
td .before,.remark{color:var(--quiet)}
td.gap{color:var(--quiet)}
.remark{font-size:.8125rem;margin:.35rem 0 0}
.said{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.25rem 1.5rem;border-left:.25rem solid var(--now);padding:.25rem 0 .25rem 1rem;margin:0 0 1.25rem}
.said blockquote{margin:0}
.said h4,.said figcaption{font-size:.8125rem;font-weight:400;color:var(--quiet);margin:0}
.said figcaption{grid-column:1/-1}
footer{padding-bottom:3rem}
@media (max-width:34rem){.said{grid-template-columns:minmax(0,1fr)}}
@page{size:A4;margin:12mm 14mm 14mm}
@media print{
:root{color-scheme:light;--paper:#fff;--raised:#f3f5f8;--ink:#000;--quiet:#3d4751;--grid:#c3cad2;--now:#0072b2;--before:#cfe6f5;--mark:#fff;--on-mark:#000;--alarm:#fff}
body{font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.sheet{display:table;table-layout:fixed;width:100%}
.top{display:table-header-group;break-inside:avoid}
.mark,.mark.internal{border:1px solid #000;margin:0 0 4mm;padding:1mm 2mm}
header,main,footer{max-width:none;padding:0}
h1{margin-top:0;font-size:18pt}h2{font-size:13pt;margin-top:7mm}
h2,h3{break-after:avoid}
figure,.headline li,tr,.said{break-inside:avoid}
.headline{grid-template-columns:repeat(3,1fr)}
thead{display:table-header-group}
.many{font-size:7pt}
.many th,.many td{padding:.2rem .3rem;overflow-wrap:anywhere}
.wide{overflow:visible}svg{min-width:0}
summary{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
}
`;

/** One page that holds everything: it is read without a connection, and printed. */
export async function toldPage(told: ToldDocument): Promise<string> {
  const drawn = await drawnCharts(told);
  const { words } = told;
  return `<!doctype html>
<html lang="${safe(told.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${safe(ALLOWED)}">
<meta name="referrer" content="no-referrer">
<meta name="author" content="${safe(told.author)}">
<title>${safe(`${told.title}, ${told.period}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="sheet">
<div class="top"><p class="mark${told.internal ? ' internal' : ''}" role="note">${safe(told.mark)}</p></div>
<div>
<header>
<h1>${safe(told.title)}</h1>
<p class="period">${safe(told.period)}</p>
<ul class="facts">${told.facts.map((fact) => `<li>${safe(fact)}</li>`).join('')}</ul>
</header>
<main>
<section aria-labelledby="headline"><h2 id="headline">${safe(words.headline)}</h2>
<ul class="headline">${told.headline.map(headlineItem).join('\n')}</ul></section>
${targetsOf(told)}
${told.sections.map((section, nth) => sectionOf(section, `section-${nth + 1}`, words, drawn)).join('\n')}
${told.quotations.length > 0 ? `<section aria-labelledby="quotations"><h2 id="quotations">${safe(words.quotations)}</h2>\n${told.quotations.map((one) => quotation(one, told)).join('\n')}</section>` : ''}
</main>
<footer>
<h2>${safe(words.notes)}</h2>
${told.notes.map((note) => `<p>${safe(note)}</p>`).join('\n')}
</footer>
</div>
</div>
</body>
</html>
`;
}

type Drawn = ReadonlyMap<ToldTable, DrawnChart>;

async function drawnCharts({ sections }: ToldDocument): Promise<Drawn> {
  const tables = sections.flatMap((section) => section.tables).filter(({ chart }) => chart !== null);
  const charts = tables.flatMap(({ chart }) =>
    chart ? [{ ...chart.drawing, width: WIDTH, colours: BY_SCHEME, slack: ANY_FONT }] : [],
  );
  if (charts.length === 0) return new Map();
  const drawn = await makeInThread('charts', { charts, pictures: false });
  return new Map(tables.flatMap((table, nth) => (drawn[nth] ? [[table, drawn[nth]]] : [])));
}

function headlineItem({ name, now, compared }: ToldDocument['headline'][number]): string {
  const beside = compared.map((one) => `<dt>${safe(one.name)}</dt><dd>${safe(one.words)}</dd>`).join('');
  return `<li><p class="name">${safe(name)}</p><p class="number${now.gap ? ' gap' : ''}">${safe(now.words)}</p><dl>${beside}</dl></li>`;
}

function targetsOf({ targets, words }: ToldDocument): string {
  if (targets.length === 0) return '';
  const head = ['', words.target, words.now, words.beginning]
    .map((one) => `<th scope="col">${safe(one)}</th>`)
    .join('');
  const rows = targets.map(
    ({ name, target, now, beginning }) =>
      `<tr><th scope="row">${safe(name)}</th>${[target, now, beginning].map((one) => `<td>${safe(one)}</td>`).join('')}</tr>`,
  );
  return `<section aria-labelledby="targets"><h2 id="targets">${safe(words.targets)}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${safe(words.targets)}"><table><thead><tr>${head}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>`;
}

function sectionOf(
  { heading, paragraph, tables, empty }: ToldDocument['sections'][number],
  id: string,
  words: ToldDocument['words'],
  drawn: Drawn,
): string {
  const parts = tables.map((table) => tablePart(table, words, drawn.get(table)));
  return `<section aria-labelledby="${id}"><h2 id="${id}">${safe(heading)}</h2>
${paragraph === '' ? '' : `<p>${safe(paragraph)}</p>`}
${parts.join('\n')}
${empty === null ? '' : `<p class="remark">${safe(empty)}</p>`}</section>`;
}

function tablePart(table: ToldTable, words: ToldDocument['words'], drawn: DrawnChart | undefined): string {
  const { number, heading, chart } = table;
  if (!chart || !drawn) return `<h3>${number} ${safe(heading)}</h3>${tableOf(table)}`;
  const svg = drawn.svg.replace('<svg ', `<svg role="img" aria-label="${safe(chart.alt)}" `);
  return `<h3>${number} ${safe(chart.title)}</h3>
<figure><div class="wide" tabindex="0" role="group" aria-label="${safe(chart.title)}">${svg}</div>${chart.remark === null ? '' : `<figcaption class="remark">${safe(chart.remark)}</figcaption>`}</figure>
<details><summary>${safe(words.numbers)}</summary>${tableOf(table)}</details>`;
}

/** More of them are printed smaller, so that a page holds them beside each other. */
const FEW_FIGURES = 6;

function tableOf({ heading, columns, rows, remark }: ToldTable): string {
  const [first = '', ...figures] = columns;
  const head = [first, ...figures].map((column) => `<th scope="col">${safe(column)}</th>`).join('');
  const body = rows.map(
    ({ label, cells, total }) =>
      `<tr${total ? ' class="total"' : ''}><th scope="row">${safe(label)}</th>${cells.map(cellOf).join('')}</tr>`,
  );
  return `<div class="wide" tabindex="0" role="region" aria-label="${safe(heading)}"><table${figures.length > FEW_FIGURES ? ' class="many"' : ''}><thead><tr>${head}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>${remark === null ? '' : `<p class="remark">${safe(remark)}</p>`}`;
}

const cellOf = ({ words, before, gap }: ToldCell): string =>
  `<td${gap ? ' class="gap"' : ''}>${safe(words)}${before === null ? '' : ` <span class="before">(${safe(before)})</span>`}</td>`;

function quotation({ original, language, translation, about }: ToldQuotation, told: ToldDocument): string {
  const { words } = told;
  const second =
    translation === original
      ? ''
      : `<div><p class="remark">${safe(words.translation)}</p><blockquote>${safe(translation ?? words.no_translation)}</blockquote></div>`;
  return `<figure class="said"><div><p class="remark">${safe(words.original)}</p><blockquote lang="${safe(language)}">${safe(original)}</blockquote></div>${second}<figcaption>${safe(about)}</figcaption></figure>`;
}
