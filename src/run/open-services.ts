import type { Config } from '../config.ts';
import type { Services } from './services.ts';

/**
 * Telegram and Slack as the settings have them, or stand-ins for those without a token. Where both are real no stand-in is even loaded;
 * in production a missing token was refused before.
 */
export async function openServices(config: Config, now: () => Date): Promise<Services> {
  const { telegram, slack, queue } = config;
  if (telegram && slack)
    return { telegram, slack, admins: config.slackAdmins, now, queue, sandbox: null, close: async () => {} };
  const { startSandbox } = await import('../sandbox/host/start-sandbox.ts');
  return startSandbox(config, now);
}
