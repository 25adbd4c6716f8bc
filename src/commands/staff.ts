import { type Command, Option } from 'commander';
import { ROLES, type Role, STAFF_AGENCIES, type StaffAgency } from '../core/domain/codes.ts';
import { oneLine } from '../core/domain/text/fold.ts';
import { addStaff } from '../core/staff/add-staff.ts';
import { listStaffMembers } from '../core/staff/list-staff-members.ts';
import { removeStaff } from '../core/staff/remove-staff.ts';
import { readRoleRequests } from '../core/staff/role-requests.ts';
import { Refused } from '../run/foundation.ts';
import { beside } from './beside.ts';
import { refused } from './say-refusal.ts';

export function addStaffCommands(program: Command): void {
  const staff = program.command('staff').description('Who may do what in Slack. Without a role a person sees nothing.');
  staff
    .command('add')
    .description(
      'Add a staff member, or change their name, agency and roles. Told to all who hold protection, which is given here only while nobody holds it.',
    )
    .argument('<slack-user-id>', 'such as U0123456789 (Slack profile, "Copy member ID")')
    .requiredOption('--name <name>', 'as colleagues see it')
    .addOption(new Option('--agency <agency>', 'whom they work for').choices(STAFF_AGENCIES).makeOptionMandatory())
    .addOption(new Option('--role <roles...>', 'one or more').choices(ROLES).makeOptionMandatory())
    .action((slackUserId: string, options: { name: string; agency: StaffAgency; role: Role[] }) =>
      beside(async ({ line }) => {
        if (!/^[UW][A-Z0-9]+$/.test(slackUserId))
          throw new Refused('A Slack user id begins with U or W and has capital letters and digits only.');
        const added = await addStaff(line, 'console', {
          slackUserId,
          displayName: oneLine(options.name),
          agency: options.agency,
          roles: [...new Set(options.role)],
        });
        if (!added.ok) throw refused(added);
        process.stdout.write(`${slackUserId} may now: ${added.value.roles.join(', ')}.\n`);
        if (added.value.roles.includes('protection'))
          process.stdout.write(
            'What Slack calls them is not asked here: it is compared with who is named in reports before they see anything.\n',
          );
      }),
    );
  staff
    .command('remove')
    .description('From now on they see nothing; what they had claimed is free again.')
    .argument('<slack-user-id>')
    .action((slackUserId: string) =>
      beside(async ({ line }) => {
        const removed = await removeStaff(line, 'console', slackUserId);
        if (!removed.ok) throw refused(removed);
        process.stdout.write(`${slackUserId} was removed. Items free again: ${removed.value.released}.\n`);
      }),
    );
  staff
    .command('list')
    .description('Everyone on the list, and what waits for approval.')
    .action(() =>
      beside(async ({ line }) => {
        for (const row of await listStaffMembers(line)) {
          process.stdout.write(
            `${[row.slackUserId, row.displayName, row.agency, row.roles.join(','), row.active ? '' : 'removed'].join('\t')}\n`,
          );
        }
        for (const { name, role, lapsesAt } of await readRoleRequests(line))
          process.stdout.write(
            `${['waits for approval', name, role, `lapses ${lapsesAt.toISOString()}`].join('\t')}\n`,
          );
      }),
    );
}
