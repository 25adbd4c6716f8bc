import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localInstant } from '../../src/core/domain/time/local-time.ts';
import { type CalendarFacts, makeCalendar } from '../../src/files/calendar.ts';

/** An instant by the clock in Mitrovica. */
function at(day: string, time: string): Date {
  const instant = localInstant(day, time);
  if (!instant) throw new Error(`${day} ${time} is no time there`);
  return instant;
}

const facts = (over: Partial<CalendarFacts> = {}): CalendarFacts => ({
  uid: '0193-reg',
  sequence: 2,
  title: 'Sewing course',
  place: 'Mitrovica South',
  description: '',
  sessions: [{ id: 's1', startsAt: at('2026-12-05', '10:00'), endsAt: at('2026-12-05', '12:30') }],
  madeAt: new Date('2026-11-23T08:00:00Z'),
  ...over,
});

const unfolded = (ics: string): string[] => ics.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
const textOf = (ics: string, name: string): string | undefined =>
  unfolded(ics)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1);
/** What a calendar makes of an escaped text. */
const read = (text: string): string => text.replace(/\\(.)/g, (_, c: string) => (/n/i.test(c) ? '\n' : c));

describe('makeCalendar', () => {
  it('makes the whole calendar of one session, byte for byte', () => {
    expect(makeCalendar(facts())).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Community Line//Sessions//EN',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'BEGIN:VEVENT',
        'UID:0193-reg-s1',
        'DTSTAMP:20261123T080000Z',
        'SEQUENCE:2',
        'DTSTART:20261205T090000Z',
        'DTEND:20261205T113000Z',
        'SUMMARY:Sewing course',
        'LOCATION:Mitrovica South',
        'STATUS:CONFIRMED',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'DESCRIPTION:Sewing course',
        'TRIGGER:-P1D',
        'END:VALARM',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('gives each session an event with its own lasting id', () => {
    const sessions = ['a', 'b', 'c'].map((id) => ({
      id,
      startsAt: at('2026-12-05', '10:00'),
      endsAt: at('2026-12-05', '12:30'),
    }));
    const uids = unfolded(makeCalendar(facts({ sessions }))).filter((line) => line.startsWith('UID:'));
    expect(uids).toEqual(['UID:0193-reg-a', 'UID:0193-reg-b', 'UID:0193-reg-c']);
  });

  it('escapes what has a meaning in the format', () => {
    const ics = makeCalendar(facts({ title: 'a;b,c\\d\r\ne\nf', place: 'x\rBEGIN:VEVENT' }));
    expect(textOf(ics, 'SUMMARY')).toBe('a\\;b\\,c\\\\d\\ne\\nf');
    expect(textOf(ics, 'LOCATION')).toBe('x\\nBEGIN:VEVENT');
    expect(unfolded(ics).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  });

  it('keeps every line within 75 octets, cuts no character, and loses none', () => {
    const text = fc.string({
      unit: fc.constantFrom('ë', 'Ђ', 'a', '😀', ';', ',', '\\', '\n', ' ', '漢'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, (words) => {
        const ics = makeCalendar(facts({ title: words }));
        for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(Buffer.from(ics).toString()).toBe(ics);
        expect(read(textOf(ics, 'SUMMARY') ?? '')).toBe(words);
      }),
    );
  });

  it('folds a line of 76 octets and leaves one of 75 alone', () => {
    const ics = (length: number) => makeCalendar(facts({ title: 'x'.repeat(length - 'SUMMARY:'.length) }));
    expect(ics(75)).not.toContain(`SUMMARY:${'x'.repeat(66)}\r\n`);
    expect(ics(75)).toContain(`SUMMARY:${'x'.repeat(67)}\r\nLOCATION`);
    expect(ics(76)).toContain(`SUMMARY:${'x'.repeat(67)}\r\n x\r\nLOCATION`);
  });

  it('says the right instants around both clock changes', () => {
    const day = (day: string, from: string, to: string) => ({ id: day, startsAt: at(day, from), endsAt: at(day, to) });
    const sessions = [
      day('2026-10-24', '10:00', '12:00'),
      day('2026-10-25', '01:30', '10:00'),
      day('2027-03-27', '10:00', '12:00'),
      day('2027-03-28', '01:30', '10:00'),
    ];
    const times = unfolded(makeCalendar(facts({ sessions }))).filter((line) => /^DT(START|END):/.test(line));
    expect(times.map((line) => line.split(':')[1])).toEqual([
      '20261024T080000Z',
      '20261024T100000Z',
      '20261024T233000Z',
      '20261025T090000Z',
      '20270327T090000Z',
      '20270327T110000Z',
      '20270328T003000Z',
      '20270328T080000Z',
    ]);
  });

  it('cancels each session and reminds of none', () => {
    const ics = makeCalendar(facts({ cancelled: true, sequence: 3 }));
    expect(textOf(ics, 'STATUS')).toBe('CANCELLED');
    expect(textOf(ics, 'SEQUENCE')).toBe('3');
    expect(ics).not.toContain('VALARM');
  });
});
