// What this app asks. `npm run generate` writes the types of the answers and persisted-documents.json into gql/.
// Give that file to the operator with each release: in production only documents that are known to the service run.
import { graphql } from "./gql/index.js";

export const EmergencyNumbers = graphql(`
  query EmergencyNumbers($area: AreaCode) {
    emergencyNumbers(area: $area) {
      id
      key
      name
      contacts {
        kind
        label
        telUri
        url
      }
    }
  }
`);

export const WhoAnswersNow = graphql(`
  query WhoAnswersNow($area: AreaCode!, $topics: [Topic!]) {
    resources(filter: { area: $area, topics: $topics, openNow: true }, first: 5) {
      nodes {
        id
        name
        languageHelp
        contacts {
          kind
          telUri
        }
        availability {
          state
          nextChangeAt
        }
        hours {
          inWords
        }
      }
    }
  }
`);

export const SubmitConcern = graphql(`
  mutation SubmitConcern($input: SubmitConcernInput!) {
    submitConcern(input: $input) {
      __typename
      ... on CaseReceived {
        view {
          id
          status
          statusName
          office
          dueBy
        }
        notices
      }
      ... on SubmissionRefused {
        code
        message
        field
        retryAfterSeconds
        proofChallenge {
          challenge
          algorithm
          difficulty
        }
        emergency {
          key
          name
          dial
          telUri
        }
      }
    }
  }
`);

export const MyCase = graphql(`
  query MyCase($receipt: Receipt!) {
    caseView(receipt: $receipt) {
      id
      status
      statusName
      office
      dueBy
      timeline {
        kind
        on
        text
      }
      messages {
        id
        fromStaff
        on
        words
      }
      pushEnabled
      expiresOn
    }
  }
`);

export const News = graphql(`
  subscription News($receipt: Receipt!) {
    caseNews(receipt: $receipt) {
      status
      changedOn
      unreadMessages
    }
  }
`);

export const EnablePush = graphql(`
  mutation EnablePush($input: EnablePushInput!) {
    enablePush(input: $input) {
      __typename
      ... on PushEnabled {
        promise
      }
      ... on SubmissionRefused {
        code
        message
      }
    }
  }
`);

export const EraseCase = graphql(`
  mutation EraseCase($input: EraseCaseInput!) {
    eraseCase(input: $input) {
      __typename
      ... on CaseErased {
        wordsErasedBy
        text
      }
      ... on SubmissionRefused {
        code
        message
      }
    }
  }
`);

export const CentreKeysets = graphql(`
  query CentreKeysets {
    centreKeysets {
      centre
      suite
      generation
      validFrom
      validUntil
      publicKey
      signature
    }
  }
`);

export const SubmitSealed = graphql(`
  mutation SubmitSealed($input: SubmitSealedInput!) {
    submitSealed(input: $input) {
      __typename
      ... on SealedCaseReceived {
        case {
          binding
          commitment
          receiptWrap
          entries(last: 100) {
            id
            position
            fromStaff
            bytes
          }
        }
      }
      ... on SubmissionRefused {
        code
        field
        retryAfterSeconds
        proofChallenge {
          challenge
          difficulty
        }
        keysets {
          centre
          suite
          generation
          validFrom
          validUntil
          publicKey
          signature
        }
      }
    }
  }
`);

export const SealedCase = graphql(`
  query SealedCase($lookup: Base64Url!) {
    sealedCase(lookup: $lookup) {
      view {
        status
        throughServiceOn
      }
      binding
      commitment
      receiptWrap
      entries(last: 100) {
        id
        position
        fromStaff
        bytes
      }
    }
  }
`);

export const AddSealedMessage = graphql(`
  mutation AddSealedMessage($input: AddSealedMessageInput!) {
    addSealedMessage(input: $input) {
      __typename
      ... on SubmissionRefused {
        code
        retryAfterSeconds
        proofChallenge {
          challenge
          difficulty
        }
      }
    }
  }
`);

export const EraseSealedCase = graphql(`
  mutation EraseSealedCase($input: EraseSealedCaseInput!) {
    eraseSealedCase(input: $input) {
      __typename
      ... on SubmissionRefused {
        code
      }
    }
  }
`);
