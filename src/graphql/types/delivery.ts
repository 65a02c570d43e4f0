import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DeliveryState, Receipt as StoredReceipt } from '../../domain/delivery.js';
import type { DeliveryListRow } from '../../reads/api-rows.js';
import { Failure, Receipt } from './publication.js';
import { CardKindWord, DeliveryKindWord, DeliveryStateWord } from './words.js';

/** Publication, account, revision, attempts and evidence are in its resolver. */
@ObjectType({ description: 'One row of the outbox: a part, a correction or a notice.' })
export class Delivery {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DeliveryKindWord, { description: 'What it sends.' })
  kind!: DeliveryListRow['kind'];

  @Field(() => DeliveryStateWord, { description: 'Where it is.' })
  state!: DeliveryState;

  @Field(() => Int, { description: 'Grows with every step.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it leaves, or is tried again.' })
  dueAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When waiting for limits and processing ends.' })
  giveUpAt!: Date;

  @Field(() => Int, { description: 'Retries so far.' })
  tries!: number;

  @Field(() => Boolean, { description: 'Whether it may be sent twice rather than never: notices may.' })
  repeatable!: boolean;

  @Field(() => String, { nullable: true, description: 'The name of the part; null of a notice.' })
  part!: string | null;

  @Field(() => ID, { nullable: true, description: 'The live part that a correction changes.' })
  liveId!: string | null;

  @Field(() => CardKindWord, { nullable: true, description: 'Which card a notice shows; null where it is no card.' })
  card!: DeliveryListRow['card'];

  @Field(() => String, { nullable: true, description: 'The key of the text that a notice says; null of a card.' })
  says!: string | null;

  @Field(() => ID, { nullable: true, description: 'The Telegram chat that a notice goes to.' })
  chatId!: string | null;

  @Field(() => Receipt, { nullable: true, description: 'The network’s word that it has it.' })
  receipt!: StoredReceipt | null;

  @Field(() => Failure, { nullable: true, description: 'What went wrong last.' })
  failure!: Failure | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the network is asked next what became of it.' })
  lookAt!: Date | null;

  @Field(() => Int, { description: 'How often it was asked.' })
  looks!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was changed last.' })
  updatedAt!: Date;
}
