import type { Topic } from './example.js';

export const LIVE: Topic = {
  title: 'As it happens',
  examples: [
    {
      job: 'Every post that something happens to; with an id, that one alone',
      operation: `subscription WatchPosts($watchedId: ID) {
  postUpdated(id: $watchedId) { number state text publications { state account { name } } }
}`,
      variables: { watchedId: null },
    },
    {
      job: 'Every change of what waits to go out',
      operation: `subscription WatchQueue {
  queueUpdated { postIds posts { number state dueAt } }
}`,
    },
  ],
};
