import type { Result } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { type AnsweredRequest, answerRoleRequest } from './role-requests.ts';

/** Another than who asked lets somebody have `protection` or `admin`. Refusals: role_needed, request_not_found, request_decided, request_lapsed, own_request, not_approver. */
export const approveRoleRequest = (
  line: Line,
  member: StaffMember | null,
  grantId: string,
): Promise<Result<AnsweredRequest>> => answerRoleRequest(line, member, grantId, 'given');
