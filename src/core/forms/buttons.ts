import type { FormInput } from '../domain/form.ts';

/** How much of the form's key a button carries: enough to tell one opened form from another, and short, because a channel gives back little. */
const KEY_LENGTH = 8;

export const formKeyOf = (key: string): string => key.slice(0, KEY_LENGTH);

export type FormButton =
  | { kind: 'option'; question: string; code: string }
  | {
      kind: 'done' | 'skip' | 'edit' | 'clear' | 'clear_yes' | 'clear_no' | 'take_out' | 'meant' | 'as_written';
      question: string;
    }
  | { kind: 'back' | 'cancel' | 'stop' | 'stay' | 'keep' | 'leave' };

/** `f:<key>:<question>:<code>`; what is not an answer begins with `!`. */
export function formButton(key: string, button: FormButton): string {
  const question = 'question' in button ? button.question : '';
  const code = button.kind === 'option' ? button.code : `!${button.kind}`;
  return `f:${formKeyOf(key)}:${question}:${code}`;
}

/** The input that a tapped button stands for, or null when the data was never made by us. */
export function parseFormButton(data: string): FormInput | null {
  const match = /^f:([^:]{1,8}):([a-z0-9_]{0,14}):([^:]{1,38})$/.exec(data);
  if (!match) return null;
  const [, formKey = '', question = '', code = ''] = match;
  const input = question ? questionInput(question, code) : formInput(code);
  return input && { formKey, ...input };
}

function questionInput(question: string, code: string): FormInput | null {
  if (!code.startsWith('!')) return { kind: 'option', question, code };
  switch (code) {
    case '!done':
      return { kind: 'done', question };
    case '!skip':
      return { kind: 'skip', question };
    case '!edit':
      return { kind: 'edit', question };
    case '!clear':
      return { kind: 'clear', question };
    case '!take_out':
      return { kind: 'take_out', question };
    case '!clear_yes':
      return { kind: 'clear', question, sure: true };
    case '!clear_no':
      return { kind: 'clear', question, sure: false };
    case '!meant':
      return { kind: 'doubt', question, meant: true };
    case '!as_written':
      return { kind: 'doubt', question, meant: false };
    default:
      return null;
  }
}

function formInput(code: string): FormInput | null {
  switch (code) {
    case '!back':
      return { kind: 'back' };
    case '!cancel':
      return { kind: 'cancel' };
    case '!stop':
      return { kind: 'stop', sure: true };
    case '!stay':
      return { kind: 'stop', sure: false };
    case '!keep':
      return { kind: 'aside', keep: true };
    case '!leave':
      return { kind: 'aside', keep: false };
    default:
      return null;
  }
}
