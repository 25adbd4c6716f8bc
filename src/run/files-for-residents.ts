import type { SlackClient } from '../bots/slack/client.ts';
import { fetchAttached } from '../bots/slack/deliver/fetch-attached.ts';
import type { MakeFile } from '../core/channel/fit-says.ts';
import type { Texts } from '../core/i18n/texts.ts';
import { readAttached } from '../core/items/read-attached.ts';
import type { Line } from '../core/line.ts';
import { makeFile } from '../files/make-file.ts';
import { readyAttached } from '../media/ready-attached.ts';
import { makeReady } from '../media/ready-media.ts';

/** Whatever residents are sent as a file: made by us of a registration or of all that is held of them, or put by staff beside an answer and fetched from Slack now. */
export function filesForResidents(
  { line, texts, slack }: { line: Line; texts: Texts; slack: SlackClient },
  config: { botToken: string; apiUrl?: string | undefined },
  sample: boolean,
): MakeFile {
  const ofOurs = makeFile({ line, texts, sample, makeReady });
  const fetchOfStaff = fetchAttached(slack, config);
  return async (make, reader, fetch) => {
    if (make.kind !== 'attached') return ofOurs(make, reader, fetch);
    const attached = await readAttached(line, make.messageId);
    return attached && readyAttached(attached, fetchOfStaff);
  };
}
