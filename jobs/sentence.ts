/** What an error says, without what it carries: the drivers put addresses with passwords into its fields. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  // A refused connection to a name with two addresses has an empty message and a code.
  return 'code' in error ? String(error.code) : error.name;
}
