// Before the first decorator runs: type-graphql asks for it even where every type is given.
import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ApprovePostResolver } from './resolvers/approve-post.js';
import { CreateQuizPostResolver } from './resolvers/create-quiz-post.js';
import { MeResolver } from './resolvers/me.js';
import { ApprovalResolver, PostResolver, RevisionResolver } from './resolvers/post.js';
import { PartResolver, PublicationResolver } from './resolvers/publication.js';

/** The schema in a fixed order, so that `schema.graphql` changes only where it does. */
export function buildApiSchema(): GraphQLSchema {
  return lexicographicSortSchema(
    buildSchemaSync({
      resolvers: [
        ApprovalResolver,
        ApprovePostResolver,
        CreateQuizPostResolver,
        MeResolver,
        PartResolver,
        PostResolver,
        PublicationResolver,
        RevisionResolver,
      ],
      validate: false,
    }),
  );
}
