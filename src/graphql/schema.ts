// Before the first decorator runs: type-graphql asks for it even where every type is given.
import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ApiTokenResolver } from './resolvers/api-token.js';
import { AccountResolver } from './resolvers/account.js';
import { ApprovePostResolver } from './resolvers/approve-post.js';
import { AuditResolver } from './resolvers/audit.js';
import { CreateQuizPostResolver } from './resolvers/create-quiz-post.js';
import { DeliveryResolver } from './resolvers/delivery.js';
import { HealthResolver } from './resolvers/health.js';
import { InvitationResolver } from './resolvers/invitation.js';
import { MeResolver } from './resolvers/me.js';
import { MediaResolver } from './resolvers/media.js';
import { PostResolver } from './resolvers/post.js';
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
import { QueueResolver } from './resolvers/queue.js';
import { ApprovalResolver, RenderedTargetResolver, RevisionResolver } from './resolvers/revision.js';
import { SubscriptionResolver } from './resolvers/subscriptions.js';
import { SettingsResolver } from './resolvers/settings.js';
import { TeamResolver } from './resolvers/team.js';

/** The schema in a fixed order, so that `schema.graphql` changes only where it does. */
export function buildApiSchema(): GraphQLSchema {
  return lexicographicSortSchema(
    buildSchemaSync({
      resolvers: [
        AccountResolver,
        ApiTokenResolver,
        ApprovalResolver,
        ApprovePostResolver,
        AuditResolver,
        CreateQuizPostResolver,
        DeliveryResolver,
        HealthResolver,
        InvitationResolver,
        MeResolver,
        MediaResolver,
        PartResolver,
        PostResolver,
        PublicationResolver,
        QueueResolver,
        RenderedTargetResolver,
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
        SettingsResolver,
        TeamResolver,
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
