import { expect, test } from 'vitest';
import { formatDate } from '../../../src/sandbox/page/blocks/format-date.ts';

const ZONE = 'Europe/Belgrade';
const now = new Date('2026-11-23T14:00:00Z');
const shown = (format: string, iso: string) => formatDate(format, Date.parse(iso) / 1000, now, ZONE);

test.each([
  ['{date_short_pretty} {time}', '2026-11-23T08:05:00Z', 'today 09:05'],
  ['{date_short_pretty} {time}', '2026-11-22T22:59:00Z', 'yesterday 23:59'],
  ['{date_short_pretty} {time}', '2026-11-22T23:00:00Z', 'today 00:00'],
  ['{date_pretty}', '2026-11-24T10:00:00Z', 'tomorrow'],
  ['{date_short_pretty}', '2026-12-01T10:00:00Z', '1 Dec 2026'],
  ['{date}', '2026-07-01T22:30:00Z', '2 July 2026'],
  ['{date_num} {time_secs}', '2026-07-01T10:00:05Z', '2026-07-01 12:00:05'],
  ['{ago}', '2026-11-23T13:57:10Z', '2 minutes ago'],
  ['{ago}', '2026-11-23T13:59:50Z', 'now'],
  ['{ago}', '2026-11-20T13:00:00Z', '3 days ago'],
  ['due {ago}', '2026-11-23T16:00:00Z', 'due in 2 hours'],
])('%s of %s is shown as staff in Mitrovica read it', (format, iso, words) => expect(shown(format, iso)).toBe(words));

test('a format or a time that Slack does not know shows its fallback', () => {
  expect(shown('{no_such}', '2026-11-23T08:05:00Z')).toBeNull();
  expect(formatDate('{date}', 9_999_999_999_999, now, ZONE)).toBeNull();
});
