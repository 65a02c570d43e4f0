// Before the first decorator runs: type-graphql asks for it even where every type is given.
import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ApprovePostResolver } from './resolvers/approve-post.js';
import { CreateQuizPostResolver } from './resolvers/create-quiz-post.js';
import { MeResolver } from './resolvers/me.js';
import { ApprovalResolver, PostResolver, RevisionResolver } from './resolvers/post.js';
import { PartResolver, PublicationResolver } from './resolvers/publication.js';
import { ClientControlResolver } from './resolvers/client-control.js';
import { ManageAccountsResolver } from './resolvers/manage-accounts.js';
import { ManageClientsResolver } from './resolvers/manage-clients.js';
import { ManageInvitationsResolver } from './resolvers/manage-invitations.js';
import { ManageTeamResolver } from './resolvers/manage-team.js';
import { PostDetailsResolver } from './resolvers/post-details.js';
import { PostStepResolver } from './resolvers/post-steps.js';
import { PublicationStepResolver } from './resolvers/publication-steps.js';
import { SeveralPostsResolver } from './resolvers/several-posts.js';
import { WritePostResolver } from './resolvers/write-post.js';

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
        ClientControlResolver,
        ManageAccountsResolver,
        ManageClientsResolver,
        ManageInvitationsResolver,
        ManageTeamResolver,
        PostDetailsResolver,
        PostStepResolver,
        PublicationStepResolver,
        SeveralPostsResolver,
        WritePostResolver,
      ],
      validate: false,
    }),
  );
}
