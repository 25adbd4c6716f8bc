import { type LineProcess, STAFF, type TestWorld } from '../support/line-process.ts';
import { buildGates, closeGate, type Gate } from './kill-gates.ts';
import { makePatientResident, type PatientResident } from './kill-resident.ts';
import { makePatientStaff } from './kill-staff.ts';

export type Sent = { resident: PatientResident; words: string; reference: string };
export type Replied = { resident: PatientResident; reference: string; text: string };
/** Everything people did and were shown, to be compared with what the line holds. */
export type Lived = { sent: Sent[]; replies: Replied[]; claimed: string[]; closed: string[]; kills: string[] };

export type LifeOptions = {
  world: TestWorld;
  /** Of the database that the line has open now; another one after each start of the embedded default. */
  databaseUrl(): Promise<string>;
  queueInDatabase: boolean;
  residents: number;
};

/** A line with people around it, which can be killed at a named point while they use it. */
export async function beginLife({ world, databaseUrl, queueInDatabase, residents }: LifeOptions) {
  let line: LineProcess = await world.start();
  const added = await world.command(
    ...['staff', 'add', STAFF.triage, '--name', 'Sample triage', '--agency', 'UNDP', '--role', 'triage'],
  );
  if (added.code !== 0) throw new Error(`no staff member: ${added.err}`);
  await buildGates(await databaseUrl(), { queueInDatabase });
  const people = Array.from({ length: residents }, () => makePatientResident(world.telegram.control));
  await Promise.all(people.map(({ phone }) => phone.agree('sq')));
  const staff = makePatientStaff(world);
  const lived: Lived = { sent: [], replies: [], claimed: [], closed: [], kills: [] };
  const untouched: Sent[] = [];
  const tails = people.map(() => Promise.resolve());
  const work: Promise<unknown>[] = [];
  let number = 0;

  const submitOne = () => {
    const words = `shpikur${String(number).padStart(4, '0')}fund`;
    const index = number % people.length;
    const resident = people[index] as PatientResident;
    number += 1;
    const mine = (tails[index] as Promise<void>).then(async () => {
      const sent = { resident, words, reference: await resident.submit(words) };
      lived.sent.push(sent);
      untouched.push(sent);
    });
    tails[index] = mine;
    work.push(mine);
    // Met at the end by `everythingDone`.
    mine.catch(() => {});
  };
  const later = (act: Promise<unknown>) => {
    work.push(act);
    act.catch(() => {});
  };
  const next = (): Sent => {
    const sent = untouched.shift();
    if (!sent) throw new Error('no item is left for staff');
    return sent;
  };
  const acts = {
    reply: () => {
      const { resident, reference } = next();
      const text = `Kjo është një përgjigje e shpikur për ju, numri ${lived.replies.length}.`;
      lived.replies.push({ resident, reference, text });
      later(staff.reply(reference, text));
    },
    claim: () => {
      const { reference } = next();
      lived.claimed.push(reference);
      later(staff.claim(reference));
    },
    close: () => {
      const { reference } = next();
      lived.closed.push(reference);
      later(staff.close(reference, 'Uji i shpikur rrjedh prapë për ju.'));
    },
  };

  return {
    world,
    people,
    lived,
    acts,
    submit: (times: number) => {
      for (let index = 0; index < times; index += 1) submitOne();
    },
    everythingDone: () => Promise.all(work),
    kill: () => line.kill(),
    start: async () => {
      line = await world.start();
    },
    log: () => line.log(),
    databaseUrl,
    /** Kills the line at this point while `drive` goes on, and starts it again. */
    async killAt(gate: Gate, drive: () => void, options: { goesThrough?: boolean } = {}): Promise<void> {
      const closed = await closeGate(await databaseUrl(), gate);
      try {
        drive();
        await closed.reached();
        await line.kill();
      } finally {
        await closed.open(options);
      }
      lived.kills.push(gate);
      line = await world.start();
    },
  };
}
export type Life = Awaited<ReturnType<typeof beginLife>>;
