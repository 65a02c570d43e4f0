import type { Fix } from '../../src/usecases/fix-post.js';
import type { Desk } from '../../src/usecases/desk.js';
import { shortId } from '../callback-data.js';
import { firstWords } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { type Button, buttonsFor } from './card-view.js';
import type { Examined } from './findings.js';

const NAME_LENGTH = 30;
const PER_ROW = 2;

interface Fixing {
  readonly desk: Desk;
  readonly postId: string;
  readonly version: number;
  readonly t: Texts;
}

/** What can be done about findings by a tap, once for each network; leaving out an account, where another one is left. */
export function fixButtons(
  { desk, postId, version, t }: Fixing,
  taken: readonly Examined[],
  leftOut: readonly Examined[] = [],
): Button[][] {
  const buttons = new Map<string, Button>();
  const button = buttonsFor(postId, version);
  for (const target of [...taken, ...leftOut]) {
    const { id, name, platform } = target.account;
    for (const fix of fixesOf(target)) {
      const isDrop = fix === 'drop';
      if (isDrop && (taken.length < 2 || !taken.includes(target))) continue;
      const label = isDrop ? firstWords(name, NAME_LENGTH) : desk.platforms.get(platform).capabilities.name;
      const key = `${fix} ${isDrop ? id : platform}`;
      if (!buttons.has(key)) buttons.set(key, button('fix', t(`button-fix-${fix}`, { name: label }), fixArg(fix, id)));
    }
  }
  const all = [...buttons.values()];
  return Array.from({ length: Math.ceil(all.length / PER_ROW) }, (_, row) =>
    all.slice(row * PER_ROW, (row + 1) * PER_ROW),
  );
}

function fixesOf({ findings }: Examined): ReadonlySet<Fix> {
  return new Set(findings.flatMap(({ fixes = [] }) => fixes));
}

function fixArg(fix: Fix, accountId: string): string {
  return `${fix}.${shortId(accountId)}`;
}
