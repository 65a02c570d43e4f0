import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AttemptStatus, DeliveryState, Receipt as StoredReceipt } from '../../domain/delivery.js';
import type { FailureKind } from '../../domain/failure.js';
import type { EvidenceRow, PublicationState } from '../../reads/api-rows.js';
import {
  AttemptStatusWord,
  DeliveryStateWord,
  EvidenceSourceWord,
  FailureKindWord,
  PublicationStateWord,
  ReceiptKindWord,
} from './words.js';

@ObjectType({ description: 'The network’s word that it has something.' })
export class Receipt {
  @Field(() => ReceiptKindWord, { description: 'What it said.' })
  kind!: StoredReceipt['kind'];

  @Field(() => ID, { nullable: true, description: 'The network’s own id of it.' })
  remoteId?: string;

  @Field(() => String, { nullable: true, description: 'Where it can be seen.' })
  url?: string;
}

@ObjectType({ description: 'What went wrong, and whose matter it is.' })
export class Failure {
  @Field(() => FailureKindWord, { description: 'The kind, which decides what follows.' })
  kind!: FailureKind;

  @Field(() => String, { description: 'The network’s own words, or ours.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'The network’s own code.' })
  code?: string;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of its answer.' })
  status?: number;
}

/** Its post, account, revisions and parts are in its resolver. */
@ObjectType({ description: 'One post on one social account at one time; made of parts.' })
export class Publication {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => PublicationStateWord, { description: 'How it stands, told from its parts.' })
  state!: PublicationState;

  @Field(() => GraphQLDateTime, { description: 'When it is, or was, to go out.' })
  dueAt!: Date;

  @Field(() => String, { description: 'The time zone in which that time was chosen, as an IANA name.' })
  zone!: string;

  @Field(() => Int, { description: 'Which copy on the same account it is: 0 the first, 1 the first repeat.' })
  repeat!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was made: at the last approval that was needed.' })
  createdAt!: Date;
}

/** Its attempts and evidence are in its resolver. */
@ObjectType({ description: 'One thing that a publication makes public by one request.' })
export class Part {
  @Field(() => ID, { description: 'Its id: the delivery in the outbox.' })
  id!: string;

  @Field(() => String, { description: '`main`, or what follows it: `text` where a text is too long for a caption.' })
  name!: string;

  @Field(() => DeliveryStateWord, { description: 'Where its delivery is.' })
  state!: DeliveryState;

  @Field(() => Int, { description: 'Grows with every step of the delivery.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it leaves, or is tried again.' })
  dueAt!: Date;

  @Field(() => Int, { description: 'Retries so far.' })
  tries!: number;

  @Field(() => Receipt, { nullable: true, description: 'The network’s word that it has it.' })
  receipt!: Receipt | null;

  @Field(() => Failure, { nullable: true, description: 'What went wrong last.' })
  failure!: Failure | null;
}

@ObjectType({ description: 'One try of a delivery, journalled before its request and after its answer.' })
export class Attempt {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number!: number;

  @Field(() => AttemptStatusWord, { description: 'What is known of it now.' })
  status!: AttemptStatus;

  @Field(() => GraphQLDateTime, { description: 'Just before its request.' })
  startedAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was settled; null while its answer is awaited.',
  })
  endedAt!: Date | null;

  @Field(() => Failure, { nullable: true, description: 'What went wrong in it.' })
  failure!: Failure | null;

  @Field(() => Receipt, { nullable: true, description: 'What the network said to it.' })
  receipt!: Receipt | null;
}

@ObjectType({ description: 'What was learned about an attempt other than by its own answer in time.' })
export class Evidence {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => EvidenceSourceWord, { description: 'Where it came from.' })
  source!: EvidenceRow['source'];

  @Field(() => GraphQLJSONObject, {
    description: 'What it says: `type` is `confirm` or `refuse`, `attempt` its number.',
  })
  event!: Readonly<Record<string, unknown>>;

  @Field(() => Boolean, { description: 'Whether it still waits for an attempt that is under way.' })
  pending!: boolean;

  @Field(() => GraphQLDateTime, { description: 'When it came.' })
  at!: Date;
}
