import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Rooms whose files leave nothing behind: they run in one process after the other, which loads the program once instead of once for each
 * file (one to two seconds of a core). Support that they share registers its hooks when it is called, not when it is loaded.
 */
const SHARING = ['test/bot/*.test.ts', 'test/usecases/*.test.ts'];

const every = {
  // Without it vitest loads graphql's CommonJS and ESM copies side by side, and every schema check fails.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // What is waited for happens in time, but not within a second on a machine that has much else to do.
    expect: { poll: { timeout: 30_000 } },
  },
};

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    // Most tests wait rather than work; vitest alone would leave one of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { ...every, test: { ...every.test, name: 'sharing', include: SHARING, isolate: false } },
      { ...every, test: { ...every.test, name: 'alone', include: ['test/**/*.test.ts'], exclude: SHARING } },
    ],
  },
});
