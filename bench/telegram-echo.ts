import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Bot API that says yes to everything and costs as little as it can, so that the bots are measured and not the stand-in. */
export async function startTelegramEcho(
  onSend: (chatId: number, markup: unknown) => void,
): Promise<{ root: string; close(): void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      const body =
        method === 'sendMessage'
          ? (JSON.parse(Buffer.concat(chunks).toString()) as { chat_id: number; reply_markup?: unknown })
          : null;
      if (body) onSend(Number(body.chat_id), body.reply_markup);
      response.setHeader('content-type', 'application/json');
      response.end(
        `{"ok":true,"result":${method === 'sendMessage' ? '{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}' : 'true'}}`,
      );
    });
  });
  // A busy machine must not find a connection closed that it is about to use.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
