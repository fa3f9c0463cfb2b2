/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query EmergencyNumbers($area: AreaCode) {\n    emergencyNumbers(area: $area) {\n      id\n      key\n      name\n      contacts {\n        kind\n        label\n        telUri\n        url\n      }\n    }\n  }\n": typeof types.EmergencyNumbersDocument,
    "\n  query WhoAnswersNow($area: AreaCode!, $topics: [Topic!]) {\n    resources(filter: { area: $area, topics: $topics, openNow: true }, first: 5) {\n      nodes {\n        id\n        name\n        languageHelp\n        contacts {\n          kind\n          telUri\n        }\n        availability {\n          state\n          nextChangeAt\n        }\n        hours {\n          inWords\n        }\n      }\n    }\n  }\n": typeof types.WhoAnswersNowDocument,
    "\n  mutation SubmitConcern($input: SubmitConcernInput!) {\n    submitConcern(input: $input) {\n      __typename\n      ... on CaseReceived {\n        view {\n          id\n          status\n          statusName\n          office\n          dueBy\n        }\n        notices\n      }\n      ... on SubmissionRefused {\n        code\n        message\n        field\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          algorithm\n          difficulty\n        }\n        emergency {\n          key\n          name\n          dial\n          telUri\n        }\n      }\n    }\n  }\n": typeof types.SubmitConcernDocument,
    "\n  query MyCase($receipt: Receipt!) {\n    caseView(receipt: $receipt) {\n      id\n      status\n      statusName\n      office\n      dueBy\n      timeline {\n        kind\n        on\n        text\n      }\n      messages {\n        id\n        fromStaff\n        on\n        words\n      }\n      pushEnabled\n      expiresOn\n    }\n  }\n": typeof types.MyCaseDocument,
    "\n  subscription News($receipt: Receipt!) {\n    caseNews(receipt: $receipt) {\n      status\n      changedOn\n      unreadMessages\n    }\n  }\n": typeof types.NewsDocument,
    "\n  mutation EnablePush($input: EnablePushInput!) {\n    enablePush(input: $input) {\n      __typename\n      ... on PushEnabled {\n        promise\n      }\n      ... on SubmissionRefused {\n        code\n        message\n      }\n    }\n  }\n": typeof types.EnablePushDocument,
    "\n  mutation EraseCase($input: EraseCaseInput!) {\n    eraseCase(input: $input) {\n      __typename\n      ... on CaseErased {\n        wordsErasedBy\n        text\n      }\n      ... on SubmissionRefused {\n        code\n        message\n      }\n    }\n  }\n": typeof types.EraseCaseDocument,
    "\n  query CentreKeysets {\n    centreKeysets {\n      centre\n      suite\n      generation\n      validFrom\n      validUntil\n      publicKey\n      signature\n    }\n  }\n": typeof types.CentreKeysetsDocument,
    "\n  mutation SubmitSealed($input: SubmitSealedInput!) {\n    submitSealed(input: $input) {\n      __typename\n      ... on SealedCaseReceived {\n        case {\n          binding\n          commitment\n          receiptWrap\n          entries(last: 100) {\n            id\n            position\n            fromStaff\n            bytes\n          }\n        }\n      }\n      ... on SubmissionRefused {\n        code\n        field\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          difficulty\n        }\n        keysets {\n          centre\n          suite\n          generation\n          validFrom\n          validUntil\n          publicKey\n          signature\n        }\n      }\n    }\n  }\n": typeof types.SubmitSealedDocument,
    "\n  query SealedCase($lookup: Base64Url!) {\n    sealedCase(lookup: $lookup) {\n      view {\n        status\n        throughServiceOn\n      }\n      binding\n      commitment\n      receiptWrap\n      entries(last: 100) {\n        id\n        position\n        fromStaff\n        bytes\n      }\n    }\n  }\n": typeof types.SealedCaseDocument,
    "\n  mutation AddSealedMessage($input: AddSealedMessageInput!) {\n    addSealedMessage(input: $input) {\n      __typename\n      ... on SubmissionRefused {\n        code\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          difficulty\n        }\n      }\n    }\n  }\n": typeof types.AddSealedMessageDocument,
    "\n  mutation EraseSealedCase($input: EraseSealedCaseInput!) {\n    eraseSealedCase(input: $input) {\n      __typename\n      ... on SubmissionRefused {\n        code\n      }\n    }\n  }\n": typeof types.EraseSealedCaseDocument,
};
const documents: Documents = {
    "\n  query EmergencyNumbers($area: AreaCode) {\n    emergencyNumbers(area: $area) {\n      id\n      key\n      name\n      contacts {\n        kind\n        label\n        telUri\n        url\n      }\n    }\n  }\n": types.EmergencyNumbersDocument,
    "\n  query WhoAnswersNow($area: AreaCode!, $topics: [Topic!]) {\n    resources(filter: { area: $area, topics: $topics, openNow: true }, first: 5) {\n      nodes {\n        id\n        name\n        languageHelp\n        contacts {\n          kind\n          telUri\n        }\n        availability {\n          state\n          nextChangeAt\n        }\n        hours {\n          inWords\n        }\n      }\n    }\n  }\n": types.WhoAnswersNowDocument,
    "\n  mutation SubmitConcern($input: SubmitConcernInput!) {\n    submitConcern(input: $input) {\n      __typename\n      ... on CaseReceived {\n        view {\n          id\n          status\n          statusName\n          office\n          dueBy\n        }\n        notices\n      }\n      ... on SubmissionRefused {\n        code\n        message\n        field\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          algorithm\n          difficulty\n        }\n        emergency {\n          key\n          name\n          dial\n          telUri\n        }\n      }\n    }\n  }\n": types.SubmitConcernDocument,
    "\n  query MyCase($receipt: Receipt!) {\n    caseView(receipt: $receipt) {\n      id\n      status\n      statusName\n      office\n      dueBy\n      timeline {\n        kind\n        on\n        text\n      }\n      messages {\n        id\n        fromStaff\n        on\n        words\n      }\n      pushEnabled\n      expiresOn\n    }\n  }\n": types.MyCaseDocument,
    "\n  subscription News($receipt: Receipt!) {\n    caseNews(receipt: $receipt) {\n      status\n      changedOn\n      unreadMessages\n    }\n  }\n": types.NewsDocument,
    "\n  mutation EnablePush($input: EnablePushInput!) {\n    enablePush(input: $input) {\n      __typename\n      ... on PushEnabled {\n        promise\n      }\n      ... on SubmissionRefused {\n        code\n        message\n      }\n    }\n  }\n": types.EnablePushDocument,
    "\n  mutation EraseCase($input: EraseCaseInput!) {\n    eraseCase(input: $input) {\n      __typename\n      ... on CaseErased {\n        wordsErasedBy\n        text\n      }\n      ... on SubmissionRefused {\n        code\n        message\n      }\n    }\n  }\n": types.EraseCaseDocument,
    "\n  query CentreKeysets {\n    centreKeysets {\n      centre\n      suite\n      generation\n      validFrom\n      validUntil\n      publicKey\n      signature\n    }\n  }\n": types.CentreKeysetsDocument,
    "\n  mutation SubmitSealed($input: SubmitSealedInput!) {\n    submitSealed(input: $input) {\n      __typename\n      ... on SealedCaseReceived {\n        case {\n          binding\n          commitment\n          receiptWrap\n          entries(last: 100) {\n            id\n            position\n            fromStaff\n            bytes\n          }\n        }\n      }\n      ... on SubmissionRefused {\n        code\n        field\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          difficulty\n        }\n        keysets {\n          centre\n          suite\n          generation\n          validFrom\n          validUntil\n          publicKey\n          signature\n        }\n      }\n    }\n  }\n": types.SubmitSealedDocument,
    "\n  query SealedCase($lookup: Base64Url!) {\n    sealedCase(lookup: $lookup) {\n      view {\n        status\n        throughServiceOn\n      }\n      binding\n      commitment\n      receiptWrap\n      entries(last: 100) {\n        id\n        position\n        fromStaff\n        bytes\n      }\n    }\n  }\n": types.SealedCaseDocument,
    "\n  mutation AddSealedMessage($input: AddSealedMessageInput!) {\n    addSealedMessage(input: $input) {\n      __typename\n      ... on SubmissionRefused {\n        code\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          difficulty\n        }\n      }\n    }\n  }\n": types.AddSealedMessageDocument,
    "\n  mutation EraseSealedCase($input: EraseSealedCaseInput!) {\n    eraseSealedCase(input: $input) {\n      __typename\n      ... on SubmissionRefused {\n        code\n      }\n    }\n  }\n": types.EraseSealedCaseDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EmergencyNumbers($area: AreaCode) {\n    emergencyNumbers(area: $area) {\n      id\n      key\n      name\n      contacts {\n        kind\n        label\n        telUri\n        url\n      }\n    }\n  }\n"): typeof import('./graphql.js').EmergencyNumbersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WhoAnswersNow($area: AreaCode!, $topics: [Topic!]) {\n    resources(filter: { area: $area, topics: $topics, openNow: true }, first: 5) {\n      nodes {\n        id\n        name\n        languageHelp\n        contacts {\n          kind\n          telUri\n        }\n        availability {\n          state\n          nextChangeAt\n        }\n        hours {\n          inWords\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').WhoAnswersNowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitConcern($input: SubmitConcernInput!) {\n    submitConcern(input: $input) {\n      __typename\n      ... on CaseReceived {\n        view {\n          id\n          status\n          statusName\n          office\n          dueBy\n        }\n        notices\n      }\n      ... on SubmissionRefused {\n        code\n        message\n        field\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          algorithm\n          difficulty\n        }\n        emergency {\n          key\n          name\n          dial\n          telUri\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').SubmitConcernDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyCase($receipt: Receipt!) {\n    caseView(receipt: $receipt) {\n      id\n      status\n      statusName\n      office\n      dueBy\n      timeline {\n        kind\n        on\n        text\n      }\n      messages {\n        id\n        fromStaff\n        on\n        words\n      }\n      pushEnabled\n      expiresOn\n    }\n  }\n"): typeof import('./graphql.js').MyCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription News($receipt: Receipt!) {\n    caseNews(receipt: $receipt) {\n      status\n      changedOn\n      unreadMessages\n    }\n  }\n"): typeof import('./graphql.js').NewsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnablePush($input: EnablePushInput!) {\n    enablePush(input: $input) {\n      __typename\n      ... on PushEnabled {\n        promise\n      }\n      ... on SubmissionRefused {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').EnablePushDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EraseCase($input: EraseCaseInput!) {\n    eraseCase(input: $input) {\n      __typename\n      ... on CaseErased {\n        wordsErasedBy\n        text\n      }\n      ... on SubmissionRefused {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').EraseCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CentreKeysets {\n    centreKeysets {\n      centre\n      suite\n      generation\n      validFrom\n      validUntil\n      publicKey\n      signature\n    }\n  }\n"): typeof import('./graphql.js').CentreKeysetsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitSealed($input: SubmitSealedInput!) {\n    submitSealed(input: $input) {\n      __typename\n      ... on SealedCaseReceived {\n        case {\n          binding\n          commitment\n          receiptWrap\n          entries(last: 100) {\n            id\n            position\n            fromStaff\n            bytes\n          }\n        }\n      }\n      ... on SubmissionRefused {\n        code\n        field\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          difficulty\n        }\n        keysets {\n          centre\n          suite\n          generation\n          validFrom\n          validUntil\n          publicKey\n          signature\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').SubmitSealedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SealedCase($lookup: Base64Url!) {\n    sealedCase(lookup: $lookup) {\n      view {\n        status\n        throughServiceOn\n      }\n      binding\n      commitment\n      receiptWrap\n      entries(last: 100) {\n        id\n        position\n        fromStaff\n        bytes\n      }\n    }\n  }\n"): typeof import('./graphql.js').SealedCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddSealedMessage($input: AddSealedMessageInput!) {\n    addSealedMessage(input: $input) {\n      __typename\n      ... on SubmissionRefused {\n        code\n        retryAfterSeconds\n        proofChallenge {\n          challenge\n          difficulty\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').AddSealedMessageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EraseSealedCase($input: EraseSealedCaseInput!) {\n    eraseSealedCase(input: $input) {\n      __typename\n      ... on SubmissionRefused {\n        code\n      }\n    }\n  }\n"): typeof import('./graphql.js').EraseSealedCaseDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
