import { REFUSED, type Topic } from './example.js';

export const POSTS: Topic = {
  title: 'Posts',
  examples: [
    {
      job: 'The latest posts and where they went',
      operation: `query LatestPosts {
  posts(first: 10) {
    nodes {
      id
      number
      state
      text
      dueAt
      author { name }
      publications { state account { platform name } parts { name state receipt { url } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    },
    {
      job: 'Posts that say something, in some states',
      operation: `query FindPosts($words: String!) {
  posts(first: 10, filter: { text: $words, states: [DRAFT, IN_REVIEW, APPROVED] }) {
    nodes { id number state text author { name } }
  }
}`,
      variables: { words: 'spring' },
    },
    {
      job: 'One post by its number, with all that was done to it',
      operation: `query OnePost($number: Int!) {
  post(number: $number) {
    id
    state
    text
    version
    media { kind mime size url }
    targets { platform name }
    revisions(first: 5) { nodes { id number text createdAt author { name } } }
    approvals { member { name } createdAt voidAt }
    publications { id state dueAt account { name } }
  }
}`,
      variables: { number: 1 },
    },
    {
      job: 'A draft. With a name of your own for it (idempotencyKey) it is made once, however often it is sent',
      operation: `mutation NewPost($text: String!, $key: ID) {
  createPost(input: { text: $text, hashtags: ["news"], idempotencyKey: $key }) {
    post { id number version state text }
    ${REFUSED}
  }
}`,
      variables: { text: 'Fresh beans are in.', key: null },
    },
    {
      job: 'Other words for a draft, as long as nobody else has changed it',
      operation: `mutation ChangeText($draftId: ID!, $version: Int!, $text: String!) {
  editPost(input: { postId: $draftId, expectedVersion: $version, text: $text }) {
    post { number version text }
    ${REFUSED}
  }
}`,
      variables: { draftId: 'the id of the draft', version: 1, text: 'Fresh beans are in.' },
    },
    {
      job: 'A time for a post',
      operation: `mutation PlanPost($draftId: ID!, $dueAt: DateTime!) {
  schedulePost(input: { postId: $draftId, dueAt: $dueAt }) {
    post { number dueAt zone }
    ${REFUSED}
  }
}`,
      variables: { draftId: 'the id of the draft', dueAt: '2027-01-31T09:00:00Z' },
    },
    {
      job: 'A draft is sent to review',
      operation: `mutation SendToReview($draftId: ID!) {
  submitPost(input: { postId: $draftId }) {
    post { number state revision { id number } }
    ${REFUSED}
  }
}`,
      variables: { draftId: 'the id of the draft' },
    },
    {
      job: 'A quiz, as a draft',
      operation: `mutation MakeQuiz($question: String!, $answers: [String!]!, $correct: Int!) {
  createQuizPost(input: { question: $question, answers: $answers, correct: $correct }) {
    post { id number state }
    ${REFUSED}
  }
}`,
      variables: { question: 'Which of these is a fruit?', answers: ['Coffee bean', 'Coffee cherry'], correct: 1 },
    },
    {
      job: 'A draft with a picture from the web',
      operation: `mutation NewPicturePost($text: String!, $url: String!) {
  createPost(input: { text: $text, media: [{ url: $url, altText: "A cup of coffee" }] }) {
    post { id number version media { kind width height url } }
    ${REFUSED}
  }
}`,
      variables: { text: 'Fresh beans are in.', url: 'https://example.org/cup.jpg' },
    },
  ],
};
