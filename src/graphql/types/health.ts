import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How one thing stands that the desk works with.' })
export class HealthPart {
  @Field(() => String, {
    description: 'Its name: `postgres`, `migrations`, `heartbeat`, `leaving`, `telegram`, `alarm`.',
  })
  name!: string;

  @Field(() => Boolean, { description: 'Whether it is as it should be.' })
  ok!: boolean;

  @Field(() => Boolean, { description: 'Whether the desk cannot work without it.' })
  required!: boolean;

  @Field(() => String, { nullable: true, description: 'What there is to say of it.' })
  detail?: string;
}

@ObjectType({ description: 'Whether the desk can do its work.' })
export class Health {
  @Field(() => Boolean, { description: 'Whether all that is required is as it should be.' })
  ready!: boolean;

  @Field(() => [HealthPart], { description: 'How each thing stands.' })
  parts!: readonly HealthPart[];
}
