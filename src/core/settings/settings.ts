import { z } from 'zod';
import { AGENCIES, ITEM_KINDS, MUNICIPALITIES, SECTORS } from '../domain/codes.ts';
import { TARGET_FIGURES } from '../domain/figures/targets.ts';

const hours = z
  .number()
  .positive()
  .max(24 * 365);
/** On the clock: `22:00`. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const days = z.number().int().positive().max(3650);

const Route = z.object({
  kind: z.enum(ITEM_KINDS).optional(),
  sector: z.enum(SECTORS).optional(),
  municipality: z.enum(MUNICIPALITIES).optional(),
  agency: z.enum(AGENCIES).optional(),
  /** Slack channel id. */
  channel: z.string().regex(/^[CG][A-Z0-9]{2,}$/),
});
export type Route = z.infer<typeof Route>;

/** Every setting with its default. Due times must be confirmed by the agencies; numbers to call were collected for the programme. */
export const Settings = z.object({
  firstAnswerHours: z
    .object({
      urgent: hours,
      complaint: hours,
      other: hours,
      sensitiveSeen: hours,
      sensitiveActed: hours,
      danger: hours.default(2),
    })
    .default({ urgent: 48, complaint: 240, other: 336, sensitiveSeen: 24, sensitiveActed: 72, danger: 2 }),
  referralHours: hours.default(72),
  agencyBySector: z.record(z.enum(SECTORS), z.enum(AGENCIES)).default({
    social_protection: 'municipality',
    health: 'WHO',
    education: 'UNICEF',
    jobs_and_business: 'UNDP',
    public_services: 'municipality',
    rights_and_safety: 'OHCHR',
    training: 'UNDP',
    this_project: 'UNDP',
    other: 'UNDP',
  }),
  /** First match wins; without one the item goes to SLACK_CHANNEL. */
  routes: z.array(Route).default([]),
  /** `label` is a key under `emergency.` in locales. */
  emergencyNumbers: z.array(z.object({ label: z.string(), number: z.string().regex(/^[0-9+ ]{3,20}$/) })).default([
    { label: 'all', number: '112' },
    { label: 'police', number: '192' },
    { label: 'fire', number: '193' },
    { label: 'ambulance', number: '194' },
  ]),
  /** Closed items lose their words after so many days, sensitive ones earlier. */
  retentionDays: z
    .object({ closed: days, sensitive: days, silentResident: days })
    .default({ closed: 730, sensitive: 365, silentResident: 1095 }),
  /** Ages that count as youth where seats are held for them (Kosovo's law on youth: 15 to 24). */
  youthAge: z
    .object({ from: z.number().int().min(0).max(120), to: z.number().int().min(0).max(120) })
    .refine(({ from, to }) => from <= to)
    .default({ from: 15, to: 24 }),
  /** How long the next who waits may think about a freed seat. */
  seatOfferHours: hours.default(24),
  /** Which share of the sessions somebody must have been at for a certificate. */
  certificateShare: z.number().positive().max(1).default(0.8),
  /** How long after a decision about a grant an appeal is taken. */
  appealDays: days.default(30),
  /** Photos in ordinary feedback of residents we know stand in the thread; everything else is looked at by the door. */
  picturesInThread: z.boolean().default(false),
  /** When staff are told nothing by direct message: it waits for the morning. Times on the programme's clock; twice the same for no quiet hours. */
  quietHours: z.object({ from: clock, to: clock }).default({ from: '22:00', to: '06:00' }),
  /** Names beside the line's own (core/domain/text/latin-names.ts) that stay in Latin letters where a Serbian text is made Cyrillic. */
  latinNames: z.array(z.string().trim().min(1).max(60)).max(500).default([]),
  /** Where people reach PORT from outside, such as `https://line.example.org`: a file that Slack does not take is fetched there. Empty: nowhere. */
  publicUrl: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https$/ }),
      z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/ }),
    ])
    .default(''),
  /** Slack takes files of up to 1 GB; larger ones lie ready under a link. */
  slackFileMegabytes: z.number().positive().max(1000).default(1000),
  /**
   * What the results framework promises, by the name of the figure (docs/operations.md): shares as numbers of a hundred, times in hours, money in
   * euro. Reports show each beside its figure.
   */
  targets: z.partialRecord(z.enum(TARGET_FIGURES), z.number().nonnegative().max(1_000_000_000)).default({}),
  /** Every Monday, the figures of the last week in the leads' channel. */
  mondayFigures: z.boolean().default(true),
});
export type Settings = z.infer<typeof Settings>;
export const SETTING_NAMES = Object.keys(Settings.shape) as (keyof Settings)[];
