import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connect } from '../src/db/client.ts';
import { exportFile } from '../src/files/export-file.ts';
import { benchLine } from './line.ts';

const database = connect(process.argv[2] ?? '', { max: 4 });
const line = await benchLine(database);
const started = performance.now();
const file = await exportFile(line, 'console', {
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
