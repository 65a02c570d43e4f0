import type { Refusal, RefusalCode } from '../domain/refusal.js';

/** What a refusal means, for people who read the API's answers; the bot has its own texts in three languages. */
export const REFUSAL_MESSAGES: Readonly<Record<RefusalCode, string>> = {
  not_member: 'You are not a member of this client.',
  not_found: 'There is nothing with this id here.',
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
  media_damaged: 'The file is damaged or was cut off.',
  media_type: 'The file is not what it is called.',
  media_dimensions: 'The picture or video has too many pixels or is too long.',
  media_codec: 'The video is encoded in a way that cannot be read.',
  upload_gone: 'The link for uploading was used already or has expired.',
  too_many_media: 'A post holds at most 20 media.',
  reason_needed: 'A reason is needed.',
  text_needed: 'A text is needed.',
  stale: 'The delivery has moved on since you saw it.',
  not_approved: 'It is not approved.',
  bad_link: 'This is not a link to a web page.',
  credentials: 'The network does not accept these credentials.',
  chat_closed: 'The bot is not in that chat.',
  chat_rights: 'The bot may not do everything in that chat that it needs to.',
  chat_admins_only: 'You are no administrator of that chat.',
  chat_taken: 'Another client of this installation has that chat.',
  account_held: 'Nothing goes to this account until it is connected again.',
  admins_only: 'Only admins may do this.',
  bad_name: 'A client needs a name of 1 to 60 characters.',
  invitation_used: 'Somebody has used this invitation already.',
  invitation_expired: 'This invitation has expired.',
  invitation_revoked: 'This invitation was taken back.',
  group_taken: 'The editors of another client are asked in that group.',
  group_not_there: 'That is no group in which both you and the bot are.',
  bad_setting: 'This cannot be set.',
  bad_zone: 'There is no such time zone.',
  bad_quiet_hours: 'These are no quiet hours.',
  last_admin: 'The client would be without an admin.',
  copy_unknown: 'The answer about the last copy was lost: it may be live already.',
  copy_waits: 'The last copy is still on its way.',
  bad_quiz: 'The quiz is not complete or does not fit.',
  nothing_live: 'Nothing of it is live.',
  cannot_remove: 'The network does not let tools delete.',
  cannot_edit: 'The network does not let tools change what is live.',
  edit_reshaped: 'What is live has another number or kind of messages.',
  first_gone: 'The first part is not live any more, and this one cannot go out without it.',
  idempotency_key_reused: 'Something else was asked for with this idempotency key in the last 24 hours.',
  request_running: 'The first request with this idempotency key is still being carried out.',
  media_address: 'This address is not fetched: it is no web address, or leads into a private network.',
  media_unreachable: 'The file could not be fetched from this address.',
  bad_entities: 'The formatting does not lie within the text.',
  no_account: 'There is no such account here.',
  no_member: 'Nobody with this id works for the client.',
  token_beyond: 'A token cannot do more than whoever makes it.',
  too_many_tokens: 'You have as many tokens as one member may have.',
};

