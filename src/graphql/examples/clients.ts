import { REFUSED, type Topic } from './example.js';

export const CLIENTS: Topic = {
  title: 'The clients and how they work',
  examples: [
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
    {
      job: 'How posts are approved and when they are late; version is that of HowWeWork',
      operation: `mutation ChangeSettings($version: Int!) {
  changeClientSettings(input: { expectedVersion: $version, approvalsNeeded: 1, lateAfterMinutes: 30 }) {
    client { name zone language }
    ${REFUSED}
  }
}`,
      variables: { version: 1 },
    },
    {
      job: 'Your own language, clock and quiet hours, in minutes after midnight',
      operation: `mutation MySettings {
  changeOwnSettings(input: { language: "en", quiet: { from: 1320, to: 420 } }) {
    me { settings { language zone quiet { from to } } }
    ${REFUSED}
  }
}`,
    },
    {
      job: 'One more brand, whose admin you are',
      operation: `mutation NewClient($name: String!, $zone: String!, $key: ID!) {
  createClient(input: { name: $name, zone: $zone, language: "en", idempotencyKey: $key }) {
    client { id name }
    ${REFUSED}
  }
}`,
      variables: { name: 'Evening Tea', zone: 'Europe/Kyiv', key: 'a new name for each request' },
    },
    {
      job: 'Another name',
      operation: `mutation Rename($clientId: ID, $name: String!) {
  renameClient(input: { clientId: $clientId, name: $name }) {
    client { id name }
    ${REFUSED}
  }
}`,
      variables: { clientId: null, name: 'Evening Tea' },
    },
    {
      job: 'Where its editors are asked; null: one by one',
      operation: `mutation ChooseGroup($clientId: ID, $chatId: String) {
  bindGroup(input: { clientId: $clientId, chatId: $chatId }) {
    client { id name }
    ${REFUSED}
  }
}`,
      variables: { clientId: null, chatId: null },
    },
  ],
};
