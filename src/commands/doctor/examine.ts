import { statfs } from 'node:fs/promises';
import { slackClient } from '../../bots/slack/client.ts';
import { examineSlack } from '../../bots/slack/examine.ts';
import { examineTelegram } from '../../bots/telegram/examine.ts';
import { type Config, readConfig } from '../../config.ts';
import type { Finding } from '../../core/domain/finding.ts';
import { examineDuty } from '../../core/duty/examine-duty.ts';
import { examineSight } from '../../core/items/hidden/examine-sight.ts';
import { examineSearch } from '../../core/items/search/examine-search.ts';
import type { Tx } from '../../db/client.ts';
import { keepsCommitMoments } from '../../db/queries/residents/commit-moments.ts';
import { countByState, countStuck } from '../../db/queries/work/outbox.ts';
import { openBackend } from '../../queue/backend.ts';
import { failureLine } from '../../run/failure-line.ts';
import { type Foundation, openFoundation } from '../../run/foundation.ts';
import { makeLog } from '../../run/log.ts';
import { examineFiles } from './examine-files.ts';

const LEAST_FREE_BYTES = 1024 ** 3;
const CLOCK_SKEW_MS = 30_000;

/** Looks at everything the line stands on. Changes nothing, and prints no value of a setting. */
export async function examine(): Promise<Finding[]> {
  const read = readConfig();
  if (!read.ok) return read.bad.map(({ name, problem }) => ({ level: 'bad', about: name, say: problem }));
  const { config } = read;
  const findings: Finding[] = [{ level: 'ok', about: 'settings', say: 'all fit' }];
  const { found, routed } = await examineDatabase(config);
  findings.push(...found);
  findings.push(await examineDisk(config));
  if (config.telegram) findings.push(...(await examineTelegram(config.telegram)));
  else findings.push({ level: 'warn', about: 'telegram', say: 'emulated; set TELEGRAM_BOT_TOKEN to go live' });
  if (config.slack) findings.push(...(await examineSlack(slackClient(config.slack), config.slack.channels, routed)));
  else findings.push({ level: 'warn', about: 'slack', say: 'emulated; set SLACK_BOT_TOKEN to go live' });
  return findings;
}

/** `routed`: the channels that settings lead to. */
async function examineDatabase(config: Config): Promise<{ found: Finding[]; routed: string[] }> {
  let foundation: Foundation;
  try {
    foundation = await openFoundation(config, { beside: true, log: makeLog('silent') });
  } catch (error) {
    return { found: [{ level: 'bad', about: 'database', say: failureLine(error) }], routed: [] };
  }
  try {
    const [owed, parked, clock, queue, duty, sight, search, media, moments] = await Promise.all([
      countByState(foundation.line.database.read),
      countStuck(foundation.line.database.read).then((rows) => rows.filter(({ state }) => state === 'given_up')),
      examineClock(foundation),
      examineQueue(config, foundation),
      examineDuty(foundation.line.database.read, foundation.line.now()),
      examineSight(foundation.line.database.read),
      examineSearch(foundation.line.database.read),
      examineFiles(foundation.line),
      examineMoments(foundation.line.database.read),
    ]);
    const parkedFinding: Finding =
      parked.length === 0
        ? { level: 'ok', about: 'outbox', say: `waiting ${owed.waiting}, queued ${owed.queued}, none given up` }
        : {
            level: 'bad',
            about: 'outbox',
            say: `given up ${owed.parked} (${parked.map((row) => `${row.topic}: ${row.reason} × ${row.count}`).join(', ')}); see docs/operations.md`,
          };
    const found: Finding[] = [
      { level: 'ok', about: 'database', say: foundation.embedded ? 'the embedded one answers' : 'answers' },
      clock,
      moments,
      queue,
      parkedFinding,
      ...duty,
      sight,
      search,
      ...media,
    ];
    const { routes } = await foundation.line.settings();
    return { found, routed: routes.map(({ channel }) => channel) };
  } finally {
    await foundation.close();
  }
}

async function examineClock({ line }: Foundation): Promise<Finding> {
  const skew = Math.abs((await line.database.clock()).getTime() - Date.now());
  return skew > CLOCK_SKEW_MS
    ? {
        level: 'bad',
        about: 'clock',
        say: `differs from the database's by ${Math.round(skew / 1000)} s; set both by NTP`,
      }
    : { level: 'ok', about: 'clock', say: 'agrees with the database' };
}

/** Whether PostgreSQL keeps what would tie an anonymous item to its sender. */
export async function examineMoments(tx: Tx): Promise<Finding> {
  const about = 'commit timestamps';
  return (await keepsCommitMoments(tx))
    ? {
        level: 'bad',
        about,
        say: 'PostgreSQL keeps the moment of every row, which names who sends without a name; set track_commit_timestamp to off and restart it',
      }
    : { level: 'ok', about, say: 'not kept' };
}

async function examineQueue(config: Config, foundation: Foundation): Promise<Finding> {
  const about = config.queue.kind === 'redis' ? 'redis' : 'queue in PostgreSQL';
  const backend = openBackend(
    config.queue.kind === 'redis' ? config.queue : { kind: 'postgres', url: foundation.databaseUrl },
    { log: makeLog('silent') },
  );
  try {
    await backend.ping();
    return { level: 'ok', about, say: 'answers' };
  } catch {
    return { level: 'bad', about, say: 'does not answer; nothing is lost, but nothing is delivered until it does' };
  } finally {
    await backend.close();
  }
}

async function examineDisk(config: Config): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(config.databaseUrl === undefined ? config.dataDir : '.');
    const free = bavail * bsize;
    const say = `${Math.round(free / 1024 ** 2)} MB free`;
    return free < LEAST_FREE_BYTES
      ? { level: 'bad', about: 'disk', say: `${say}; at least 1024 MB are needed` }
      : { level: 'ok', about: 'disk', say };
  } catch {
    return { level: 'warn', about: 'disk', say: 'DATA_DIR does not exist yet; it is made at the first start' };
  }
}
