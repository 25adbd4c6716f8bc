const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });

/** Asked once more by Slack before a button does what it says. */
export const confirm = (title: string, text: string, yes: string, no: string) => ({
  title: plain(title.slice(0, 100)),
  text: plain(text.slice(0, 300)),
  confirm: plain(yes),
  deny: plain(no),
});
