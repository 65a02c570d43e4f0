// Before the first decorator runs: type-graphql asks for it even where every type is given.
import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ApiTokenResolver } from './resolvers/api-token.js';
import { ApprovePostResolver } from './resolvers/approve-post.js';
import { CreateQuizPostResolver } from './resolvers/create-quiz-post.js';
import { MeResolver } from './resolvers/me.js';
import { ApprovalResolver, PostResolver, RevisionResolver } from './resolvers/post.js';
import { PartResolver, PublicationResolver } from './resolvers/publication.js';
import { SubscriptionResolver } from './resolvers/subscriptions.js';

/** The schema in a fixed order, so that `schema.graphql` changes only where it does. */
export function buildApiSchema(): GraphQLSchema {
  return lexicographicSortSchema(
    buildSchemaSync({
      resolvers: [
        ApiTokenResolver,
        ApprovalResolver,
        ApprovePostResolver,
        CreateQuizPostResolver,
        MeResolver,
        PartResolver,
        PostResolver,
        PublicationResolver,
        RevisionResolver,
        SubscriptionResolver,
      ],
      validate: false,
      // Asked for, and of no use: subscriptions have streams of their own, from the audit trail.
      pubSub: { publish: refuse, subscribe: refuse },
    }),
  );
}

function refuse(): never {
  throw new Error('Subscriptions do not go through type-graphql');
}
