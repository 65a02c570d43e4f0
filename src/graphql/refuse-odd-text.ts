import { type DocumentNode, visit } from 'graphql';
import { badInput } from './errors.js';

/** Text that PostgreSQL cannot keep would otherwise come back as a fault of ours. */
export function refuseOddText(operation: DocumentNode, variables: unknown): void {
  let isOdd = holdsOddText(variables);
  visit(operation, {
    StringValue({ value }) {
      isOdd ||= isOddText(value);
    },
  });
  if (isOdd) throw badInput('A text holds U+0000 or half of a surrogate pair, which cannot be kept.');
}

/** Not by recursion: whoever asks decides how deep it is. */
function holdsOddText(given: unknown): boolean {
  const open = [given];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string' && isOddText(value)) return true;
    if (Array.isArray(value)) for (const one of value) open.push(one);
    else if (isPlain(value)) for (const [key, one] of Object.entries(value)) open.push(key, one);
  }
  return false;
}

function isOddText(text: string): boolean {
  return text.includes('\0') || /\p{Surrogate}/u.test(text);
}

/** Files and dates are not looked into. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
