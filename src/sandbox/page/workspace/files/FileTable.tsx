import { useEffect, useState } from 'preact/hooks';
import words from '../../../../../locales/en/staff-page-workspace.json';
import { ask } from '../../wire/api.ts';
import type { SlackFile } from '../../wire/contract.ts';
import { fill } from '../../words.ts';

type Sheet = { name: string; rows: string[][] };
/** The line gives no more of a sheet. */
const MOST_ROWS = 500;

/** A spreadsheet as somebody reads it. Its cells are text and nothing else. */
export function FileTable({ file, user }: { file: SlackFile; user: string }) {
  const [sheets, setSheets] = useState<Sheet[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [open, setOpen] = useState(0);
  useEffect(() => {
    ask<{ sheets: Sheet[] }>('GET', `slack/files/${encodeURIComponent(file.id)}/table?as=${encodeURIComponent(user)}`)
      .then((found) => setSheets(found.sheets))
      .catch(() => setFailed(true));
  }, [file.id, user]);
  if (failed) return <p class="ws-file-none problem">{words.file_failed}</p>;
  if (!sheets) return <p class="ws-file-none">{words.loading}</p>;
  const sheet = sheets[open];
  return (
    <>
      {sheets.length > 1 && (
        <nav class="ws-sheets" aria-label={words.sheets}>
          {sheets.map(({ name }, at) => (
            <button
              key={name}
              type="button"
              class="button"
              data-small
              aria-pressed={at === open}
              onClick={() => setOpen(at)}
            >
              {name}
            </button>
          ))}
        </nav>
      )}
      {sheet && <SheetTable key={sheet.name} sheet={sheet} />}
    </>
  );
}

function SheetTable({ sheet }: { sheet: Sheet }) {
  const [headings, ...rows] = sheet.rows;
  if (!headings) return <p class="ws-file-none">{words.table_empty}</p>;
  const width = Math.max(...sheet.rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => at);
  const count = sheet.rows.length >= MOST_ROWS ? words.table_cut : words.table_rows;
  return (
    <>
      <p class="soft small ws-table-count">{fill(count, { count: sheet.rows.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard (axe scrollable-region-focusable). */}
      <section class="ws-table-frame" aria-label={fill(words.table_of, { name: sheet.name })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((at) => (
                <th key={at} scope="col">
                  {headings[at]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((at) => (
                  <td key={at}>{row[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
