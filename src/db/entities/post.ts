import { defineEntity, p } from '@mikro-orm/core';
import type { Content, RenderedByAccount } from '../../domain/content.js';
import type { PostState } from '../../domain/post.js';

const PostSchema = defineEntity({
  name: 'Post',
  tableName: 'post',
  properties: {
    id: p.uuid().primary(),
    /** The short number (#123), unique per installation. */
    number: p.integer().generated('identity').persist(false),
    clientId: p.uuid(),
    authorId: p.uuid(),
    state: p.text().$type<PostState>(),
    title: p.text().strictNullable(),
    subject: p.text().strictNullable(),
    /** Of its words, as a code such as `uk`; null: nobody said. */
    language: p.text().strictNullable(),
    content: p.json().$type<Content>(),
    /** Ids of the accounts it goes to; null means every usable account of the client. */
    targetIds: p.json().$type<readonly string[]>().strictNullable(),
    /** Planned time; null means as soon as it is approved. */
    dueAt: p.datetime().strictNullable(),
    zone: p.text(),
    /** Where it came from (`tg:<chat>:<message>`), so that a repeated update makes no second draft. */
    source: p.text().strictNullable(),
    revisionId: p.uuid().strictNullable(),
    /** Grows with every change; buttons and API edits carry it. */
    version: p.integer().default(1),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** What an author wrote, on its way to the networks. */
export class Post extends PostSchema.class {}
PostSchema.setClass(Post);

const RevisionSchema = defineEntity({
  name: 'Revision',
  tableName: 'revision',
  properties: {
    id: p.uuid().primary(),
    postId: p.uuid(),
    number: p.integer(),
    hash: p.text(),
    content: p.json().$type<Content>(),
    rendered: p.json().$type<RenderedByAccount>(),
    /** As policy was when it was submitted. */
    approvalsNeeded: p.integer(),
    authorId: p.uuid(),
    createdAt: p.datetime(),
  },
});

/** One frozen content of a post; approvals are for a revision. */
export class Revision extends RevisionSchema.class {}
RevisionSchema.setClass(Revision);

const ApprovalSchema = defineEntity({
  name: 'Approval',
  tableName: 'approval',
  properties: {
    id: p.uuid().primary(),
    revisionId: p.uuid(),
    memberId: p.uuid(),
    hash: p.text(),
    voidAt: p.datetime().strictNullable(),
    createdAt: p.datetime(),
  },
});

/** One member's yes to one revision. */
export class Approval extends ApprovalSchema.class {}
ApprovalSchema.setClass(Approval);
