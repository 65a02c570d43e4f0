import { REFUSED, type Topic } from './example.js';

export const TOKENS: Topic = {
  title: 'API tokens',
  examples: [
    {
      job: 'All tokens, who has them, and when they were used last',
      operation: `query Tokens {
  apiTokens(first: 50) {
    nodes { id name prefix role scopes member { name } createdAt expiresAt lastUsedAt revokedAt }
  }
}`,
    },
    {
      job: 'A token for a program that only looks: the answer is the only place where it is shown',
      operation: `mutation MakeToken($name: String!) {
  createApiToken(input: { name: $name, role: AUTHOR, scopes: [READ] }) {
    token
    apiToken { id prefix }
    ${REFUSED}
  }
}`,
      variables: { name: 'Weekly report' },
    },
    {
      job: 'An end to a token',
      operation: `mutation RevokeToken($tokenId: ID!) {
  revokeApiToken(input: { id: $tokenId }) {
    apiToken { name revokedAt }
    ${REFUSED}
  }
}`,
      variables: { tokenId: 'the id of the token' },
    },
  ],
};
