import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { hideInternals } from '../../src/graphql/errors.js';
import { quietLog } from '../support/log.js';

test.each([
  ['the database is away', { code: 'ECONNREFUSED' }, 'UNAVAILABLE', /try again/],
  ['something broke', {}, 'INTERNAL_SERVER_ERROR', /on our side/],
])('where %s, no more than that is said', (_what, more, code, words) => {
  const originalError = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), more);
  const thrown = new GraphQLError(originalError.message, { originalError, path: ['posts'] });
  const told = hideInternals(quietLog)({ message: thrown.message, path: ['posts'] }, thrown);
  expect(told).toEqual({ message: expect.stringMatching(words), path: ['posts'], extensions: { code } });
  expect(told.message).not.toContain('ECONNREFUSED');
});
