import { defineEntity, p } from '@mikro-orm/core';

const ClientSchema = defineEntity({
  name: 'Client',
  tableName: 'client',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    /** IANA name, such as `Europe/Kyiv`. */
    zone: p.text(),
    language: p.text(),
    lateAfterMs: p.integer().default(1_800_000),
    approvalsNeeded: p.integer().default(1),
    authorsMayApproveOwn: p.boolean().default(false),
    soleEditorMayGo: p.boolean().default(true),
    /** Does a new time of an approved post need a new approval? */
    moveNeedsApproval: p.boolean().default(false),
    /** Grows with every change of what can be set. */
    settingsVersion: p.integer().default(1),
    /** The Telegram group where posts are reviewed; null sends review cards to each editor. */
    editorsChatId: p.text().strictNullable(),
    frozenAt: p.datetime().strictNullable(),
    createdAt: p.datetime(),
  },
});

/** The brand whose accounts are run; everything belongs to one client. */
export class Client extends ClientSchema.class {}
ClientSchema.setClass(Client);
