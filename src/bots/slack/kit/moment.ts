const unix = (at: Date): number => Math.floor(at.getTime() / 1000);
const iso = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** An instant that Slack shows in each reader's own time (docs.slack.dev, date formatting). */
export const moment = (at: Date): string => `<!date^${unix(at)}^{date_short_pretty} {time}|${iso(at)}>`;

/** Its time alone, where the day stands beside it. */
export const timeOf = (at: Date): string => `<!date^${unix(at)}^{time}|${iso(at)}>`;

/** How long ago, kept right by Slack without another update of the card. */
export const ago = (at: Date): string => `<!date^${unix(at)}^{ago}|${iso(at)}>`;
