import { REFUSED, type Topic } from './example.js';

export const TEAM: Topic = {
  title: 'The team',
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
  ],
};
