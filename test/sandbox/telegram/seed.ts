import type { WorldSeed } from '../../../src/sandbox/telegram/seed.js';

export const TOKEN = '700000001:sandbox-token';
export const BOT = 700000001;
export const ANN = 1001;
export const BEN = 1002;
/** Never wrote to the bot. */
export const CID = 1003;
export const GROUP = -100500;
export const SUPERGROUP = -1001111111111;
export const CHANNEL = -1002222222222;
export const CLOSED_CHANNEL = -1003333333333;
/** Public, and the bot was never in it. */
export const FOREIGN_CHANNEL = -1004444444444;

export const SEED: WorldSeed = {
  bot: { id: BOT, username: 'desk_bot', name: 'Desk', token: TOKEN },
  people: [
    { id: ANN, name: 'Ann', username: 'ann_author', language: 'en' },
    { id: BEN, name: 'Ben', username: 'ben_editor', language: 'uk' },
    { id: CID, name: 'Cid', username: 'cid_stranger', language: 'ru' },
  ],
  chats: [
    { type: 'private', person: ANN },
    { type: 'private', person: BEN },
    { type: 'group', id: GROUP, title: 'Editors', members: [ANN], owner: BEN, bot: 'member' },
    { type: 'supergroup', id: SUPERGROUP, title: 'Big', members: [ANN], owner: BEN, bot: { admin: {} } },
    { type: 'channel', id: CHANNEL, title: 'News', username: 'news', members: [ANN], owner: BEN, bot: { admin: {} } },
    {
      type: 'channel',
      id: CLOSED_CHANNEL,
      title: 'Closed',
      members: [ANN],
      owner: BEN,
      bot: { admin: { can_post_messages: false, can_edit_messages: false } },
    },
    {
      type: 'channel',
      id: FOREIGN_CHANNEL,
      title: 'Theirs',
      username: 'theirs',
      members: [],
      owner: CID,
      bot: 'absent',
    },
  ],
};
