import type { Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import type { Line } from '../../../core/line.ts';
import { refreshHome } from '../host/publish-home.ts';
import type { Press } from '../surface.ts';
import { changeItem } from './item-modal.ts';

type Verb = (line: Line, member: StaffMember, reference: string) => Promise<Result<unknown>>;

/** A change without a form. On a card the card itself shows what came of it; in a modal the modal is drawn anew. */
export const changeByPress =
  (verb: Verb): Press =>
  async (pressed) => {
    const { bot, value } = pressed;
    const member = await changeItem(pressed, value, (one) => verb(bot.line, one, value));
    if (member) await refreshHome(bot, member);
  };
