/** Long names would not fit on buttons and into the titles of lists. */
export const NAME_MAX = 60;

/** On one line, without what is around it; null for what is no name. */
export function clientName(given: string): string | null {
  const name = given.replace(/\s+/g, ' ').trim();
  return name === '' || name.length > NAME_MAX ? null : name;
}
