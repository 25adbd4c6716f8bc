import type {
  AboutYou,
  EnteredChannel,
  FeedbackType,
  Language,
  Municipality,
  Safety,
  Sector,
} from '../../domain/codes.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { mayTriage, refuseRole, type StaffMember } from '../../domain/staff/permissions.ts';
import { isBlank } from '../../domain/text/fold.ts';
import type { Line } from '../../line.ts';
import type { Contact } from '../../residents/person.ts';
import { type Submission, type Submitted, submitItem } from './submit-item.ts';

export type EnteredItem = {
  changeKey: string;
  channel: EnteredChannel;
  type: FeedbackType;
  municipality?: Municipality | undefined;
  sector: Sector;
  language: Language;
  /** Of who reports something serious, where staff asked. */
  safety?: Safety | undefined;
  text: string;
  /** What they told of themselves, as far as they did. */
  aboutYou?: AboutYou | undefined;
  contact?: Contact | undefined;
};

/** For somebody who came or phoned. `changeKey` is a UUID made when the modal was opened. Refusals: role_needed, empty_text. */
export async function enterItem(
  line: Line,
  member: StaffMember | null,
  entered: EnteredItem,
): Promise<Result<Submitted>> {
  if (member === null || !mayTriage(member)) return refuseRole('see_items', member);
  const text = entered.text.trim();
  if (isBlank(text)) return refuse('empty_text');
  const submitted = await line.database.transaction((tx) =>
    submitItem(tx, line, submissionOf(member, { ...entered, text }, 'entered_by_staff')),
  );
  return done(submitted);
}

/** What staff wrote down, as it is submitted for somebody they meet now, or met before. */
export const submissionOf = (
  member: StaffMember,
  entered: EnteredItem,
  from: Exclude<Submission['from'], 'anonymous'>,
): Submission => ({
  submissionKey: entered.changeKey,
  kind: 'feedback',
  type: entered.type,
  municipality: entered.municipality ?? null,
  sector: entered.sector,
  language: entered.language,
  channel: entered.channel,
  sensitive: entered.type === 'sensitive_report',
  // Of what is not serious nobody asks; but who is said not to be safe is not safe, whatever the type.
  safety: entered.type === 'sensitive_report' || entered.safety === 'not_safe' ? entered.safety : null,
  aboutYou: entered.aboutYou ?? {},
  contact: entered.contact,
  messages: [{ kind: 'text', text: entered.text, handle: '0' }],
  from,
  by: { kind: 'staff', member },
});
