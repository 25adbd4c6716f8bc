import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Foreign = { word: RegExp; home: RegExp };

/** Where the words of a channel's service may stand: its bot, the stand-in for it and who plays with that, and what was written before. */
const HOME = '^(bots/telegram|sandbox|commands/chat|db/migrations)/|^config\\.ts$|^core/privacy/old-words\\.ts$';
const FOREIGN: readonly Foreign[] = [
  {
    word: /\b(chat_?Id|chat_id|chatMessageId|callback_?Data|callback_data|inline_keyboard|grammy|updateId)\b/,
    home: new RegExp(HOME),
  },
  // A migration left a table with this column, which is read once.
  { word: /\bupdate_id\b/, home: new RegExp(`${HOME}|^db/queries/keys/once-plain\\.ts$`) },
  // Slack has the word too, for what we upload there.
  {
    word: /\b(fileId|file_id)\b/,
    home: new RegExp(`${HOME}|^(bots/slack|core/posts|core/looks)/|^db/(schema|queries)/work/slack-posts\\.ts$`),
  },
];

/** Each word of a channel's service that stands in a file under `src` where it is not at home (docs/decisions/0039). */
export async function foreignWords(root: string): Promise<string[]> {
  const names = (await readdir(join(root, 'src'), { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const found: string[] = [];
  for (const name of names.map((one) => one.replaceAll('\\', '/')).sort()) {
    const away = FOREIGN.filter(({ home }) => !home.test(name));
    if (away.length === 0) continue;
    const lines = (await readFile(join(root, 'src', name), 'utf8')).split('\n');
    for (const [index, line] of lines.entries())
      for (const { word } of away) {
        const met = word.exec(line);
        if (met) found.push(`word-of-a-channel: src/${name}:${index + 1} says ${met[0]}`);
      }
  }
  return found;
}
