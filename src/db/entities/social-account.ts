import { defineEntity, p } from '@mikro-orm/core';
import type { Failure } from '../../domain/failure.js';

export const ACCOUNT_STATES = ['connected', 'token_expired', 'disconnected', 'off'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

const SocialAccountSchema = defineEntity({
  name: 'SocialAccount',
  tableName: 'social_account',
  properties: {
    id: p.uuid().primary(),
    clientId: p.uuid(),
    platform: p.text(),
    name: p.text(),
    username: p.text().strictNullable(),
    /** The platform's own id of it: a Telegram chat id, an Instagram user id. */
    externalId: p.text(),
    state: p.text().$type<AccountState>(),
    /** Since when its queue stands still (first `auth` failure). */
    queueHeldAt: p.datetime().strictNullable(),
    /** Why it stands still. */
    queueFailure: p.json().$type<Failure>().nullable(),
    /** Sealed for this account's id; null where it needs none of its own. */
    credentials: p.text().nullable(),
    /** When the access ends, by the network's own word; null where it has not said. */
    expiresAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

/** One connected account of a client on a network. */
export class SocialAccount extends SocialAccountSchema.class {}
SocialAccountSchema.setClass(SocialAccount);
