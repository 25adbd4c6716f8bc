import type { Registering } from '../../src/bots/telegram/register.ts';

/** A bot of which Telegram knows nothing yet, and to which it agrees. */
export const newBot = (over: Partial<Registering> = {}): Registering => {
  const agree = async () => true as const;
  return {
    getMyCommands: async () => [],
    getMyName: async () => ({ name: '' }),
    getMyDescription: async () => ({ description: '' }),
    getMyShortDescription: async () => ({ short_description: '' }),
    setMyCommands: agree,
    setMyName: agree,
    setMyDescription: agree,
    setMyShortDescription: agree,
    ...over,
  };
};
