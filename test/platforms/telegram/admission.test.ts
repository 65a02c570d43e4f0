import { expect, test } from 'vitest';
import { missingRights } from '../../../src/platforms/telegram/admission.js';

const admin = { status: 'administrator', can_post_messages: true, can_edit_messages: true, can_delete_messages: true };

test.each([
  { name: 'an administrator with every right', place: admin, missing: [] },
  { name: 'one that may not post', place: { ...admin, can_post_messages: false }, missing: ['post'] },
  {
    name: 'one that may only post',
    place: { status: 'administrator', can_post_messages: true },
    missing: ['edit', 'delete'],
  },
  { name: 'a plain member', place: { status: 'member' }, missing: ['admin'] },
  { name: 'one that was thrown out', place: { status: 'kicked' }, missing: ['there'] },
  { name: 'something that is no member at all', place: null, missing: ['there'] },
])('in a channel $name lacks $missing', ({ place, missing }) => {
  expect(missingRights('channel', place)).toEqual(missing);
});

test.each([
  { name: 'a plain member', place: { status: 'member' }, permissions: { can_send_messages: true }, missing: [] },
  {
    name: 'a member where only admins write',
    place: { status: 'member' },
    permissions: { can_send_messages: false },
    missing: ['write'],
  },
  {
    name: 'a member where media are off',
    place: { status: 'member' },
    permissions: { can_send_videos: false },
    missing: ['media'],
  },
  {
    name: 'an administrator there',
    place: { status: 'administrator' },
    permissions: { can_send_messages: false },
    missing: [],
  },
  {
    name: 'one that is muted',
    place: { status: 'restricted', is_member: true, can_send_messages: false },
    permissions: {},
    missing: ['write'],
  },
  {
    name: 'one that was muted and left',
    place: { status: 'restricted', is_member: false },
    permissions: {},
    missing: ['there'],
  },
  { name: 'one that left', place: { status: 'left' }, permissions: {}, missing: ['there'] },
])('in a group $name lacks $missing', ({ place, permissions, missing }) => {
  expect(missingRights('group', place, permissions)).toEqual(missing);
});
