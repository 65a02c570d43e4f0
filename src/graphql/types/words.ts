import { registerEnumType } from 'type-graphql';
import type { Scope } from '../../domain/access.js';
import type { AttemptStatus, DeliveryState, Receipt } from '../../domain/delivery.js';
import type { FailureKind } from '../../domain/failure.js';
import type { MediaKind } from '../../domain/content.js';
import type { PostState, Role } from '../../domain/post.js';
import type { Difficulty } from '../../domain/quiz.js';
import type { RefusalCode } from '../../domain/refusal.js';
import type { PublicationState } from '../../reads/api-rows.js';
import type { AccountRow, DeliveryListRow, EvidenceRow, LimitRow } from '../../reads/api-rows.js';
import { REFUSAL_MESSAGES } from '../refusal-texts.js';

/**
 * The closed lists of the domain as GraphQL enums: `in_review` there is `IN_REVIEW` here. Each table has every word of its list, or it
 * does not compile.
 */
export function words<W extends string>(name: string, description: string, meanings: Readonly<Record<W, string>>) {
  const entries = Object.entries<string>(meanings).map(
    ([word, meaning]) => [word.toUpperCase(), word, meaning] as const,
  );
  const values = Object.fromEntries(entries.map(([key, word]) => [key, word]));
  const valuesConfig = Object.fromEntries(entries.map(([key, , meaning]) => [key, { description: meaning }]));
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

export const RoleWord = words<Role>('Role', 'What a member may do for a client.', {
  author: 'Writes posts.',
  editor: 'Writes and approves posts.',
  admin: 'Also connects accounts, manages the team, and sees the outbox and the audit trail.',
});

export const ScopeWord = words<Scope>('Scope', 'What an API token is for.', {
  read: 'Looks.',
  write: 'Makes and changes drafts, and sends them to review.',
  publish: 'Lets things leave and changes what is live: approves, sets times, sends again, takes down, freezes.',
  manage: 'People, accounts, settings and tokens.',
});

export const DifficultyWord = words<Difficulty>('Difficulty', 'How hard a quiz is.', {
  easy: 'Most will know.',
  medium: 'Some will know.',
  hard: 'Few will know.',
});

export const PostStateWord = words<PostState>('PostState', 'Where a post is on its way to the networks.', {
  draft: 'Being written.',
  in_review: 'Waits for approvals of its revision.',
  changes_requested: 'An editor gave it back to its author with a reason.',
  rejected: 'An editor said no.',
  approved: 'Approved by as many as policy asks for; its publications exist.',
  archived: 'Out of sight.',
});

export const PublicationStateWord = words<PublicationState>(
  'PublicationState',
  'How a publication stands, told from its parts.',
  {
    scheduled: 'Waits for its time.',
    going_out: 'Leaving now.',
    live: 'Every part is live.',
    handed_over: 'A bridge took it; whether it is live is for the bridge to say.',
    partly_live: 'Some parts are live, others are not.',
    needs_care: 'Waits for a person: a part failed, is held for being late, or its answer was lost.',
    left_alone: 'Its answer was lost and a person chose to leave it: it may be live.',
    cancelled: 'Taken back before it left.',
    removed: 'Was live and has been removed.',
  },
);

export const DeliveryStateWord = words<DeliveryState>('DeliveryState', 'Where one delivery is.', {
  scheduled: 'Waits for its time.',
  held: 'Too late to go by itself; a person decides.',
  publishing: 'A worker has it.',
  waiting: 'Waits for a limit, a quota or the processing of the network.',
  handed_over: 'A bridge took it.',
  unknown: 'The answer was lost: it may be live. Never sent again without a person or evidence.',
  left: 'A person chose to leave an unknown one as it is.',
  failed: 'The network refused it for good, or tries ran out.',
  cancelled: 'Taken back before it left.',
  published: 'Live.',
  removing: 'Being removed from the network.',
  removed: 'Removed from the network.',
});

export const AttemptStatusWord = words<AttemptStatus>('AttemptStatus', 'What is known of one attempt.', {
  open: 'Its request may have taken effect, or may yet.',
  refused: 'The network refused it: it had no effect.',
  known: 'The network has it.',
  gone: 'The network says that it can never appear.',
});

export const FailureKindWord = words<FailureKind>('FailureKind', 'The ways in which a delivery can fail.', {
  invalid: 'The network will never accept this content.',
  rejected: 'Against the policy of the network: copyright, spam.',
  missing: 'The page, chat or board is gone.',
  auth: 'The account has to be connected again: its token expired or was revoked.',
  permission: 'The account may not do this: connect it again with more rights, or grant them on the network.',
  rate_limit: 'Too many requests; waits as the network asks.',
  quota: 'The day’s quota is used up; waits.',
  not_ready: 'The network is still processing; waits.',
  network: 'The connection failed.',
  timeout: 'No answer in time.',
  outage: 'The network is out of order.',
  bug: 'A fault of ours.',
});

export const ReceiptKindWord = words<Receipt['kind']>('ReceiptKind', 'What the network said.', {
  published: 'It is live.',
  handed_over: 'A bridge took it.',
});

export const AccountStateWord = words<AccountRow['state']>('AccountState', 'Whether an account can be posted to.', {
  connected: 'Can be posted to.',
  token_expired: 'Has to be connected again.',
  disconnected: 'Was disconnected.',
  off: 'Switched off by an admin.',
});

export const DeliveryKindWord = words<DeliveryListRow['kind']>('DeliveryKind', 'What a row of the outbox sends.', {
  part: 'A part of a publication.',
  edit: 'A correction of a live part.',
  notice: 'A message of the desk in Telegram.',
});

export const CardKindWord = words<NonNullable<DeliveryListRow['card']>>(
  'CardKind',
  'What a card in Telegram is about.',
  {
    post: 'A post.',
    review: 'A revision that waits for review.',
    unknown: 'A delivery whose answer was lost.',
    held: 'All that is held for being late.',
    account: 'An account whose queue stands still.',
  },
);

export const EvidenceSourceWord = words<EvidenceRow['source']>(
  'EvidenceSource',
  'Where a piece of evidence came from.',
  {
    late_answer: 'The network’s answer, after the worker had lost its row.',
    member: 'A person’s word.',
    look_up: 'The network, asked what became of it.',
    callback: 'A bridge that reported.',
  },
);

export const LimitScopeWord = words<LimitRow['scope']>('LimitScope', 'Whose limit it is.', {
  account: 'The account’s own.',
  app: 'That of our app, for all accounts on the network.',
});

export const MediaKindWord = words<MediaKind>('MediaKind', 'What a medium is.', {
  photo: 'A still picture.',
  video: 'A video.',
  animation: 'A short video without sound that plays by itself.',
  document: 'A file that nobody looks into.',
});

export const RefusalWord = words<RefusalCode>(
  'UserErrorCode',
  'Why a request was refused. Nothing was changed then.',
  REFUSAL_MESSAGES,
);
