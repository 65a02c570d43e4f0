import { defineEntity, p } from '@mikro-orm/core';

const CARD_KINDS = ['post', 'review', 'unknown', 'held', 'account'] as const;
export type CardKind = (typeof CARD_KINDS)[number];

const CardSchema = defineEntity({
  name: 'Card',
  tableName: 'card',
  properties: {
    id: p.uuid().primary(),
    clientId: p.uuid(),
    kind: p.text().$type<CardKind>(),
    /** The post, the revision (review), the delivery (unknown), the client (held) or the account (account) it shows. */
    subjectId: p.uuid(),
    /** Null where it is about a whole client. */
    postId: p.uuid().strictNullable(),
    chatId: p.text(),
    language: p.text(),
    /** Null until it was sent. */
    messageId: p.text().strictNullable(),
    /** Hash of what it shows, so that nothing is edited into itself. */
    shownHash: p.text().strictNullable(),
    createdAt: p.datetime(),
  },
});

/** A message of ours that is edited in place as things change. */
export class Card extends CardSchema.class {}
CardSchema.setClass(Card);
