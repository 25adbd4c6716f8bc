import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, webhookCallback } from 'grammy';
import postgres from 'postgres';
import { telegramChannel } from '../src/bots/telegram/channel.ts';
import { openChannels } from '../src/core/channel/channels.ts';
import { labelMatcher } from '../src/core/i18n/match-label.ts';
import { loadTexts } from '../src/core/i18n/texts.ts';
import type { Line } from '../src/core/line.ts';
import { connect } from '../src/db/client.ts';
import { benchLine } from './line.ts';

/** The process under measurement: `floor` or `line`, on one database, answering to one echo. Talks to its parent by messages. */
const [kind, databaseUrl = '', apiRoot = ''] = process.argv.slice(2);
const TOKEN = '1:bench-token-of-nobody';
const SECRET = 'bench-secret-of-nobody';
const POOL = 10;
type Subject = {
  handle: (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void;
  roundTrips(): number;
};

const subject = kind === 'floor' ? floor() : await line();
const server = createServer(subject.handle);
// A busy machine must not find a connection closed that it is about to use.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', (asked) => {
  if (asked === 'stats') {
    const { user, system } = process.cpuUsage();
    process.send?.({ roundTrips: subject.roundTrips(), rss: process.memoryUsage().rss, cpuMicros: user + system });
  }
  if (asked === 'end') process.exit(0);
});

/** A bare grammY webhook handler doing one INSERT through postgres.js and one sendMessage. */
function floor(): Subject {
  const sql = postgres(databaseUrl, { max: POOL, onnotice: () => {} });
  let inserts = 0;
  const bot = new Bot(TOKEN, {
    client: { apiRoot },
    botInfo: { id: 1, is_bot: true, first_name: 'bench', username: 'bench_bot' } as never,
  });
  bot.on('message', async (context) => {
    inserts += 1;
    await sql`insert into bench_floor (update_id, body) values (${context.update.update_id}, ${context.message.text ?? ''})`;
    await context.api.sendMessage(context.chat.id, 'thank you');
  });
  const callback = webhookCallback(bot, 'http', { secretToken: SECRET });
  return { handle: (request, response) => void callback(request, response), roundTrips: () => inserts };
}

async function line(): Promise<Subject> {
  const database = connect(databaseUrl, { max: POOL });
  const texts = loadTexts();
  const core: Line = { ...(await benchLine(database)), matchLabel: labelMatcher(texts) };
  const config = { token: TOKEN, apiRoot, webhook: { url: 'http://127.0.0.1', secret: SECRET } };
  const telegram = telegramChannel({ line: core, texts, config });
  const flood = { burst: 1e9, secondsEach: 1 };
  const { doors } = openChannels({ line: core, texts, makeFile: async () => null, flood }, [telegram]);
  const door = doors['/telegram/webhook'];
  return {
    roundTrips: database.roundTrips,
    handle: async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const refused = door?.refuse(request.headers);
      const answer = refused ? { status: refused } : await door?.take(Buffer.concat(chunks), request.headers);
      response.statusCode = answer?.status ?? 500;
      response.end();
    },
  };
}
