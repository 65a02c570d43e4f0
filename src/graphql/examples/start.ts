import type { Topic } from './example.js';

export const START: Topic = {
  title: 'Who asks, and for whom. The tabs beside this one hold an operation for each job.',
  examples: [
    {
      job: 'For whom this token acts',
      operation: `query WhoAmI {
  me {
    name
    role
    client { id name zone language frozenAt }
    settings { language zone quiet { from to } }
  }
}`,
    },
  ],
};
