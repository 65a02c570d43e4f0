import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { cancelTarget } from '../../usecases/cancel-target.js';
import { evidenceLinkFor } from '../../usecases/evidence-link.js';
import { reopenTarget } from '../../usecases/reopen-target.js';
import { repeatPublication } from '../../usecases/repeat-publication.js';
import { resolveUnknown, retryDelivery, type Verdict } from '../../usecases/resolve-unknown.js';
import { changedPart } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { badInput } from '../errors.js';
import { PostPayload } from '../types/payloads.js';
import {
  PublicationStepInput,
  RepeatPublicationInput,
  ResolveUnknownInput,
  RetryPartInput,
} from '../types/publication-inputs.js';

const INPUT = { description: 'Which part, and from which version.' };

@Resolver()
export class PublicationStepResolver {
  @Mutation(() => PostPayload, {
    description:
      'Takes back what has not left to one account. A post of which nothing else is on its way is a draft again.',
  })
  cancelPublication(
    @Arg('input', () => PublicationStepInput, INPUT) input: PublicationStepInput,
    @Ctx() context: ApiContext,
  ) {
    return changedPart({ context, operation: 'cancelPublication', input }, (it) => cancelTarget(context.desk, it));
  }

  @Mutation(() => PostPayload, {
    description: 'Brings back what was taken back from one account: at its planned time while that is ahead, else now.',
  })
  reopenPublication(
    @Arg('input', () => PublicationStepInput, INPUT) input: PublicationStepInput,
    @Ctx() context: ApiContext,
  ) {
    return changedPart({ context, operation: 'reopenPublication', input }, (it) => reopenTarget(context.desk, it));
  }

  @Mutation(() => PostPayload, {
    description:
      'Publishes once more to an account what it has, or had: it will be there twice, by your explicit wish.',
  })
  repeatPublication(
    @Arg('input', () => RepeatPublicationInput, INPUT) input: RepeatPublicationInput,
    @Ctx() context: ApiContext,
  ) {
    return changedPart({ context, operation: 'repeatPublication', input }, (it) =>
      repeatPublication(context.desk, it, input.dueAt ?? null),
    );
  }

  @Mutation(() => PostPayload, {
    description: 'Tries a failed part anew, or sends a held one, now; also a correction whose answer was lost.',
  })
  retryPart(@Arg('input', () => RetryPartInput, INPUT) input: RetryPartInput, @Ctx() context: ApiContext) {
    return changedPart({ context, operation: 'retryPart', input }, (it) => retryDelivery(context.desk, it));
  }

  @Mutation(() => PostPayload, {
    description:
      'What a person says of a part whose answer was lost: it is there, it is not there (and is sent again), or it stays as it is.',
  })
  resolveUnknown(
    @Arg('input', () => ResolveUnknownInput, INPUT) input: ResolveUnknownInput,
    @Ctx() context: ApiContext,
  ) {
    if (input.url && input.verdict !== 'there') throw badInput('Give url only with THERE.');
    return changedPart({ context, operation: 'resolveUnknown', input }, async (it) =>
      resolveUnknown(context.desk, it, await verdictOf(input, context)),
    );
  }
}

async function verdictOf({ verdict, url, partId }: ResolveUnknownInput, { desk }: ApiContext): Promise<Verdict> {
  if (verdict !== 'there') return { is: verdict };
  return { is: 'there', url: url ? await evidenceLinkFor(desk, partId, url) : null };
}
