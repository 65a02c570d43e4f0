import type { Role } from '../domain/post.js';
import { changeStanding, type StandingRequest } from './change-standing.js';
import type { Desk } from './desk.js';

/** Gives a member another role; one that may not approve takes back what their approval let go and has not left. */
export async function changeRole(desk: Desk, request: StandingRequest, role: Role): Promise<void> {
  await changeStanding(desk, request, role);
}
