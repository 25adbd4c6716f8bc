import { Api } from 'grammy';
import type { Finding } from '../../core/domain/finding.ts';
import { attempt } from './send.ts';
import type { TelegramConfig } from './way-in.ts';

const MANY_WAITING = 100;

/** Token and webhook, as the doctor says them. */
export async function examineTelegram(config: TelegramConfig): Promise<Finding[]> {
  const api = new Api(config.token, { ...(config.apiRoot && { apiRoot: config.apiRoot }), timeoutSeconds: 10 });
  const token = await attempt(() => api.getMe());
  if (!token.ok) {
    const say =
      token.failure.kind === 'unknown'
        ? 'does not answer; check the network and TELEGRAM_API_ROOT'
        : 'TELEGRAM_BOT_TOKEN is refused; get a new one from @BotFather';
    return [{ level: 'bad', about: 'telegram', say }];
  }
  const info = await api.getWebhookInfo();
  const findings: Finding[] = [{ level: 'ok', about: 'telegram', say: 'the token is good' }];
  if (config.webhook && info.url !== config.webhook.url)
    findings.push({
      level: 'bad',
      about: 'webhook',
      say: 'is set to another address; start the line once, it sets it',
    });
  else if (!config.webhook && info.url)
    findings.push({ level: 'warn', about: 'webhook', say: 'is set, but the line polls; starting the line removes it' });
  else findings.push({ level: 'ok', about: 'webhook', say: config.webhook ? 'is set' : 'none: the line polls' });
  if (info.last_error_message && config.webhook)
    findings.push({
      level: 'warn',
      about: 'webhook',
      say: 'Telegram had an error there lately; check that the address answers over HTTPS',
    });
  if (info.pending_update_count > MANY_WAITING)
    findings.push({
      level: 'warn',
      about: 'telegram',
      say: `updates waiting: ${info.pending_update_count}; is the line running?`,
    });
  return findings;
}
