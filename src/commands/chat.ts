import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../core/domain/codes.ts';

export function addChat(program: Command): void {
  program
    .command('chat')
    .description(
      'Be a resident against the running line with its emulated Telegram. Lines from a pipe are sent one after another.',
    )
    .addOption(new Option('--lang <language>', 'pick this language and agree at once').choices(LANGUAGES))
    .action(async (options: { lang?: Language }) => {
      // With it come invented people, which a process in production never loads.
      const { talk } = await import('./chat/talk.ts');
      await talk(options.lang);
    });
}
