import type { Command } from 'commander';
import { Refused } from '../run/foundation.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Check settings, database, queue, Telegram, Slack, clock and disk; say in one line each what to do.')
    .action(async () => {
      const { examine } = await import('./doctor/examine.ts');
      const findings = await examine();
      for (const { level, about, say } of findings)
        process.stdout.write(`${level === 'ok' ? 'ok  ' : level === 'warn' ? 'warn' : 'BAD '} ${about}: ${say}\n`);
      const bad = findings.filter((finding) => finding.level === 'bad').length;
      if (bad > 0) throw new Refused(`Things to mend: ${bad}.`);
    });
}
