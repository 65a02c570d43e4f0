import type { Refusal, RefusalCode } from '../domain/refusal.js';

/** What a refusal means, for people who read the API's answers; the bot has its own texts in three languages. */
export const REFUSAL_MESSAGES: Readonly<Record<RefusalCode, string>> = {
  not_member: 'You are not a member of this client.',
  not_found: 'There is no such post here.',
  post_moved: 'The post has moved on since you saw it.',
  not_allowed: 'Your role does not allow this step.',
  own_post: 'Authors may not approve their own posts here.',
  already_approved: 'You have approved this revision already.',
  empty_post: 'The post has neither text nor media.',
  no_targets: 'There is no account that it could go to.',
  unfit_target: 'A network would not take it as it is.',
  past_time: 'The time is in the past.',
  bad_time: 'The time could not be read.',
  far_time: 'The time is more than two years ahead.',
  going_out: 'It is going out at this moment.',
  has_left: 'It has left already.',
  text_too_long: 'The text is too long.',
  media_too_large: 'The file is too large.',
  unsupported: 'This kind of content is not supported.',
  reason_needed: 'A reason is needed.',
  stale: 'The delivery has moved on since you saw it.',
  not_approved: 'It is not approved.',
  bad_link: 'This is not a link to a web page.',
  nothing_live: 'Nothing of it is live.',
  cannot_remove: 'The network does not let tools delete.',
  cannot_edit: 'The network does not let tools change what is live.',
  edit_reshaped: 'What is live has another number or kind of messages.',
  first_gone: 'The first part is not live any more, and this one cannot go out without it.',
};

/** What to do then. */
export const REFUSAL_FIXES: Readonly<Record<RefusalCode, string>> = {
  not_member: 'Ask an admin of the client to add you.',
  not_found: 'Look up its id with the query posts.',
  post_moved: 'Read the post again and act on its current revision.',
  not_allowed: 'Ask an editor or an admin to do it.',
  own_post: 'Ask another editor, or let an admin change the policy of the client.',
  already_approved: 'Nothing is left to do for you; another editor may have to approve it too.',
  empty_post: 'Give it a text or a picture.',
  no_targets: 'Connect an account, or name one that is connected.',
  unfit_target: 'Change the content, or leave that account out.',
  past_time: 'Give a time to come, or none for as soon as it is approved.',
  bad_time: 'Give a moment such as 2030-01-31T09:00:00Z.',
  far_time: 'Give a time within two years.',
  going_out: 'Wait until it has settled, then try again.',
  has_left: 'Make a new post instead.',
  text_too_long: 'Shorten the text.',
  media_too_large: 'Send a smaller file.',
  unsupported: 'Send text, or one photo with a caption.',
  reason_needed: 'Say in a sentence what should be different.',
  stale: 'Read it again and act on its current version.',
  not_approved: 'Have the post approved first.',
  bad_link: 'Paste the address as the browser shows it, beginning with https://.',
  nothing_live: 'Read it again: it may have been taken down already.',
  cannot_remove: 'Delete it by hand in the app of the network.',
  cannot_edit: 'Change it by hand in the app of the network, or make a new post.',
  edit_reshaped: 'Take it down and make a new post.',
  first_gone: 'Make a new post.',
};

/** The message of this refusal: who did what before, where that is known. */
export function messageOf({ code, facts }: Refusal): string {
  if (code === 'post_moved' && facts.by) {
    return `Post #${facts.number} has moved on: it is ${words(facts.state)} now. Last step: ${words(facts.what)}, by ${facts.by} at ${facts.at}.`;
  }
  if (code === 'unfit_target') return `${facts.account} would not take it as it is (${facts.finding}).`;
  return REFUSAL_MESSAGES[code];
}

function words(name: string | number | undefined): string {
  return String(name).replaceAll('_', ' ');
}
