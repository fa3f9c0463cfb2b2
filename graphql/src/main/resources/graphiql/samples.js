"use strict";

// The tabs that GraphiQL opens with, by schema. A receipt for the tabs about a case comes from `newReceipt`.
const json = (value) => JSON.stringify(value, null, 2);

const SAMPLES = {
  public: [
    {
      query: `# Ctrl-Space completes, and the book on the left explains every field.
# Who answers in Da'an District right now, with lines that answer in Vietnamese first?
query WhoAnswersNow($area: AreaCode!) {
  resources(filter: {area: $area, openNow: true}, first: 5) {
    totalCount
    nodes { id name contacts { kind dial telUri } availability { state reason nextChangeAt } hours { inWords } }
  }
}
`,
      variables: json({ area: "63000030" }),
      headers: json({ "Accept-Language": "vi" }),
    },
    {
      query: `# 110, 119, 113 and 1925, with an area's own text channels.
query EmergencyNumbers($area: AreaCode) {
  emergencyNumbers(area: $area) { id key name contacts { kind dial telUri } }
}
`,
      variables: json({ area: "65000010" }),
    },
    {
      query: `# A report without a name. Ask for newReceipt first and put it into the variables of this tab and the next two.
query Receipt { newReceipt }

mutation Report($input: SubmitConcernInput!) {
  submitConcern(input: $input) {
    __typename
    ... on CaseReceived { view { status office dueBy } emergency { name } advice { title } notices }
    ... on SubmissionRefused { code message field retryAfterSeconds }
  }
}
`,
      variables: json({
        input: {
          receipt: "",
          topic: "CHILD_PROTECTION",
          urgency: "URGENT",
          words: "The child on the third floor cries every night.",
          area: "63000030",
        },
      }),
    },
    {
      query: `# Reading the case again, with its receipt.
query Case($receipt: Receipt!) {
  caseView(receipt: $receipt) { status statusName office timeline { kind on text } messages { fromStaff words } expiresOn }
}
`,
      variables: json({ receipt: "" }),
    },
    {
      query: `# News of the case: the state now, then each change, until you press stop.
subscription News($receipt: Receipt!) {
  caseNews(receipt: $receipt) { status changedOn unreadMessages }
}
`,
      variables: json({ receipt: "" }),
    },
  ],
  staff: [
    {
      query: `# Put a token into the field above; in development a command makes one:
# mvn -q compile exec:exec -Dcommand="staff token --role INTAKE_WORKER --centre tpe --name Lin"
query Inbox {
  me { name roles centre }
  inbox(first: 5) {
    nodes { id version status urgency topic dueBy claimedBy }
    counts { total unclaimed overdue }
  }
}
`,
    },
    {
      query: `# A step names the version that you saw.
mutation Claim($input: ClaimCaseInput!) {
  claimCase(input: $input) {
    __typename
    ... on CaseChanged { case { version status claimedBy } warnings }
    ... on StaffRefused { code message currentVersion }
  }
}
`,
      variables: json({ input: { id: "", expectedVersion: 1 } }),
    },
    {
      query: `# Each case that comes from now on, until you press stop.
subscription Received {
  caseReceived { id urgency topic }
}
`,
    },
  ],
};
