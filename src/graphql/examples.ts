/** The tabs that the playground opens with; a test runs each against the schema. */
export const EXAMPLES = [
  `# For whom this token acts
query WhoAmI {
  me {
    name
    role
    client {
      name
      zone
      language
      frozenAt
    }
  }
}
`,
  `# The latest posts and where they went
query LatestPosts {
  posts(first: 10) {
    nodes {
      number
      state
      text
      dueAt
      author {
        name
      }
      publications {
        state
        account {
          platform
          name
        }
        parts {
          name
          state
          receipt {
            url
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  `# What waits for a person, and what was tried
query NeedsCare {
  publications(first: 20, states: [NEEDS_CARE]) {
    nodes {
      dueAt
      post {
        number
        text
      }
      account {
        name
        state
      }
      parts {
        name
        state
        failure {
          kind
          message
        }
        attempts {
          number
          status
          startedAt
          endedAt
        }
      }
    }
  }
}
`,
  `# What waits for approval: take the ids for the next tab from here
query InReview {
  posts(first: 10, states: [IN_REVIEW]) {
    nodes {
      id
      number
      revision {
        id
        number
        text
        approvalsNeeded
      }
      approvals {
        member {
          name
        }
        createdAt
      }
    }
  }
}

mutation Approve {
  approvePost(input: { postId: "paste the post’s id", revisionId: "paste the revision’s id" }) {
    post {
      number
      state
    }
    userErrors {
      code
      field
      message
      fix
    }
  }
}
`,
] as const;
