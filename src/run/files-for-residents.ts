import type { SlackClient } from '../bots/slack/client.ts';
import { fetchAttached } from '../bots/slack/deliver/fetch-attached.ts';
import type { MakeFile } from '../core/channel/fit-says.ts';
import type { Texts } from '../core/i18n/texts.ts';
import { readAttached } from '../core/items/read-attached.ts';
import type { Line } from '../core/line.ts';
import { makeFile } from '../files/make-file.ts';
import { readyAttached } from '../media/ready-attached.ts';

/** Whatever residents are sent as a file: made by us of a registration, or put by staff beside an answer and fetched from Slack now. */
export function filesForResidents(
  { line, texts, slack }: { line: Line; texts: Texts; slack: SlackClient },
  config: { botToken: string; apiUrl?: string | undefined },
  sample: boolean,
): MakeFile {
  const ofRegistration = makeFile(line, texts, sample);
  const fetchOfStaff = fetchAttached(slack, config);
  return async (make, reader) => {
    if (make.kind !== 'attached') return ofRegistration(make, reader);
    const attached = await readAttached(line, make.messageId);
    return attached && readyAttached(attached, fetchOfStaff);
  };
}
