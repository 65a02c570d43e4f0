import { type ClassType, Field, ObjectType } from 'type-graphql';
import { ApiToken } from './api-token.js';
import { AuditEvent } from './audit.js';
import { Client, Member, SocialAccount } from './client.js';
import { Delivery } from './delivery.js';
import { Invitation } from './invitation.js';
import { Post, Revision } from './post.js';
import { Publication } from './publication.js';
import { QueueItem } from './queue.js';

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there may be something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item: give it as `after` for the next page.',
  })
  endCursor!: string | null;
}

/** The page of a type and its edges, alike for all of them. A function gives the type, because types name each other in circles. */
function connectionOf<T extends object>(name: string, type: () => ClassType<T>, one: string, many: string) {
  @ObjectType(`${name}Edge`, { description: `A place in a list of ${many}.` })
  class Edge {
    @Field(type, { description: `The ${one}.` })
    node!: T;

    @Field(() => String, { description: 'Its place: give it as `after` to go on from here.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${many}.` })
  class Connection {
    @Field(() => [Edge], { description: `The ${many} with their cursors.` })
    edges!: readonly Edge[];

    @Field(() => [type()], { description: `The ${many} alone.` })
    nodes!: readonly T[];

    @Field(() => PageInfo, { description: 'Where this page lies.' })
    pageInfo!: PageInfo;
  }
  return Connection;
}

export const PostConnection = connectionOf('Post', () => Post, 'post', 'posts');
export const RevisionConnection = connectionOf('Revision', () => Revision, 'revision', 'revisions');
export const PublicationConnection = connectionOf('Publication', () => Publication, 'publication', 'publications');
export const QueueItemConnection = connectionOf('QueueItem', () => QueueItem, 'item', 'items of the queue');
export const SocialAccountConnection = connectionOf('SocialAccount', () => SocialAccount, 'account', 'accounts');
export const MemberConnection = connectionOf('Member', () => Member, 'member', 'members');
export const InvitationConnection = connectionOf('Invitation', () => Invitation, 'invitation', 'invitations');
export const ClientConnection = connectionOf('Client', () => Client, 'client', 'clients');
export const DeliveryConnection = connectionOf('Delivery', () => Delivery, 'delivery', 'deliveries');
export const AuditEventConnection = connectionOf('AuditEvent', () => AuditEvent, 'event', 'events');
export const ApiTokenConnection = connectionOf('ApiToken', () => ApiToken, 'token', 'tokens');
