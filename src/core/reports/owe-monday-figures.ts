import { owe } from '../../db/queries/work/outbox.ts';
import { readPost } from '../../db/queries/work/slack-posts.ts';
import { localInstant, localParts } from '../domain/time/local-time.ts';
import type { Line } from '../line.ts';

/** On the programme's clock. */
const AT = '08:30';
const MONDAY = 1;

/** Owes the post of the week that is over, on its Monday from half past eight on. For a recurring job; a week has one post. */
export async function oweMondayFigures(line: Line): Promise<void> {
  const now = line.now();
  const { day } = localParts(now);
  const due = localInstant(day, AT);
  if (new Date(`${day}T00:00:00Z`).getUTCDay() !== MONDAY || due === null || now < due) return;
  if (!(await line.settings()).mondayFigures) return;
  if ((await readPost(line.database.read, { kind: 'monday', key: day })) !== null) return;
  await line.database.transaction((tx) => owe(tx, 'monday_figures', { day }));
}
