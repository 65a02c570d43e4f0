import { REFUSED, type Topic } from './example.js';

export const DETAILS: Topic = {
  title: 'One post: where it goes, how it looks, and where it is kept',
  examples: [
    {
      job: 'Where a post goes; null: everywhere that can take it',
      operation: `mutation SetTargets($postId: ID!, $version: Int!, $accountIds: [ID!]) {
  setTargets(input: { postId: $postId, expectedVersion: $version, accountIds: $accountIds }) {
    post { number version targets { id platform name } }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post', version: 1, accountIds: ['the id of an account'] },
    },
    {
      job: 'Words of its own for one network; with text: null it gets the common ones again',
      operation: `mutation OwnWords($postId: ID!, $version: Int!, $variant: VariantInput!) {
  setVariant(input: { postId: $postId, expectedVersion: $version, variant: $variant }) {
    post { number version variants { platform text options } }
    ${REFUSED}
  }
}`,
      variables: {
        postId: 'the id of the post',
        version: 1,
        variant: { platform: 'telegram', text: 'For Telegram alone' },
      },
    },
    {
      job: 'A text that is too long goes as several messages; CROP, PAD, SHORTEN and DROP are the other ways',
      operation: `mutation MakeItFit($postId: ID!, $version: Int!, $accountId: ID!) {
  fixPost(input: { postId: $postId, expectedVersion: $version, accountId: $accountId, fix: SPLIT }) {
    post { number version variants { platform options } }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post', version: 1, accountId: 'the id of an account' },
    },
    {
      job: 'Its media in another order; a place that is not named is taken out',
      operation: `mutation ArrangeMedia($postId: ID!, $version: Int!, $order: [Int!]!) {
  arrangeMedia(input: { postId: $postId, expectedVersion: $version, order: $order }) {
    post { number version media { hash kind altText } }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post', version: 1, order: [1, 0] },
    },
    {
      job: 'What a picture shows, for those who cannot see it',
      operation: `mutation DescribeMedium($postId: ID!, $version: Int!, $hash: ID!, $altText: String!) {
  describeMedium(input: { postId: $postId, expectedVersion: $version, hash: $hash, altText: $altText }) {
    post { number version media { hash altText } }
    ${REFUSED}
  }
}`,
      variables: {
        postId: 'the id of the post',
        version: 1,
        hash: 'the hash of the medium',
        altText: 'A cup of coffee',
      },
    },
    {
      job: 'A copy, as a draft of your own',
      operation: `mutation Duplicate($postId: ID!) {
  duplicatePost(input: { postId: $postId }) {
    post { id number state text }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post' },
    },
    {
      job: 'Out of sight',
      operation: `mutation Archive($postId: ID!) {
  archivePost(input: { postId: $postId }) {
    post { number state }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post' },
    },
    {
      job: 'And back, as a draft',
      operation: `mutation Restore($postId: ID!) {
  restorePost(input: { postId: $postId }) {
    post { number state }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post' },
    },
  ],
};
