import type { Topic } from './example.js';

export const OPERATIONS: Topic = {
  title: 'How the desk does, what was done, and what happens now',
  examples: [
    {
      job: 'Whether the desk can do its work',
      operation: `query Health {
  health { ready parts { name ok required detail } }
}`,
    },
    {
      job: 'Who did what, the latest first',
      operation: `query AuditTrail($since: DateTime) {
  events(first: 50, filter: { from: $since }) {
    nodes { at what member { name } post { number } before after }
  }
}`,
      variables: { since: '2026-01-01T00:00:00Z' },
    },
    {
      job: 'The outbox: everything that leaves, notices and corrections among it',
      operation: `query Outbox {
  deliveries(first: 20, filter: { states: [SCHEDULED, WAITING, PUBLISHING] }) {
    nodes { id kind part state dueAt tries account { name } failure { kind message } }
  }
}`,
    },
    {
      job: 'One delivery with its journal',
      operation: `query OneDelivery($deliveryId: ID!) {
  delivery(id: $deliveryId) {
    kind
    state
    version
    dueAt
    giveUpAt
    attempts { number status startedAt endedAt failure { kind message code status } receipt { url } }
    evidence { source at }
  }
}`,
      variables: { deliveryId: 'the id of the delivery' },
    },
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
