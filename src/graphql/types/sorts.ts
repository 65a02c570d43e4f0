import type { ACCOUNT_SORTS } from '../../reads/api-accounts.js';
import type { EVENT_SORTS } from '../../reads/api-events.js';
import type { DELIVERY_SORTS } from '../../reads/api-outbox.js';
import type { POST_SORTS } from '../../reads/api-posts.js';
import type { PUBLICATION_SORTS } from '../../reads/api-publications.js';
import { words } from './words.js';

export type PostSort = keyof typeof POST_SORTS;
export const PostSortWord = words<PostSort>('PostSort', 'In which order posts are listed.', {
  newest: 'By number, the newest first.',
  oldest: 'By number, the oldest first.',
  due_first: 'By planned time, the soonest first; those without one last.',
  due_last: 'By planned time, those without one first.',
});

export type PublicationSort = keyof typeof PUBLICATION_SORTS;
export const PublicationSortWord = words<PublicationSort>(
  'PublicationSort',
  'In which order publications are listed.',
  {
    newest: 'The latest made first.',
    oldest: 'The earliest made first.',
    due_first: 'By time, the earliest first.',
    due_last: 'By time, the latest first.',
  },
);

export type AccountSort = keyof typeof ACCOUNT_SORTS;
export const AccountSortWord = words<AccountSort>('AccountSort', 'In which order accounts are listed.', {
  oldest: 'As they were connected.',
  name: 'By name.',
});

export type DeliverySort = keyof typeof DELIVERY_SORTS;
export const DeliverySortWord = words<DeliverySort>('DeliverySort', 'In which order deliveries are listed.', {
  newest: 'The latest made first.',
  oldest: 'The earliest made first.',
});

export type EventSort = keyof typeof EVENT_SORTS;
export const EventSortWord = words<EventSort>('EventSort', 'In which order events are listed.', {
  newest: 'The latest first.',
  oldest: 'The earliest first.',
});
