import type { Topic } from './example.js';

export const TEAM: Topic = {
  title: 'The team, its clients and how they work',
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
      job: 'The clients that you work for: give one’s id as clientId where you mean another than the first',
      operation: `query Clients {
  clients(first: 20) {
    nodes { id name role zone language frozenAt }
  }
}`,
    },
    {
      job: 'How this client works',
      operation: `query HowWeWork($clientId: ID) {
  client(clientId: $clientId) { name zone language frozenAt }
  settings(clientId: $clientId) {
    version
    approvalsNeeded
    authorsMayApproveOwn
    soleEditorMayGo
    moveNeedsApproval
    lateAfterMinutes
    editorsChatId
  }
}`,
      variables: { clientId: null },
    },
  ],
};
