import { REFUSED, type Topic } from './example.js';

export const QUEUE: Topic = {
  title: 'The queue',
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
  held { count newestAt }
  queue(first: 50, filter: { held: true }) { nodes { number words dueAt publication { post { id } } } }
}`,
    },
    {
      job: 'What is held goes now, spaced out; MOVE, KEEP and DROP are the other ways',
      operation: `mutation DecideHeld($postIds: [ID!]!, $key: ID!) {
  decideHeld(input: { postIds: $postIds, decision: SEND, idempotencyKey: $key }) {
    results { postId post { number state dueAt } ${REFUSED} }
    ${REFUSED}
  }
}`,
      variables: { postIds: ['the id of a post'], key: 'a new name for each request' },
    },
    {
      job: 'Times of several posts',
      operation: `mutation PlanSeveral($times: [TimeOfPost!]!, $key: ID!) {
  schedulePosts(input: { posts: $times, idempotencyKey: $key }) {
    results { postId post { number dueAt } ${REFUSED} }
    ${REFUSED}
  }
}`,
      variables: {
        times: [{ postId: 'the id of a post', dueAt: '2027-01-31T09:00:00Z' }],
        key: 'a new name for each request',
      },
    },
    {
      job: 'Approved posts go at once',
      operation: `mutation PublishNow($posts: [PostAndVersion!]!, $key: ID!) {
  publishPostsNow(input: { posts: $posts, idempotencyKey: $key }) {
    results { postId post { number dueAt } ${REFUSED} }
    ${REFUSED}
  }
}`,
      variables: { posts: [{ postId: 'the id of a post' }], key: 'a new name for each request' },
    },
    {
      job: 'An approved post is taken back as far as it has not left: it is a draft again',
      operation: `mutation TakeBack($postId: ID!) {
  cancelPost(input: { postId: $postId }) {
    post { number state publications { state } }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post' },
    },
    {
      job: 'Everything stands still',
      operation: `mutation Freeze {
  freezeClient(input: {}) {
    client { frozenAt }
    ${REFUSED}
  }
}`,
    },
    {
      job: 'And goes on: CHOOSE holds what missed its time, SHIFT moves it',
      operation: `mutation Resume($frozenAt: DateTime!, $key: ID!) {
  resumeClient(input: { frozenAt: $frozenAt, way: ALL, idempotencyKey: $key }) {
    missedPosts
    client { frozenAt }
    ${REFUSED}
  }
}`,
      variables: { frozenAt: '2026-01-01T00:00:00Z', key: 'a new name for each request' },
    },
  ],
};
