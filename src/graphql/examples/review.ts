import { REFUSED, type Topic } from './example.js';

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
      job: 'Posts whose review you may decide, with how many still have to',
      operation: `query Reviews {
  reviews(first: 10) {
    nodes { id number text dueAt author { name } approvals { member { name } } revision { id approvalsNeeded } }
  }
}`,
    },
    {
      job: 'A yes to exactly the revision that you have read',
      operation: `mutation Approve($postId: ID!, $revisionId: ID!) {
  approvePost(input: { postId: $postId, revisionId: $revisionId }) {
    post { number state }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post', revisionId: 'the id of its revision' },
    },
    {
      job: 'A yes to several at once, each for itself',
      operation: `mutation ApproveSeveral($approvals: [ApprovalOfPost!]!, $key: ID!) {
  approvePosts(input: { posts: $approvals, idempotencyKey: $key }) {
    results { postId post { number state } ${REFUSED} }
    ${REFUSED}
  }
}`,
      variables: {
        approvals: [{ postId: 'the id of the post', revisionId: 'the id of its revision' }],
        key: 'a new name for each request',
      },
    },
    {
      job: 'Back to its author, with what is to be different',
      operation: `mutation AskForChanges($postId: ID!, $revisionId: ID!, $reason: String!) {
  requestChanges(input: { postId: $postId, revisionId: $revisionId, reason: $reason }) {
    post { number state }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post', revisionId: 'the id of its revision', reason: 'Shorter, please.' },
    },
    {
      job: 'A no',
      operation: `mutation Reject($postId: ID!, $revisionId: ID!, $reason: String!) {
  rejectPost(input: { postId: $postId, revisionId: $revisionId, reason: $reason }) {
    post { number state }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post', revisionId: 'the id of its revision', reason: 'Shorter, please.' },
    },
    {
      job: 'A rejected one is a draft again',
      operation: `mutation Reopen($postId: ID!) {
  reopenPost(input: { postId: $postId }) {
    post { number state }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post' },
    },
    {
      job: 'Your own is taken back from review',
      operation: `mutation Withdraw($postId: ID!) {
  withdrawPost(input: { postId: $postId }) {
    post { number state }
    ${REFUSED}
  }
}`,
      variables: { postId: 'the id of the post' },
    },
  ],
};
