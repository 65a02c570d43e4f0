/** What every change says of why it was not done. */
export const REFUSED = 'userErrors { code field message fix }';

/** What an admin wants done, and the operation that does it, ready to run. */
export interface Example {
  readonly job: string;
  readonly operation: string;
  /** By name, with something that shows what goes there. In one topic a name means the same everywhere. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A tab of the playground. */
export interface Topic {
  readonly title: string;
  readonly examples: readonly Example[];
}
