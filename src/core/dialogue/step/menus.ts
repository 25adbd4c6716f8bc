import type { Say, SayButton, SayLine } from '../../domain/say.ts';
import { emergencyLines } from '../../forms/emergency.ts';
import { hasAgreed, type Place } from '../../turn/standing.ts';
import { RESIDENT_COMMANDS } from './turn-input.ts';

const button = (key: string, data: string): SayButton => ({ label: { key }, data });

export const CONSENT_NEEDED: Say = { lines: [{ key: 'consent:needed' }] };

/** The main menu: for somebody who did not agree, information only. */
export function sayMenu(place: Place): Say {
  const resume = place.dialogue.parked ? [[button('menu:resume', 'm:resume')]] : [];
  if (!hasAgreed(place)) {
    return {
      lines: [{ key: 'menu:information_only' }],
      buttons: [
        [button('menu:trainings', 'm:trainings'), button('menu:grants', 'm:grants')],
        [button('menu:faq', 'm:faq'), button('menu:emergency', 'm:emergency')],
        [button('menu:language', 'm:language'), button('menu:agree_now', 'm:start')],
      ],
    };
  }
  return {
    lines: [{ key: 'menu:title' }, { key: 'menu:hint' }],
    buttons: [
      ...resume,
      [button('menu:feedback', 'm:feedback')],
      [button('menu:my', 'm:my')],
      [button('menu:trainings', 'm:trainings'), button('menu:grants', 'm:grants')],
      [button('menu:receipt', 'm:receipt')],
      [button('menu:privacy', 'm:privacy'), button('menu:language', 'm:language')],
      [button('menu:help', 'm:help'), button('menu:quick_exit', 'm:exit')],
    ],
  };
}

const backToMenu: SayButton[][] = [[button('common:menu', 'm:menu')]];

export function sayHelp(): Say {
  const commands = { text: RESIDENT_COMMANDS.map((command) => `/${command}`).join(' ') };
  const lines: SayLine[] = [
    ...['title', 'write', 'voice'].map((key) => ({ key: `help:${key}` })),
    { key: 'help:commands', values: { commands } },
    { key: 'help:cancel' },
  ];
  return { lines, buttons: [[button('menu:faq', 'm:faq'), button('menu:emergency', 'm:emergency')], ...backToMenu] };
}

export function sayFaq({ context }: Place): Say {
  const topics = ['cost', 'who', 'when', 'safe', 'language', 'right', 'delete'];
  const values = { days: context.values?.firstAnswerDays ?? '14' };
  return {
    lines: [
      { key: 'help:faq.title' },
      ...topics.flatMap((topic) => [{ key: `help:faq.${topic}_q` }, { key: `help:faq.${topic}_a`, values }]),
    ],
    buttons: backToMenu,
  };
}

export function sayEmergency({ context }: Place): Say {
  return {
    lines: emergencyLines(context),
    buttons: backToMenu,
  };
}
