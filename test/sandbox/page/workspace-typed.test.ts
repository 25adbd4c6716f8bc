import { describe, expect, it } from 'vitest';
import { asSlackKeeps, fitting, lineText } from '../../../src/sandbox/page/workspace/compose/typed.ts';

const ALL = ['/line queue', '/line queue mine', '/line queue due', '/line show', '/line stats'].map((typed) => ({
  typed,
}));
const offered = (typed: string) => fitting(ALL, typed).map((one) => one.typed);

describe('what is typed in the workspace', () => {
  it('is offered the commands once it begins with a slash, and never before', () => {
    expect(offered('/')).toEqual(['/line queue', '/line show', '/line stats']);
    expect(offered('/LINE  s')).toEqual(['/line show', '/line stats']);
    expect(offered('')).toEqual([]);
    expect(offered('see /line')).toEqual([]);
  });

  it('is offered what belongs to a command only after that command', () => {
    expect(offered('/line queue')).toEqual([]);
    expect(offered('/line queue ')).toEqual(['/line queue mine', '/line queue due']);
    expect(offered('/line queue d')).toEqual(['/line queue due']);
    expect(offered('/line show F-22DCQZ')).toEqual([]);
  });

  it('goes to the app without the name of the command, and other commands go nowhere', () => {
    expect(lineText('/line')).toBe('');
    expect(lineText('/line  find  two words ')).toBe('find  two words');
    expect(lineText('/line find a\nb')).toBe('find a\nb');
    expect(lineText('/lines')).toBeNull();
    expect(lineText('/remind')).toBeNull();
  });

  it('makes no markup of what a person wrote', () => {
    expect(asSlackKeeps('<!channel> & <b>')).toBe('&lt;!channel&gt; &amp; &lt;b&gt;');
    expect(asSlackKeeps('&lt;')).toBe('&amp;lt;');
  });
});
