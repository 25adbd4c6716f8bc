import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../../src/core/domain/codes.ts';
import {
  may,
  mayExport,
  mayManageStaff,
  maySee,
  maySeeSensitive,
  mayTriage,
  mayWorkOn,
  type Rule,
  type StaffMember,
} from '../../../../src/core/domain/staff/permissions.ts';

const memberWith = (...roles: Role[]): StaffMember => ({
  id: 'm1',
  slackUserId: 'U1',
  displayName: 'Sample',
  agency: 'UNDP',
  roles,
});
const plain = { sensitive: false, excludedStaffIds: [] };
const sensitive = { sensitive: true, excludedStaffIds: ['somebody else'] };
const excluded = { sensitive: true, excludedStaffIds: ['m1'] };

const EXPECTED: Record<Role, { sees: boolean[]; works: boolean[] }> = {
  triage: { sees: [true, false, false], works: [true, false, false] },
  protection: { sees: [true, true, false], works: [true, true, false] },
  lead: { sees: [true, false, false], works: [false, false, false] },
  admin: { sees: [false, false, false], works: [false, false, false] },
};

describe('permissions', () => {
  it.each(ROLES)('%s alone may see and work on exactly what the role is for', (role) => {
    const member = memberWith(role);
    const kinds = [plain, sensitive, excluded];
    expect(kinds.map((item) => maySee(member, item))).toEqual(EXPECTED[role].sees);
    expect(kinds.map((item) => mayWorkOn(member, item))).toEqual(EXPECTED[role].works);
  });

  it('a person named in a sensitive item sees it with no combination of roles', () => {
    expect(maySee(memberWith(...ROLES), excluded)).toBe(false);
    expect(mayWorkOn(memberWith(...ROLES), excluded)).toBe(false);
  });

  it.each([['nobody', null] as const, ['a person without a role', memberWith()] as const])(
    '%s may do nothing at all',
    (_, member) => {
      for (const item of [plain, sensitive, excluded]) {
        expect(maySee(member, item)).toBe(false);
        expect(mayWorkOn(member, item)).toBe(false);
      }
      for (const may of [mayTriage, maySeeSensitive, mayExport, mayManageStaff]) expect(may(member)).toBe(false);
    },
  );

  it('an unknown role opens nothing', () => {
    const member = memberWith('superuser' as Role);
    expect([maySee(member, plain), mayTriage(member), mayExport(member), mayManageStaff(member)]).toEqual(
      Array(4).fill(false),
    );
  });

  it('a rule is for exactly the roles that are written down for it', () => {
    const roles: Record<Rule, Role[]> = {
      anybody: [...ROLES],
      have_a_role: [...ROLES],
      see_items: ['triage', 'protection', 'lead'],
      work_on_items: ['triage', 'protection'],
      see_sensitive: ['protection'],
      run_offers: ['triage', 'lead'],
      see_people: ['triage', 'protection', 'lead'],
      export: ['lead'],
      take_internal: ['lead'],
      manage_staff: ['admin'],
      set_duty: ['lead', 'admin'],
      tend_line: ['protection', 'lead', 'admin'],
      decide_roles: ['protection', 'admin'],
    };
    for (const [rule, whose] of Object.entries(roles))
      expect({ rule, roles: ROLES.filter((role) => may(memberWith(role), rule as Rule)) }).toEqual({
        rule,
        roles: ROLES.filter((role) => whose.includes(role)),
      });
    for (const rule of Object.keys(roles)) expect(may(null, rule as Rule)).toBe(rule === 'anybody');
  });

  it('exports are for leads and the staff list for admins', () => {
    expect(ROLES.filter((role) => mayExport(memberWith(role)))).toEqual(['lead']);
    expect(ROLES.filter((role) => mayManageStaff(memberWith(role)))).toEqual(['admin']);
    expect(ROLES.filter((role) => maySeeSensitive(memberWith(role)))).toEqual(['protection']);
    expect(ROLES.filter((role) => mayTriage(memberWith(role)))).toEqual(['triage', 'protection', 'lead']);
  });
});
