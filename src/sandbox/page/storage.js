/* What this browser remembers for the page. Where storage is forbidden, the page works and forgets. */

const PREFIX = 'copydesk.';

/**
 * @param {string} name
 * @returns {string | null}
 */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Forbidden or full: nothing that matters is lost.
  }
}

/**
 * A remembered table of numbers; what cannot be read counts as empty.
 * @param {string} name
 * @returns {Record<string, number>}
 */
export function recallNumbers(name) {
  /** @type {Record<string, number>} */
  const numbers = {};
  try {
    const stored = JSON.parse(recall(name) ?? '{}');
    for (const [key, value] of Object.entries(stored)) if (typeof value === 'number') numbers[key] = value;
  } catch {
    return {};
  }
  return numbers;
}
