import { z } from 'zod';
import { callerWith } from './access.js';
import { GraphRefusal, invalidParameter } from './refusal.js';
import { DAY_MS, type InstagramWorld } from './world.js';

const asked = z.object({ grant_type: z.literal('ig_refresh_token'), access_token: z.string() });

const LIFE_MS = 60 * DAY_MS;

/** A long-lived token for another sixty days; the one before it stays good until its own end. */
export function refreshToken(world: InstagramWorld, input: unknown): object {
  const read = asked.safeParse(input);
  if (!read.success) throw invalidParameter('grant_type must be ig_refresh_token, with an access_token');
  const { access_token: token } = read.data;
  const { account } = callerWith(world, token);
  const now = world.clock.now().getTime();
  const age = now - (world.store.get('tokens', token)?.issuedAt ?? 0);
  // Which code Meta has for it is not documented.
  if (age < DAY_MS) throw new GraphRefusal(10, '(#10) The access token must be at least 24 hours old');
  const made = `${token.split('~')[0]}~${world.store.nextNumber()}`;
  const record = { token: made, userId: account.userId, issuedAt: now, expiresAt: now + LIFE_MS };
  world.store.put('tokens', made, record);
  return { access_token: made, token_type: 'bearer', expires_in: LIFE_MS / 1000 };
}
