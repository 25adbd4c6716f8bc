import type { SlackClient } from '../client.ts';
import { type Attempt, attempt } from '../failures.ts';
import type { ReadStanding, Said } from '../staff-bot.ts';

type Judged = Omit<Said, 'anew'>;
type Known = Judged & { at: number };
const UNKNOWN: Judged = { standing: 'unknown', names: null };
const OUTSIDER: Judged = { standing: 'outsider', names: null };
const said = ({ standing, names }: Judged, anew: boolean): Said => ({ standing, names, anew });

/** Somebody may become a guest: so long it may take until it holds here. */
const FRESH_MS = 5 * 60_000;
const OUTSIDER_FRESH_MS = 60_000;
/** While Slack answers nothing, who was a member so lately goes on working. */
const LAST_KNOWN_MS = 30 * 60_000;
/** A form's answer is due in three seconds. */
const PATIENCE_MS = 2_000;

type User = {
  id?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  team_id?: string;
  enterprise_user?: { teams?: string[] };
  real_name?: string;
  profile?: { real_name?: string; display_name?: string };
};

/**
 * Whether somebody is a full member of our own workspace, as Slack has it (docs.slack.dev, users.info): a staff row alone gives nobody rights.
 * Kept for minutes, so that a press does not wait for it each time.
 */
export function standingReader(slack: SlackClient, now: () => Date): ReadStanding {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<Judged>>();
  let home: string | undefined;

  const ask = async (id: string): Promise<Judged> => {
    home ??= await teamOf(slack);
    const found = await inTime(attempt(() => slack.users.info({ user: id })));
    const judged = home === undefined ? UNKNOWN : judge(id, home, found);
    if (judged.standing !== 'unknown') known.set(id, { ...judged, at: now().getTime() });
    return judged;
  };

  return async (id) => {
    const before = known.get(id);
    const age = before ? now().getTime() - before.at : Number.POSITIVE_INFINITY;
    if (before && age < (before.standing === 'member' ? FRESH_MS : OUTSIDER_FRESH_MS)) return said(before, false);
    const running = asking.get(id) ?? ask(id).finally(() => asking.delete(id));
    asking.set(id, running);
    const judged = await running;
    return judged.standing === 'unknown' && before?.standing === 'member' && age < LAST_KNOWN_MS
      ? said(before, false)
      : said(judged, true);
  };
}

async function teamOf(slack: SlackClient): Promise<string | undefined> {
  const tested = await inTime(attempt(() => slack.auth.test()));
  return tested?.ok ? tested.value.team_id : undefined;
}

const NOBODY = new Set(['user_not_found', 'user_not_visible']);

function judge(id: string, home: string, found: Attempt<{ user?: User }> | null): Judged {
  if (!found) return UNKNOWN;
  if (!found.ok) return 'code' in found.failure && NOBODY.has(found.failure.code) ? OUTSIDER : UNKNOWN;
  const { user } = found.value;
  // An answer that says ok may lack what was asked for.
  if (user?.id !== id) return UNKNOWN;
  const { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger } = user;
  if (deleted || is_bot || is_restricted || is_ultra_restricted || is_stranger) return OUTSIDER;
  return isOurs(user, home) ? { standing: 'member', names: namesOf(user) } : OUTSIDER;
}

const namesOf = ({ real_name: real, profile }: User): string[] =>
  [
    ...new Set([real, profile?.real_name, profile?.display_name].filter((name) => name !== undefined && name !== '')),
  ] as string[];

const isOurs = ({ team_id: team, enterprise_user: enterprise }: User, home: string): boolean =>
  team === undefined || team === home || (enterprise?.teams ?? []).includes(home);

/** Null when it takes longer than a person can be kept waiting; what it says is then of no use here. */
async function inTime<T>(asked: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
