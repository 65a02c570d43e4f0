import { sql } from 'kysely';
import { z } from 'zod';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { type Api, inReview } from './api.js';

const USER_ERROR = z.object({
  code: z.string(),
  field: z.array(z.string()).nullable(),
  message: z.string().min(1),
  fix: z.string().min(1),
});
const PART = z.object({ id: z.string(), name: z.string(), state: z.string(), version: z.number() });
const POST = z.object({
  id: z.string(),
  number: z.number(),
  state: z.string(),
  version: z.number(),
  title: z.string().nullable(),
  text: z.string(),
  link: z.string().nullable(),
  hashtags: z.array(z.string()),
  subject: z.string().nullable(),
  language: z.string().nullable(),
  dueAt: z.string().nullable(),
  zone: z.string(),
  media: z.array(z.object({ hash: z.string(), mime: z.string(), size: z.number() })),
  quiz: z.object({ question: z.string() }).nullable(),
  revision: z.object({ id: z.string() }).nullable(),
  publications: z.array(z.object({ id: z.string(), state: z.string(), dueAt: z.string(), parts: z.array(PART) })),
});
const ANSWER = z.object({ post: POST.nullable(), userErrors: z.array(USER_ERROR) });

export type SeenPost = z.infer<typeof POST>;
export type SeenAnswer = z.infer<typeof ANSWER>;

export const POST_FIELDS = `id number state version title text link hashtags subject language dueAt zone media { hash mime size }
  quiz { question } revision { id } publications { id state dueAt parts { id name state version } }`;
const ERRORS = 'userErrors { code field message fix }';

const MUTATIONS = buildApiSchema().getMutationType()?.getFields() ?? {};
export const MUTATION_NAMES = Object.keys(MUTATIONS);

/** The mutation of that name with its one input; `fields` of its payload besides the errors. */
export function mutationOf(name: string, fields = `post { ${POST_FIELDS} }`): string {
  const type = String(MUTATIONS[name]?.args[0]?.type);
  return `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} ${ERRORS} } }`;
}

/** What one mutation about a post answers. */
export async function change(api: Api, name: string, input: object): Promise<SeenAnswer> {
  const { data, errors } = await api.ask(mutationOf(name), { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return ANSWER.parse(data?.[name]);
}

/** The post that it answers with; fails where it was refused. */
export async function changed(api: Api, name: string, input: object): Promise<SeenPost> {
  const { post, userErrors } = await change(api, name, input);
  if (userErrors.length > 0 || !post) throw new Error(JSON.stringify(userErrors));
  return post;
}

/** Why it was refused. */
export async function refused(api: Api, name: string, input: object): Promise<[string, string | null]> {
  const { userErrors } = await change(api, name, input);
  const [error] = userErrors;
  if (!error || userErrors.length > 1) throw new Error(`${name} was not refused once`);
  return [error.code, error.field?.join('.') ?? null];
}

export async function countPosts({ sql: db }: Api): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from post`.execute(db);
  return rows[0]?.n ?? 0;
}

/** A post of the author, approved by the admin through the API: with one channel it has one publication. */
export async function approved(api: Api, text: string): Promise<SeenPost> {
  return changed(api, 'approvePost', await inReview(api, text));
}

/** What is seen of any other payload. */
export async function answered(api: Api, name: string, input: object, fields: string) {
  const { data, errors } = await api.ask(mutationOf(name, fields), { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return z.looseObject({ userErrors: z.array(USER_ERROR) }).parse(data?.[name]);
}

const RESULTS = z.looseObject({
  results: z.array(ANSWER.extend({ postId: z.string() })),
  userErrors: z.array(USER_ERROR),
});

/** What a mutation of several posts answers. */
export async function severally(api: Api, name: string, input: object): Promise<z.infer<typeof RESULTS>> {
  return RESULTS.parse(await answered(api, name, input, `results { postId post { ${POST_FIELDS} } ${ERRORS} }`));
}
