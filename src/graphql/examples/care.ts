import { REFUSED, type Topic } from './example.js';

export const CARE: Topic = {
  title: 'When something went wrong or has to go: ids and versions of parts are in NeedsCare and OnePost',
  examples: [
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
      job: 'What failed is tried anew; what is held goes now',
      operation: `mutation TryAgain($partId: ID!, $version: Int!, $key: ID!) {
  retryPart(input: { partId: $partId, expectedVersion: $version, idempotencyKey: $key }) {
    post { number publications { state account { name } parts { id version name state } } }
    ${REFUSED}
  }
}`,
      variables: { partId: 'the id of the part', version: 1, key: 'a new name for each request' },
    },
    {
      job: 'The answer was lost, and you have looked: THERE with its link, NOT_THERE to send it again, or LEFT_ALONE',
      operation: `mutation SayWhatYouSaw($partId: ID!, $version: Int!, $verdict: UnknownVerdict!, $url: String, $key: ID!) {
  resolveUnknown(input: { partId: $partId, expectedVersion: $version, verdict: $verdict, url: $url, idempotencyKey: $key }) {
    post { number publications { state account { name } parts { id version name state } } }
    ${REFUSED}
  }
}`,
      variables: {
        partId: 'the id of the part',
        version: 1,
        key: 'a new name for each request',
        verdict: 'THERE',
        url: 'https://t.me/c/1/77',
      },
    },
    {
      job: 'One account is taken back, as long as it has not left',
      operation: `mutation TakeBackOne($partId: ID!, $version: Int!) {
  cancelPublication(input: { partId: $partId, expectedVersion: $version }) {
    post { number publications { state account { name } parts { id version name state } } }
    ${REFUSED}
  }
}`,
      variables: { partId: 'the id of the part', version: 1 },
    },
    {
      job: 'And comes back',
      operation: `mutation BringBackOne($partId: ID!, $version: Int!) {
  reopenPublication(input: { partId: $partId, expectedVersion: $version }) {
    post { number publications { state account { name } parts { id version name state } } }
    ${REFUSED}
  }
}`,
      variables: { partId: 'the id of the part', version: 1 },
    },
    {
      job: 'Once more to an account that has it: it will be there twice',
      operation: `mutation Repeat($partId: ID!, $version: Int!, $key: ID!) {
  repeatPublication(input: { partId: $partId, expectedVersion: $version, idempotencyKey: $key }) {
    post { number publications { state account { name } parts { id version name state } } }
    ${REFUSED}
  }
}`,
      variables: { partId: 'the id of the part', version: 1, key: 'a new name for each request' },
    },
    {
      job: 'What is live is taken down, wherever the network lets tools delete',
      operation: `mutation TakeDown($postId: ID!) {
  unpublishPost(input: { postId: $postId }) {
    post { number publications { state account { name } parts { id version name state } } }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post' },
    },
  ],
};
