import type { Result } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { type AnsweredRequest, answerRoleRequest } from './role-requests.ts';

/** Who might have approved it says no. Refusals as of approving. */
export const refuseRoleRequest = (
  line: Line,
  member: StaffMember | null,
  grantId: string,
): Promise<Result<AnsweredRequest>> => answerRoleRequest(line, member, grantId, 'refused');
