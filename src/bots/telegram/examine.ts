import { Api, GrammyError } from 'grammy';
import type { Finding } from '../../core/domain/finding.ts';
import type { TelegramConfig } from './way-in.ts';

const MANY_WAITING = 100;

/** Token and webhook, as the doctor says them. */
export async function examineTelegram(config: TelegramConfig): Promise<Finding[]> {
  const api = new Api(config.token, { ...(config.apiRoot && { apiRoot: config.apiRoot }), timeoutSeconds: 10 });
  const token = await tryToken(api);
  if (token === 'no_answer')
    return [
      {
        level: 'bad',
        about: 'telegram',
        say: 'does not answer; check the network and TELEGRAM_API_ROOT',
        passing: true,
      },
    ];
  if (token === 'refused')
    return [{ level: 'bad', about: 'telegram', say: 'TELEGRAM_BOT_TOKEN is refused; get a new one from @BotFather' }];
  const info = await api.getWebhookInfo();
  const findings: Finding[] = [{ level: 'ok', about: 'telegram', say: 'the token is good' }];
  if (config.webhook && info.url !== config.webhook.url)
    findings.push({
      level: 'bad',
      about: 'webhook',
      say: 'is set to another address; start the line once, it sets it',
      passing: true,
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

/** Whatever Telegram says to `getMe` beside that it is busy or in trouble is said of the token: 401, 404 where it is none, 403. */
async function tryToken(api: Api): Promise<'good' | 'refused' | 'no_answer'> {
  try {
    await api.getMe();
    return 'good';
  } catch (error) {
    if (!(error instanceof GrammyError)) return 'no_answer';
    const { error_code: code } = error;
    return code === 429 || code >= 500 ? 'no_answer' : 'refused';
  }
}
