import { z } from 'zod';
import { isBlank } from '../../core/domain/text/fold.ts';

const Person = z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() });

const SlackView = z.object({
  id: z.string(),
  hash: z.string().optional(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  /** The modal under this one, and the one at the bottom. */
  previous_view_id: z.string().nullish(),
  root_view_id: z.string().nullish(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }).optional(),
});
export type SlackView = z.infer<typeof SlackView>;

export const ActionBody = z.object({
  user: Person,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ channel_id: z.string().optional() }).optional(),
  view: SlackView.optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
export type ActionBody = z.infer<typeof ActionBody>;

export const ViewBody = z.object({ user: Person, view: SlackView });

export const ShortcutBody = z.object({
  user: Person,
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }).optional(),
});

export const CommandBody = z.object({
  user_id: z.string(),
  user_name: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel_id: z.string().optional(),
  text: z.string().default(''),
});
export type CommandBody = z.infer<typeof CommandBody>;

export const Metadata = z.object({
  reference: z.string().default(''),
  changeKey: z.uuid(),
  language: z.string().optional(),
  /** The one under it, and those of others who read what is written. */
  secondLanguage: z.string().optional(),
  alsoRead: z.array(z.string()).optional(),
  /** Once was asked whether the language is meant. */
  warned: z.boolean().optional(),
  /** How many residents the form said would read it. */
  readers: z.number().optional(),
  turn: z.number().optional(),
  /** What the form asked once more about, before it is done: sent again with the same, it goes. */
  sure: z.string().optional(),
  /** What a form of an offer, a registration or an application is about: ids alone. */
  offerId: z.uuid().optional(),
  sessionId: z.uuid().optional(),
  enquiryId: z.uuid().optional(),
  registrationId: z.uuid().optional(),
});
export type Metadata = z.infer<typeof Metadata>;

export function readMetadata(view: SlackView): Metadata | null {
  try {
    return Metadata.parse(JSON.parse(view.private_metadata));
  } catch {
    return null;
  }
}

/** A file that was put into a form, as far as it is used. */
export const PutFile = z.object({ id: z.string(), name: z.string().default(''), size: z.number().default(0) });

const Field = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).optional(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_date_time: z.number().nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).optional(),
  files: z.array(PutFile).optional(),
});

/**
 * What was filled in, by action id; fields left empty are not there. A date with a time is seconds since 1970, as Slack has it; a file, what
 * Slack says of it as JSON.
 */
export function readFields(view: SlackView): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const block of Object.values(view.state?.values ?? {})) {
    for (const [name, raw] of Object.entries(block)) {
      const field = Field.safeParse(raw).data;
      const value =
        field?.value ??
        field?.selected_option?.value ??
        field?.selected_date ??
        field?.selected_time ??
        field?.selected_date_time?.toString() ??
        field?.selected_user ??
        field?.selected_users ??
        field?.selected_options?.map((option) => option.value) ??
        field?.files?.map((put) => JSON.stringify(put));
      // Slack sends nothing for an empty field; what cannot be seen is as empty.
      if (value !== undefined && !(typeof value === 'string' && isBlank(value))) fields[name] = value;
    }
  }
  return fields;
}
