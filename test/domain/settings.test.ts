import { expect, test } from 'vitest';
import { fitsClient, fitsMember, readQuietHours, stuckPosts } from '../../src/domain/settings.js';

test.each([
  ['22:00-8:00', { from: 1320, to: 480 }],
  ['22–7:30', { from: 1320, to: 450 }],
  ['0:15 — 6', { from: 15, to: 360 }],
  ['20-24', { from: 1200, to: 0 }],
  ['8-8', null],
  ['25-7', null],
  ['22:60-7', null],
  ['nights', null],
  ['22', null],
])('"%s" as quiet hours', (typed, hours) => {
  expect(readQuietHours(typed)).toEqual(hours);
});

test.each([
  [{ approvalsNeeded: 0 }, true],
  [{ approvalsNeeded: 10 }, true],
  [{ approvalsNeeded: 11 }, false],
  [{ approvalsNeeded: -1 }, false],
  [{ approvalsNeeded: 1.5 }, false],
  [{ lateAfterMs: 30 * 60_000 }, true],
  [{ lateAfterMs: 1 }, false],
  [{ zone: 'Europe/Kiev' }, true],
  [{ zone: 'Europe/Atlantis' }, false],
  [{ language: 'uk' }, true],
  [{ language: 'xx' }, false],
])('a client may set %o: %s', (change, fits) => {
  expect(fitsClient(change)).toBe(fits);
});

test.each([
  [{ quiet: { from: 1320, to: 480 } }, true],
  [{ quiet: { from: 480, to: 480 } }, false],
  [{ quiet: { from: 0, to: 1440 } }, false],
  [{ quiet: null, zone: null, language: null }, true],
  [{ zone: '+05:30' }, true],
  [{ zone: 'home' }, false],
])('a member may set %o: %s', (change, fits) => {
  expect(fitsMember(change)).toBe(fits);
});

test.each([
  // approvals, own, sole, editors → stuck posts of authors, of editors
  [1, false, true, 1, false, false],
  [1, false, false, 1, false, true],
  [1, true, false, 1, false, false],
  [2, false, true, 1, true, false],
  [2, false, false, 2, false, true],
  [2, true, false, 2, false, false],
  [3, true, true, 2, true, true],
  [0, false, false, 1, false, false],
  [1, false, true, 0, true, false],
])('%i approvals, own %s, alone %s, of %i who may: stuck %s and %s', (needed, own, sole, editors, authors, theirs) => {
  const policy = { approvalsNeeded: needed, authorsMayApproveOwn: own, soleEditorMayGo: sole };
  expect(stuckPosts(policy, editors)).toEqual({ ofAuthors: authors, ofEditors: theirs });
});
