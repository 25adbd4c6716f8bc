/** What we post in Slack and must find again. */
export const POST_KINDS = [
  'card',
  'offer_day',
  'thread',
  'look',
  'call',
  'alert',
  'news',
  'overdue',
  'monday',
] as const;
export type PostKind = (typeof POST_KINDS)[number];
