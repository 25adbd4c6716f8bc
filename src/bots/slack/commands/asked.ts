import type { StaffMember } from '../../../core/domain/permissions.ts';
import type { CommandBody } from '../payloads.ts';
import type { Surface } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';

/** A command of a person with a role; `rest` is what stands after its name. */
export type Asked = { bot: StaffBot; member: StaffMember; surface: Surface; command: CommandBody; rest: string };
