import type { Command } from 'commander';
import { type Fault, verifyActs } from '../core/audit/verify-acts.ts';
import { Refused } from '../run/foundation.ts';
import { beside } from './beside.ts';

/** So many faults are named one by one. */
const MOST = 20;

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('The log of what staff and the line did.');
  audit
    .command('verify')
    .description(
      'Reckon the chain of seals over the log anew: whatever was changed, taken out or put in afterwards is named.',
    )
    .option('--head <hash>', 'a head that was noted before, which the chain must hold; the log of the line has each')
    .action(({ head }: { head?: string }) =>
      beside(async ({ line }) => {
        if (head !== undefined && !/^[0-9a-f]{64}$/i.test(head))
          throw new Refused('--head is 64 digits and letters a to f.');
        const onSeals = process.stderr.isTTY ? (seals: number) => process.stderr.write(`\rSeals: ${seals}`) : undefined;
        const verdict = await verifyActs(line, head?.toLowerCase() ?? null, onSeals);
        if (onSeals) process.stderr.write('\n');
        const { seals, acts, unsealed, faults } = verdict;
        process.stdout.write(`Seals: ${seals}, over acts: ${acts}. Not sealed yet: ${unsealed}.\n`);
        if (verdict.head) process.stdout.write(`Head: ${verdict.head}\n`);
        for (const fault of faults.slice(0, MOST)) process.stdout.write(`${said(fault)}\n`);
        if (faults.length > 0)
          throw new Refused(`The log of acts is not as it was sealed: faults found: ${faults.length}.`);
      }),
    );
}

function said(fault: Fault): string {
  switch (fault.kind) {
    case 'missing':
      return `Seal ${fault.seal}: event ${fault.eventId} is gone.`;
    case 'changed':
      return `Seal ${fault.seal}: an event it stands over was changed, or the seal itself.`;
    case 'gap':
      return `Seal ${fault.seal} is gone.`;
    case 'put_in_later':
      return `Seal ${fault.seal}: event ${fault.eventId} says that it is older than what was sealed before it.`;
    case 'head_unknown':
      return 'The chain does not hold the head that you gave: its end was cut off, or made anew.';
  }
}
