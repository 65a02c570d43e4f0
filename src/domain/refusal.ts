/** Everything a use case can refuse, by code; the texts are in `bot/locales` (`refused-<code>`) and in the GraphQL descriptions. */
export const REFUSALS = [
  'not_member',
  'not_found',
  /** The step is not possible any more; `state`, `by` and `what` say what came before. */
  'post_moved',
  'not_allowed',
  'own_post',
  'already_approved',
  'empty_post',
  'no_targets',
  'unfit_target',
  'past_time',
  'bad_time',
  'far_time',
  'going_out',
  'has_left',
  'text_too_long',
  'media_too_large',
  /** Cut off, empty, or not readable as what it is; `item` names it among the media of a post, from 1. */
  'media_damaged',
  /** Called a picture or a video (`said`), and something else by its content (`is`). */
  'media_type',
  /** Too many pixels or too long; `width` and `height`, or `durationMs`, and `max`. */
  'media_dimensions',
  /** A video whose picture or sound is stored in a way that cannot be carried over. */
  'media_codec',
  /** The one-time link was used, or is too old, or never was. */
  'upload_gone',
  'too_many_media',
  'reason_needed',
  'text_needed',
  /** A button of an earlier state of the delivery. */
  'stale',
  'not_approved',
  'bad_link',
  /** `reason` says why what was pasted opens no account. */
  'credentials',
  /** A chat of Telegram that the bot is not let into; what is `missing` of its rights there; whoever asks does not look after it. */
  'chat_closed',
  'chat_rights',
  'chat_admins_only',
  /** Another client of this installation has it; `brand`, where the person works there too. */
  'chat_taken',
  /** The account's queue stands still until it is connected again. */
  'account_held',
  'admins_only',
  /** Of a client: empty, or longer than `max`. */
  'bad_name',
  'invitation_used',
  'invitation_expired',
  'invitation_revoked',
  /** Another client is asked in that group. */
  'group_taken',
  /** It is no group, or the bot or whoever asks is not in it. */
  'group_not_there',
  'bad_setting',
  'bad_zone',
  'bad_quiet_hours',
  'last_admin',
  /** The last copy has not settled: `state` is unknown, or it is still to go. */
  'copy_unknown',
  'copy_waits',
  /** `problem` says what, with its facts. */
  'bad_quiz',
  /** Nothing of it is live, so nothing can be taken down. */
  'nothing_live',
  /** The network lets no tool delete (`network`). */
  'cannot_remove',
  /** The network lets no tool change what is live (`network`). */
  'cannot_edit',
  /** What is live on `account` has another number or kind of messages. */
  'edit_reshaped',
  /** A later part cannot go out without its first. */
  'first_gone',
  /** Something else was asked for with this key within a day. */
  'idempotency_key_reused',
  /** The first request with this key is still under way. */
  'request_running',
  /** A web address that is not fetched: no http(s), or within a private network; `item` names it among the media, from 1. */
  'media_address',
  /** The file could not be fetched; `reason` says why, `item` which. */
  'media_unreachable',
  /** Formatting that does not lie within its text. */
  'bad_entities',
  /** No account of this client has that id. */
  'no_account',
  /** Nobody with that id works for this client. */
  'no_member',
  /** A token of the API that could do more than whoever makes it. */
  'token_beyond',
  /** `max` live tokens are what one member may have. */
  'too_many_tokens',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

export type RefusalFacts = Readonly<Record<string, string | number>>;

/** A use case says no, and to whom it matters: nothing was changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly facts: RefusalFacts = {},
  ) {
    super(code);
  }
}
