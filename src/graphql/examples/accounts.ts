import { REFUSED, type Topic } from './example.js';

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
    {
      job: 'A Telegram channel or group that the bot is in, by id or public name',
      operation: `mutation ConnectChat($chatId: String!) {
  connectChat(input: { chatId: $chatId }) {
    account { id name state }
    ${REFUSED}
  }
}`,
      variables: { chatId: '@channel' },
    },
    {
      job: 'Any other account, by the token that its network gave you',
      operation: `mutation ConnectAccount($platform: String!, $token: String!) {
  connectAccount(input: { platform: $platform, token: $token }) {
    account { id name username state expiresAt }
    ${REFUSED}
  }
}`,
      variables: { platform: 'instagram', token: 'the token, as the network shows it' },
    },
    {
      job: 'A new token for an account; what waited for it goes on',
      operation: `mutation Reconnect($accountId: ID!, $token: String!) {
  reconnectAccount(input: { accountId: $accountId, token: $token }) {
    account { name state heldAt expiresAt }
    ${REFUSED}
  }
}`,
      variables: { accountId: 'the id of the account', token: 'the token, as the network shows it' },
    },
    {
      job: 'Whether the network still lets us in',
      operation: `mutation TestAccount($accountId: ID!) {
  testAccount(input: { accountId: $accountId }) {
    username
    quotaUsed
    quotaTotal
    ${REFUSED}
  }
}`,
      variables: { accountId: 'the id of the account' },
    },
    {
      job: 'Nothing goes to it for a while; ON ends that, DISCONNECT gives it up',
      operation: `mutation SwitchOff($accountId: ID!) {
  switchAccount(input: { accountId: $accountId, to: OFF }) {
    account { name state }
    ${REFUSED}
  }
}`,
      variables: { accountId: 'the id of the account' },
    },
    {
      job: 'Its queue stands still, and the reason is gone: it goes on',
      operation: `mutation ReleaseQueue($accountId: ID!, $heldAt: DateTime!, $key: ID!) {
  releaseAccount(input: { accountId: $accountId, heldAt: $heldAt, idempotencyKey: $key }) {
    account { name state heldAt }
    ${REFUSED}
  }
}`,
      variables: {
        accountId: 'the id of the account',
        heldAt: 'its heldAt, from Accounts',
        key: 'a new name for each request',
      },
    },
  ],
};
