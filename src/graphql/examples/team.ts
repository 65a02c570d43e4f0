import { REFUSED, type Topic } from './example.js';

export const TEAM: Topic = {
  title: 'The team and API tokens',
  examples: [
    {
      job: 'Who works for the client',
      operation: `query Team {
  members(first: 50) {
    nodes { id name username role since telegramId }
  }
}`,
    },
    {
      job: 'One person',
      operation: `query OneMember($memberId: ID!) {
  member(id: $memberId) { name username role since }
}`,
      variables: { memberId: 'the id of the member' },
    },
    {
      job: 'Invitations and what became of them',
      operation: `query Invitations {
  invitations(first: 20) {
    nodes { id role state madeBy { name } createdAt expiresAt usedBy { name } usedAt }
  }
}`,
    },
    {
      job: 'A link that lets one person in, within a day',
      operation: `mutation Invite($role: Role!) {
  inviteMember(input: { role: $role }) {
    link
    code
    expiresAt
    invitationId
    ${REFUSED}
  }
}`,
      variables: { role: 'AUTHOR' },
    },
    {
      job: 'A link is taken back',
      operation: `mutation TakeBackInvitation($invitationId: ID!) {
  revokeInvitation(input: { invitationId: $invitationId }) {
    invitationId
    ${REFUSED}
  }
}`,
      variables: { invitationId: 'the id of the invitation' },
    },
    {
      job: 'Another role',
      operation: `mutation ChangeRole($memberId: ID!, $role: Role!) {
  changeRole(input: { memberId: $memberId, role: $role }) {
    member { name role }
    ${REFUSED}
  }
}`,
      variables: { memberId: 'the id of the member', role: 'AUTHOR' },
    },
    {
      job: 'Somebody leaves the team',
      operation: `mutation RemoveMember($memberId: ID!) {
  removeMember(input: { memberId: $memberId }) {
    member { name role }
    ${REFUSED}
  }
}`,
      variables: { memberId: 'the id of the member' },
    },
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
