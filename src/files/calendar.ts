const LINE_OCTETS = 75;

export type CalendarFacts = {
  /** The registration's id: each session's own is made of it, so that a newer file replaces an older one. */
  uid: string;
  /** Higher than in the file before it. */
  sequence: number;
  title: string;
  place: string;
  description: string;
  sessions: readonly { id: string; startsAt: Date; endsAt: Date }[];
  madeAt: Date;
  cancelled?: boolean;
};

/** One person's sessions of an offer as an iCalendar text (RFC 5545). It names the offer and nobody. */
export function makeCalendar(facts: CalendarFacts): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Community Line//Sessions//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...facts.sessions.flatMap((session) => event(facts, session)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function event(facts: CalendarFacts, session: CalendarFacts['sessions'][number]): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(`${facts.uid}-${session.id}`)}`,
    `DTSTAMP:${utc(facts.madeAt)}`,
    `SEQUENCE:${facts.sequence}`,
    `DTSTART:${utc(session.startsAt)}`,
    `DTEND:${utc(session.endsAt)}`,
    `SUMMARY:${escaped(facts.title)}`,
    ...optional('LOCATION', facts.place),
    ...optional('DESCRIPTION', facts.description),
    `STATUS:${facts.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // Nobody wants to be reminded of what does not take place.
    ...(facts.cancelled ? [] : alarm(facts.title)),
    'END:VEVENT',
  ];
}

const alarm = (title: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(title)}`,
  'TRIGGER:-P1D',
  'END:VALARM',
];

const optional = (name: string, text: string): string[] => (text.trim() ? [`${name}:${escaped(text)}`] : []);

/** An instant, so that no calendar has to know the zone's clock changes. */
const utc = (instant: Date): string => `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** RFC 5545, 3.3.11. Control characters are not allowed in a text at all. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** RFC 5545, 3.1: lines of 75 octets at most, never cut inside a character. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
