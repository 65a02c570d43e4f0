import { changeStanding, type StandingRequest } from './change-standing.js';
import type { Desk } from './desk.js';

/** Ends a membership. What only this member's approval let go, and has not left, is reviewed anew. */
export async function removeMember(desk: Desk, request: StandingRequest): Promise<void> {
  await changeStanding(desk, request, null);
}
