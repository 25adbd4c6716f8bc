import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadTexts } from '../src/core/i18n/texts.ts';
import { connect } from '../src/db/client.ts';
import { exportReport } from '../src/files/export-report.ts';
import { benchLine } from './line.ts';

const database = connect(process.argv[2] ?? '', { max: 4 });
const line = await benchLine(database);
const started = performance.now();
const file = await exportReport(line, loadTexts(), 'console', {
  what: 'items',
  kind: 'all',
  from: '2025-12-01',
  to: '2026-12-31',
  withText: true,
  hxl: true,
});
if (!file.ok) throw new Error(file.code);
await pipeline(file.value.stream, new Writable({ write: (_chunk, _encoding, done) => done() }));
const seconds = (performance.now() - started) / 1000;
await database.close();
process.send?.({ peakMb: process.resourceUsage().maxRSS / 1024, seconds }, () => process.disconnect());