/** What to do then. */
const REFUSAL_FIXES: Readonly<Record<RefusalCode, string>> = {
  not_member: 'Ask an admin of the client to add you.',
  not_found: 'Look up its id by a query; it may belong to another client.',
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
  media_damaged: 'Check that it opens on your device, and send it again.',
  media_type: 'Send the picture or video itself.',
  media_dimensions: 'Send a smaller version: at most 100 megapixels, or 8192 pixels a side and four hours.',
  media_codec: 'Export it as an MP4 with H.264 and AAC.',
  upload_gone: 'Ask the bot for a new link.',
  too_many_media: 'Take some out first, or make a second post.',
  reason_needed: 'Say in a sentence what should be different.',
  text_needed: 'Say it in words.',
  stale: 'Read it again and act on its current version.',
  not_approved: 'Have the post approved first.',
  bad_link: 'Paste the address as the browser shows it, beginning with https://.',
  credentials: 'Make new credentials at the network and connect the account with them.',
  chat_closed: 'Let the bot into the chat, in a channel as an administrator.',
  chat_rights: 'Give the bot the rights to post, edit and delete messages there.',
  chat_admins_only: 'Ask an administrator of the chat to connect it.',
  chat_taken: 'Disconnect it there first.',
  account_held: 'Let an admin connect the account again, then decide about what is held.',
  admins_only: 'Ask an admin of the client to do it.',
  bad_name: 'Give a shorter name, or any name at all.',
  invitation_used: 'Make another one for each person.',
  invitation_expired: 'Make another one; it lasts for 24 hours.',
  invitation_revoked: 'Make another one.',
  group_not_there: 'Let the bot into a group that you are in, and give its id.',
  group_taken: 'Choose another group, or let an admin of both move it in the bot.',
  bad_setting: 'Give one of the values that are offered.',
  bad_zone: 'Give an IANA name such as Europe/Kyiv, or an offset such as +02:00.',
  bad_quiet_hours: 'Give two different times of day.',
  last_admin: 'Make somebody else an admin first.',
  copy_unknown: 'Look on the network first and say on the card whether it is there.',
  copy_waits: 'Wait until it has settled, or cancel it first.',
  bad_quiz: 'Change what the message names.',
  nothing_live: 'Read it again: it may have been taken down already.',
  cannot_remove: 'Delete it by hand in the app of the network.',
  cannot_edit: 'Change it by hand in the app of the network, or make a new post.',
  edit_reshaped: 'Take it down and make a new post.',
  first_gone: 'Make a new post.',
  idempotency_key_reused: 'Give every new request a key of its own.',
  request_running: 'Send exactly the same again in a moment.',
  media_address:
    'Give a public http or https address, or upload the file; the operator can allow hosts by ALLOW_PRIVATE_TARGETS.',
  media_unreachable: 'Check that the address opens without signing in, or upload the file.',
  bad_entities: 'Count offset and length in UTF-16 units, as Telegram does; a link needs its url.',
  no_account: 'Look up the ids of the accounts of this client.',
  no_member: 'Look up the ids of the members of this client.',
  token_beyond: 'Choose a role up to your own, and scopes that you have.',
  too_many_tokens: 'Revoke one that nobody uses first.',
};

/** The message of this refusal: who did what before, where that is known. */
export function messageOf({ code, facts }: Refusal): string {
  if (code === 'post_moved' && facts.by) {
    return `Post #${facts.number} has moved on: it is ${words(facts.state)} now, version ${facts.version}. Last step: ${words(facts.what)}, by ${facts.by} at ${facts.at}.`;
  }
  if (code === 'unfit_target') return `${facts.account} would not take it as it is (${facts.finding}).`;
  if (isSilence({ code, facts })) return 'The network could not be asked just now.';
  if (code === 'credentials' || code === 'media_unreachable') {
    return facts.reason ? `${REFUSAL_MESSAGES[code]} Reason: ${words(facts.reason)}.` : REFUSAL_MESSAGES[code];
  }
  if (code === 'chat_rights')
    return `${REFUSAL_MESSAGES[code]} Missing: ${words(facts.missing).replaceAll(',', ', ')}.`;
  if (code === 'bad_quiz') return `${REFUSAL_MESSAGES[code]} ${quizWords(facts)}`;
  return REFUSAL_MESSAGES[code];
}

/** What to do about it. */
export function fixOf(refusal: Refusal): string {
  if (isSilence(refusal)) return 'Ask again in a minute.';
  if (refusal.code === 'credentials' && refusal.facts.reason === 'not_needed')
    return 'Connect a chat of it by connectChat.';
  return REFUSAL_FIXES[refusal.code];
}

/** It says nothing about the credentials. */
function isSilence({ code, facts: { reason } }: Pick<Refusal, 'code' | 'facts'>): boolean {
  return code === 'credentials' && (reason === 'no_answer' || reason === 'chat_no_answer');
}

/** `answer long (answer 2, over 5, max 100)` */
function quizWords({ problem, ...facts }: Refusal['facts']): string {
  const measured = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  return `Problem: ${words(problem)}${measured.length > 0 ? ` (${measured.join(', ')})` : ''}.`;
}

function words(name: string | number | undefined): string {
  return String(name).replaceAll('_', ' ');
}
