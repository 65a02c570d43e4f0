import { defineEntity, p } from '@mikro-orm/core';

const PublicationSchema = defineEntity({
  name: 'Publication',
  tableName: 'publication',
  properties: {
    id: p.uuid().primary(),
    clientId: p.uuid(),
    postId: p.uuid(),
    accountId: p.uuid(),
    /** For life, once anything of it has left. */
    revisionId: p.uuid(),
    /** What its live parts were last corrected to. */
    correctedRevisionId: p.uuid().strictNullable(),
    occurrence: p.text().default(''),
    repeat: p.integer().default(0),
    dueAt: p.datetime(),
    zone: p.text(),
    createdAt: p.datetime(),
  },
});

/** One post on one social account at one occurrence; made of parts, which are deliveries. */
export class Publication extends PublicationSchema.class {}
PublicationSchema.setClass(Publication);
