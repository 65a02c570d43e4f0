import { ACCOUNTS } from './examples/accounts.js';
import { CARE } from './examples/care.js';
import { CLIENTS } from './examples/clients.js';
import { DETAILS } from './examples/details.js';
import type { Topic } from './examples/example.js';
import { OPERATIONS } from './examples/operations.js';
import { POSTS } from './examples/posts.js';
import { QUEUE } from './examples/queue.js';
import { REVIEW } from './examples/review.js';
import { START } from './examples/start.js';
import { TEAM } from './examples/team.js';

/** One operation for each job that an admin does, by topic. A test runs each of them. */
export const TOPICS: readonly Topic[] = [
  START,
  POSTS,
  DETAILS,
  REVIEW,
  QUEUE,
  CARE,
  ACCOUNTS,
  TEAM,
  CLIENTS,
  OPERATIONS,
];

/** The tabs that the playground opens with: of several operations in one, the button lets one choose. */
export const TABS: readonly { readonly query: string; readonly variables?: string }[] = TOPICS.map(
  ({ title, examples }) => {
    const query = [`# ${title}`, ...examples.map(({ job, operation }) => `# ${job}\n${operation}`)].join('\n\n');
    const variables = Object.assign({}, ...examples.map((example) => example.variables ?? {}));
    const isEmpty = Object.keys(variables).length === 0;
    return { query: `${query}\n`, ...(!isEmpty && { variables: JSON.stringify(variables, null, 2) }) };
  },
);
