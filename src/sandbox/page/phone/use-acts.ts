import { useState } from 'preact/hooks';
import { telegram } from '../wire/api.ts';
import type { ChatMessage, LanguageCode } from '../wire/contract.ts';
import type { PhoneWords } from './words.ts';

export type Acts = {
  /** What was refused last, in the stand-in's words. */
  problem: string | null;
  complain(problem: string | null): void;
  /** An act of this resident; null when it was refused, and then `problem` says why. */
  act<T>(name: string, ...args: unknown[]): Promise<T | null>;
};

/** Everything the parts of one phone need to know of it. */
export type Holder = {
  chatId: number;
  /** Null for somebody whose phone is set to none of the line's languages. */
  language: LanguageCode | null;
  words: PhoneWords;
  acts: Acts;
  messages: ChatMessage[];
  blocked: boolean;
};

export function useActs(): Acts {
  const [problem, complain] = useState<string | null>(null);
  const act = async <T>(name: string, ...args: unknown[]): Promise<T | null> => {
    try {
      const done = await telegram<T>(name, ...args);
      complain(null);
      return done;
    } catch (error) {
      complain((error as Error).message);
      return null;
    }
  };
  return { problem, complain, act };
}
