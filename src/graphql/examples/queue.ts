import type { Topic } from './example.js';

export const QUEUE: Topic = {
  title: 'The queue and what became of it',
  examples: [
    {
      job: 'What goes out next',
      operation: `query Queue {
  queue(first: 20) {
    nodes { number words dueAt state account { platform name } author { name } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    },
    {
      job: 'What is held because it is too late',
      operation: `query Held {
  held { count newestAt signature }
}`,
    },
    {
      job: 'What waits for a person, and what was tried',
      operation: `query NeedsCare {
  publications(first: 20, filter: { states: [NEEDS_CARE] }) {
    nodes {
      id
      dueAt
      post { number text }
      account { name state }
      parts {
        id
        version
        name
        state
        failure { kind message }
        attempts { number status startedAt endedAt failure { kind message } }
      }
    }
  }
}`,
    },
    {
      job: 'One publication with its parts and evidence',
      operation: `query OnePublication($publicationId: ID!) {
  publication(id: $publicationId) {
    state
    dueAt
    account { name }
    revision { number text }
    parts { name state receipt { url remoteId } evidence { source at } }
  }
}`,
      variables: { publicationId: 'the id of the publication' },
    },
    {
      job: 'Posts whose review you may decide, with how many still have to',
      operation: `query Reviews {
  reviews(first: 10) {
    nodes { id number text dueAt author { name } approvals { member { name } } revision { id approvalsNeeded } }
  }
}`,
    },
  ],
};
