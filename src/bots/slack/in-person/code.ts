import { showJoinCode } from '../../../core/domain/join-code.ts';
import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { makeJoinCode } from '../../../core/items/in-person/make-join-code.ts';
import { escapeText } from '../escape.ts';
import { context, header, section } from '../kit/blocks.ts';
import { message, type View } from '../kit/modal.ts';
import { residentWords, staffWords } from '../kit/words.ts';
import type { StaffBot } from '../surface.ts';

const { words } = staffWords('staff-person');

/** A fresh code, for the eyes of who asked for it: it stands nowhere else, and cannot be shown again. */
export async function showCode(bot: StaffBot, member: StaffMember, reference: string): Promise<Result<View>> {
  const made = await makeJoinCode(bot.line, member, reference);
  if (!made.ok) return made;
  const { language, until } = made.value;
  const code = showJoinCode(made.value.code);
  const paper = [
    residentWords({ key: 'join:how', values: { code } }, language),
    residentWords({ key: 'join:until', values: { until: { date: until.toISOString() } } }, language),
    residentWords({ key: 'join:keep' }, language),
  ];
  return done(
    message([
      section(words('code.title')),
      header(code),
      section(`*${words('code.read_out')}*\n${escapeText(paper.join('\n'))}`),
      context(words('code.rules')),
    ]),
  );
}
