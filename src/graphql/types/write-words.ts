import { type EntityType } from '../../domain/text-entities.js';
import type { Fix } from '../../usecases/fix-post.js';
import type { HeldDecision } from '../../usecases/decide-held.js';
import type { Verdict } from '../../usecases/resolve-unknown.js';
import type { ResumeWay } from '../../usecases/resume-client.js';
import type { Switch } from '../../usecases/switch-account.js';
import { words } from './words.js';

export const EntityTypeWord = words<EntityType>('TextEntityType', 'Formatting that an author may give.', {
  bold: 'Bold.',
  italic: 'Italic.',
  underline: 'Underlined.',
  strikethrough: 'Struck through.',
  spoiler: 'Covered until it is tapped.',
  blockquote: 'A quotation.',
  expandable_blockquote: 'A quotation that is folded at first.',
  code: 'Within a line, in letters of one width.',
  pre: 'A block in letters of one width; may name its programming language.',
  text_link: 'A link under words; needs `url`.',
  custom_emoji: 'A custom emoji of Telegram; needs `customEmojiId`.',
});

export const PostFixWord = words<Fix>('PostFix', 'What can be done where a network would not take a post as it is.', {
  crop: 'Cuts the pictures to a form that the network takes.',
  pad: 'Puts margins around them instead.',
  shorten: 'Gives this network a text of its own, cut at the end of a sentence or word.',
  split: 'Lets a text that is too long go as several messages.',
  drop: 'Leaves this account out.',
});

export const HeldDecisionWord = words<HeldDecision['how']>('HeldDecision', 'What becomes of a held post.', {
  send: 'Goes now; the next one two minutes later, and so on.',
  move: 'Gets a new time; the next one two minutes later, and so on.',
  drop: 'Does not go out.',
});

export const VerdictWord = words<Verdict['is']>('UnknownVerdict', 'What a person saw who looked on the network.', {
  there: 'It is there.',
  not_there: 'It is not there: it is sent again.',
  left_alone: 'Nobody looked, or nobody can tell: it stays as it is.',
});

export const ResumeWayWord = words<ResumeWay>('ResumeWay', 'What becomes of what missed its time during a freeze.', {
  all: 'Goes now, spaced out, but for what is late by now, which is held.',
  choose: 'Is held, for a person to decide post by post.',
  shift: 'Is moved by as long as the freeze lasted.',
});

export const SwitchWord = words<Switch>('AccountSwitch', 'What is done with an account.', {
  on: 'Things go to it again.',
  off: 'Nothing goes to it for a while; what is planned waits.',
  disconnect: 'It is given up, together with its credentials.',
});
