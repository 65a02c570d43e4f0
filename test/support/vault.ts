import { createVault } from '../../src/db/vault.js';

/** Opens nothing but what tests have sealed. */
export const testVault = createVault(Buffer.alloc(32, 7));
