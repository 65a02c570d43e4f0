import type { Topic } from './example.js';

export const REVIEW: Topic = {
  title: 'Review',
  examples: [
    {
      job: 'What waits for approval: ids for the next operation are in here',
      operation: `query InReview {
  posts(first: 10, filter: { states: [IN_REVIEW] }) {
    nodes {
      id
      number
      revision { id number text approvalsNeeded targets { account { name } } }
      approvals { member { name } createdAt voidAt }
    }
  }
}`,
    },
    {
      job: 'A yes to exactly the revision that you have read',
      operation: `mutation Approve($postId: ID!, $revisionId: ID!) {
  approvePost(input: { postId: $postId, revisionId: $revisionId }) {
    post { number state }
    userErrors { code field message fix }
  }
}`,
      variables: { postId: 'the id of the post', revisionId: 'the id of its revision' },
    },
  ],
};
