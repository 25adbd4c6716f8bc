import type { Life } from './kill-life.ts';

/** What else goes wrong in round `round`, on both sides. Each is met by whatever call comes next. */
export function addFaults({ world, people }: Life, round: number): void {
  const slack = world.slack.control;
  const telegram = world.telegram.control;
  switch (round % 4) {
    case 0:
      slack.fault({ method: 'chat.postMessage', kind: 'answerLost', times: 2 });
      telegram.fault({ method: 'sendMessage', kind: 'answerLost', times: 2 });
      break;
    case 1:
      slack.fault({ method: 'chat.postMessage', kind: 'reset', times: 2 });
      telegram.fault({ kind: 'duplicateUpdate', times: 10 });
      break;
    case 2:
      slack.fault({ method: 'chat.update', kind: '429', retryAfterSeconds: 1 });
      slack.fault({ method: 'chat.postMessage', kind: '429', retryAfterSeconds: 1 });
      telegram.fault({ method: 'answerCallbackQuery', kind: '500', times: 2 });
      break;
    default:
      slack.fault({ method: 'chat.update', kind: 'answerLost' });
      telegram.fault({ method: 'editMessageText', kind: 'answerLost', times: 2 });
  }
  // Telegram delivers again what was handled long ago.
  for (const person of people) {
    const updates = person.updates();
    const update = updates[(round * 7) % Math.max(1, updates.length)];
    if (update !== undefined) telegram.redeliver(update);
  }
}
