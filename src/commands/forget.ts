import type { Command } from 'commander';
import { parseReference } from '../core/domain/reference.ts';
import { forgetByReference } from '../core/forgetting/forget-by-reference.ts';
import { Refused } from '../run/foundation.ts';
import { beside } from './beside.ts';
import { refused } from './say-refusal.ts';

export function addForget(program: Command): void {
  program
    .command('forget')
    .description(
      'Destroy every word of the resident behind an item, for someone who asks in person. Irreversible. Cards in Slack are redacted by the running line.',
    )
    .argument('<reference>', 'an item of theirs, such as F-7K3QM9')
    .requiredOption('--yes', 'say that you mean it')
    .action((typed: string) =>
      beside(async ({ line }) => {
        const reference = parseReference(typed);
        if (!reference) throw new Refused('That is no reference; it looks like F-7K3QM9.');
        const forgotten = await forgetByReference(line, reference);
        if (!forgotten.ok) throw refused(forgotten);
        process.stdout.write(`Forgotten. Items that lost their words: ${forgotten.value.items}.\n`);
      }),
    );
}
