export type ShownMessage = {
  messageId: number;
  from: 'resident' | 'bot';
  text?: string;
  caption?: string;
  markup?: { inline_keyboard?: { text: string; callback_data?: string }[][] };
  file?: { kind: string; name?: string };
  editedAt?: string;
  deleted?: boolean;
};

const QUIET_MS = 350;
const LONGEST_MS = 8_000;

/** Prints what the bot says as it comes, with its buttons numbered. */
export function makeTranscript(out: { write(text: string): unknown }) {
  const shown = new Map<number, string>();
  let buttons: { messageId: number; data: string }[] = [];
  let changedAt = 0;

  return {
    buttons: () => buttons,
    show(messages: ShownMessage[]): void {
      for (const message of messages) {
        if (message.from !== 'bot') continue;
        const now = message.deleted ? '(deleted)' : JSON.stringify([message.text, message.markup]);
        if (shown.get(message.messageId) === now) continue;
        const edited = shown.has(message.messageId);
        shown.set(message.messageId, now);
        changedAt = Date.now();
        if (message.deleted) continue;
        out.write(
          `\n${edited ? '(changed) ' : ''}${message.text ?? message.caption ?? `📎 ${message.file?.name ?? message.file?.kind ?? ''}`}\n`,
        );
        const rows = message.markup?.inline_keyboard ?? [];
        if (rows.length === 0) continue;
        buttons = rows.flat().map((button) => ({ messageId: message.messageId, data: button.callback_data ?? '' }));
        let number = 0;
        for (const row of rows) out.write(`   ${row.map((button) => `[${++number}] ${button.text}`).join('   ')}\n`);
      }
    },
    /** Resolves when the bot has been quiet for a moment. */
    async settled(refresh: () => Promise<void>): Promise<void> {
      const started = Date.now();
      changedAt = 0;
      while (Date.now() - started < LONGEST_MS) {
        await refresh();
        if (changedAt > 0 && Date.now() - changedAt > QUIET_MS) return;
        if (changedAt === 0 && Date.now() - started > 3_000) return;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    },
  };
}
