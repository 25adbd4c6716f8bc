import type { Config } from '../../config.ts';
import { SAMPLE_RESIDENTS } from '../samples/sample-residents.ts';
import { SAMPLE_STAFF } from '../samples/sample-staff.ts';
import { type SlackStandIn, startSlackStandIn } from '../slack/server.ts';
import { startTelegramStandIn, type TelegramStandIn } from '../telegram/server.ts';
import type { Kept, StandIns } from './keep-sandbox.ts';

export const CHANNELS = { main: 'C0LINEITEMS', sensitive: 'C0LINESENSITIVE', leads: 'C0LINELEADS' };
/** A story told fast writes more at once than people do. */
const SLACK_BURST = 200;

/** What they go on from, and where they listen again. */
type From = { kept?: Kept; ports?: { telegram?: number; slack?: number } };

/** A stand-in for each service without a token, with the sample people where nobody is there yet. */
export async function openStandIns(
  config: Config,
  tokens: Kept['tokens'],
  now: () => Date,
  { kept, ports = {} }: From,
): Promise<StandIns> {
  const telegram = config.telegram
    ? null
    : await startTelegramStandIn({
        token: tokens.telegram,
        clock: now,
        kept: kept?.telegram,
        ...(ports.telegram !== undefined && { port: ports.telegram }),
      });
  if (telegram && telegram.control.chats().length === 0) addResidents(telegram);
  const slack = config.slack
    ? null
    : await startSlackStandIn({
        botToken: tokens.bot,
        appToken: tokens.app,
        signingSecret: tokens.signing,
        clock: now,
        burst: SLACK_BURST,
        kept: kept?.slack,
        ...(ports.slack !== undefined && { port: ports.slack }),
      });
  if (slack) addTeam(slack);
  return { telegram, slack };
}

function addResidents({ control }: TelegramStandIn): void {
  for (const { chatId, name, languageCode } of SAMPLE_RESIDENTS)
    control.addResident({ chatId, firstName: name, languageCode });
}

function addTeam({ control }: SlackStandIn): void {
  for (const { id, name } of SAMPLE_STAFF) control.addStaff({ id, name });
  const members = (...roles: string[]) =>
    SAMPLE_STAFF.filter((one) => one.roles.some((role) => roles.includes(role))).map(({ id }) => id);
  control.addChannel({
    id: CHANNELS.main,
    name: 'line-items',
    members: SAMPLE_STAFF.map(({ id }) => id),
    botIsMember: true,
  });
  const restricted = { private: true, botIsMember: true };
  control.addChannel({
    id: CHANNELS.sensitive,
    name: 'line-sensitive',
    members: members('protection'),
    ...restricted,
  });
  control.addChannel({ id: CHANNELS.leads, name: 'line-leads', members: members('lead'), ...restricted });
}

const portOf = (url: string): number => Number(new URL(url).port);
export const portsOf = ({ telegram, slack }: StandIns) => ({
  ...(telegram && { telegram: portOf(telegram.controlUrl) }),
  ...(slack && { slack: portOf(slack.controlUrl) }),
});

export async function closeStandIns({ telegram, slack }: StandIns): Promise<void> {
  await telegram?.close();
  await slack?.close();
}
