import type { Topic } from './example.js';

export const ACCOUNTS: Topic = {
  title: 'Accounts',
  examples: [
    {
      job: 'All accounts and what is wrong with them',
      operation: `query Accounts {
  accounts(first: 50) {
    nodes { id platform name username state heldAt heldFor { kind message } limits { scope until } }
  }
}`,
    },
    {
      job: 'One account',
      operation: `query OneAccount($accountId: ID!) {
  account(id: $accountId) { platform name state externalId createdAt }
}`,
      variables: { accountId: 'the id of the account' },
    },
  ],
};
