import type { Line } from '../../src/core/line.ts';
import { rows } from './rows.ts';

/** Everything in the database as text: each row of each table of ours and of the queue, and bytes also as the letters they may be. */
export async function dump(line: Line): Promise<string> {
  const tables = await rows(
    line,
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    for (const { whole } of await rows(line, `select t::text as whole from ${name} t`)) {
      const text = String(whole);
      parts.push(text);
      for (const [hex] of text.matchAll(/\\x[0-9a-f]+/g)) {
        const bytes = Buffer.from(hex.slice(2), 'hex');
        parts.push(bytes.toString('utf8'), bytes.toString('latin1'), bytes.toString('utf16le'));
      }
    }
  }
  return parts.join('\n');
}
