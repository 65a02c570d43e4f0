import { defineEntity, p } from '@mikro-orm/core';
import type { Role } from '../../domain/post.js';

const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    id: p.uuid().primary(),
    telegramId: p.text().unique(),
    name: p.text(),
    username: p.text().strictNullable(),
    /** Null until the person has been seen or has chosen one. */
    language: p.text().strictNullable(),
    /** IANA name or offset; null means the client's. */
    zone: p.text().strictNullable(),
    /** Minutes of the day in that zone; both or neither. */
    quietFrom: p.integer().strictNullable(),
    quietTo: p.integer().strictNullable(),
    /** For whom they speak in private; null, or a client they have left, means the first one. */
    clientId: p.uuid().strictNullable(),
    createdAt: p.datetime(),
  },
});

/** A person, known by Telegram id. */
export class Member extends MemberSchema.class {}
MemberSchema.setClass(Member);

const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    id: p.uuid().primary(),
    clientId: p.uuid(),
    memberId: p.uuid(),
    role: p.text().$type<Role>(),
    removedAt: p.datetime().strictNullable(),
    createdAt: p.datetime(),
  },
});

/** What a member may do for one client. */
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);
