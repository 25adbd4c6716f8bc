import { FAULT_NAMES, type Facts, type FaultName } from '../../page/wire/contract.ts';
import type { Sandbox } from '../sandbox.ts';

/** Until it is switched off. */
const ALWAYS = 1_000_000_000;
const WRITES = ['sendMessage', 'sendDocument', 'sendPhoto', 'sendVoice', 'editMessageText', 'deleteMessages'];

export type FaultSwitches = {
  list(): Facts['faults'];
  /** False when this sandbox has nothing to break so. */
  set(name: FaultName, on: boolean): boolean;
};

/** The faults that somebody may switch on, to watch that nothing is lost. */
export function makeFaultSwitches(sandbox: Sandbox): FaultSwitches {
  const on = new Set<FaultName>();
  const possible = (name: FaultName): boolean => {
    if (name === 'redis_gone') return sandbox.redis !== null;
    return (name.startsWith('telegram') ? sandbox.telegram() : sandbox.slack()) !== null;
  };
  return {
    list: () => FAULT_NAMES.map((name) => ({ name, on: on.has(name), possible: possible(name) })),
    set: (name, wanted) => {
      if (!possible(name)) return false;
      if (wanted) on.add(name);
      else on.delete(name);
      apply(sandbox, on);
      return true;
    },
  };
}

function apply(sandbox: Sandbox, on: ReadonlySet<FaultName>): void {
  const telegram = sandbox.telegram()?.control;
  const slack = sandbox.slack()?.control;
  telegram?.clearFaults();
  slack?.clearFaults();
  if (on.has('telegram_down')) telegram?.fault({ kind: 'reset', times: ALWAYS });
  if (on.has('telegram_429'))
    for (const method of WRITES) telegram?.fault({ kind: '429', method, times: ALWAYS, retryAfterSeconds: 3 });
  if (on.has('slack_down')) {
    slack?.fault({ kind: 'reset', times: ALWAYS });
    slack?.fault({ kind: 'disconnectSocket' });
  }
  if (on.has('slack_answer_lost')) slack?.fault({ kind: 'answerLost', method: 'chat.postMessage', times: ALWAYS });
  sandbox.redis?.cut(on.has('redis_gone'));
}
