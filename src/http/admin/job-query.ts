import { z } from 'zod';
import { JOB_VIEWS, type JobView } from '../../reads/jobs.js';

/** Which part of the jobs a page shows; what makes no sense is left out. */
export interface JobSelection {
  /** Null: the one that the session began with. */
  readonly client: string | null;
  readonly view: JobView;
  readonly account: string | null;
  readonly after: string | null;
}

const selection = z.object({
  client: z.uuid().nullable().catch(null),
  view: z.enum(JOB_VIEWS).catch('next'),
  account: z.uuid().nullable().catch(null),
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00_\d{1,18}$/)
    .refine((after) => z.iso.datetime().safeParse(after.replace(' ', 'T').replace(/\+00_.*/, 'Z')).success)
    .nullable()
    .catch(null),
});

export function readSelection(query: unknown): JobSelection {
  return selection.parse(typeof query === 'object' && query !== null ? query : {});
}

export function addressOf(
  { client, view, account, after }: JobSelection,
  more: Readonly<Record<string, string>> = {},
): string {
  const chosen = { ...(client && { client }), view, ...(account && { account }), ...(after && { after }) };
  const query = new URLSearchParams({ ...chosen, ...more });
  return `/admin/jobs?${query}`;
}
