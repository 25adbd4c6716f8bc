import type { webApi } from '@slack/bolt';

/** Slack's libraries log what people wrote at debug level, so that nothing of theirs is logged; failures reach us as values. */
export const silentLogger: webApi.Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => 'error' as webApi.LogLevel,
  setName: () => {},
};
