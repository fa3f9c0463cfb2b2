/* eslint-disable */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** The official code of a county or city (5 digits, e.g. 65000) or of a district (8 digits, e.g. 63000030). Only the shape is checked. */
  AreaCode: { input: string; output: string; }
  /**
   * Bytes as base64url without padding (RFC 4648, section 5), read strictly: no blanks, and unused bits are zero. Malformed text is
   * BAD_USER_INPUT; bytes of a wrong length are refused with INVALID_SEAL. Nothing of them is repeated in an error.
   */
  Base64Url: { input: string; output: string; }
  /** A day in Taiwan, yyyy-MM-dd (`full-date` of RFC 3339), e.g. 2026-11-22, in the years 1 to 9999. */
  Date: { input: string; output: string; }
  /** A moment as RFC 3339 has it (`date-time`), with an offset, e.g. 2026-11-22T18:30:00+08:00, in the years 1 to 9999. Answers are in Taiwan's time, +08:00. */
  DateTime: { input: string; output: string; }
  /** A BCP 47 language tag, e.g. zh-TW, nan, hak, km, ja; at most 35 characters. */
  LanguageTag: { input: string; output: string; }
  /**
   * The only way back to a case: 24 random Crockford base32 characters (120 bits) and a Luhn mod 32 check character, printed as
   * five groups of five. Case, spaces, line ends and punctuation do not matter; I and L are 1, O is 0. Make it on the device before the first
   * try and send the same one with every retry. A malformed one is refused with INVALID_RECEIPT and never repeated.
   */
  Receipt: { input: string; output: string; }
};

/** The case, and the message to add. */
export type AddMessageInput = {
  /** Made by the client, the same for every retry, up to 100 characters: two tries count once. */
  messageId: Scalars['ID']['input'];
  /** The solved challenge, if one was demanded. */
  proof?: InputMaybe<ProofInput>;
  /** The receipt of the case. */
  receipt: Scalars['Receipt']['input'];
  /** How urgent it is now. IMMEDIATE_DANGER alerts the centre at once; show the emergency numbers first, because this service sends nobody. Without it the case stays as urgent as it is. */
  urgency?: InputMaybe<Urgency>;
  /** What to add, 1 to 3,000 characters. */
  words: Scalars['String']['input'];
};

/** The result of [Mutation.addMessage]. */
export type AddMessageResult = MessageAdded | SubmissionRefused;

/** Which case, and the sealed message. */
export type AddSealedMessageInput = {
  /** The sealed message. */
  entry: SealedEntryInput;
  /** The hand of the case, 32 bytes. A wrong one is UNKNOWN_CASE, as an unknown lookup is. */
  hand: Scalars['Base64Url']['input'];
  /** The lookup of the case. */
  lookup: Scalars['Base64Url']['input'];
  /** The solved challenge, if one was demanded. */
  proof?: InputMaybe<ProofInput>;
  /** How urgent it is now; a copy of it is sealed in the message. IMMEDIATE_DANGER alerts the centre at once; show the emergency numbers first. */
  urgency?: InputMaybe<Urgency>;
};

/** The result of [Mutation.addSealedMessage]. */
export type AddSealedMessageResult = SealedMessageAdded | SubmissionRefused;

/** The answer is stored; an editor will check it. */
export type AgencyAnswerTaken = {
  __typename?: 'AgencyAnswerTaken';
  /** A sentence of thanks to show. */
  text: Scalars['String']['output'];
};


/** The answer is stored; an editor will check it. */
export type AgencyAnswerTakenTextArgs = {
  language?: InputMaybe<Language>;
};

/** An agency's own entry. */
export type AgencyEntry = {
  __typename?: 'AgencyEntry';
  /** When the link expires. */
  expiresAt: Scalars['DateTime']['output'];
  /** The entry as everybody sees it. */
  resource: Resource;
  /** The entry's version, which the answer must name. */
  version: Scalars['Int']['output'];
};

/** The result of [Query.agencyEntry]. */
export type AgencyEntryResult = AgencyEntry | AgencyLinkRefused;

/** Reasons for refusing a link or an answer. */
export type AgencyLinkRefusalCode =
  /** The correction is empty. */
  | 'EMPTY'
  /** The entry has changed since the agency looked at it. Look at it again. */
  | 'ENTRY_CHANGED'
  /** The link has expired. The editors can send a new one. */
  | 'EXPIRED'
  /** Not a link of this service, or an incomplete or changed one. Copy the whole link. */
  | 'INVALID'
  /** The correction has characters that cannot be stored. */
  | 'INVALID_TEXT'
  /** The answer cannot be stored at the moment. The link stays valid. */
  | 'TEMPORARILY_UNAVAILABLE'
  /** The correction is too long. */
  | 'TOO_LONG'
  /** The link was already answered, another link replaced it, or the entry was removed. */
  | 'USED';

/** A link or an answer was refused. The entry is unchanged. */
export type AgencyLinkRefused = {
  __typename?: 'AgencyLinkRefused';
  /** Why. */
  code: AgencyLinkRefusalCode;
  /** The reason as a sentence in the request's language. */
  message: Scalars['String']['output'];
};

/** What an agency says about its entry. */
export type AnswerAgencyLinkInput = {
  /** What is wrong and how it should be, 1 to 1,000 characters; leave it out when the entry is still right. Please write nothing about a person. */
  correction?: InputMaybe<Scalars['String']['input']>;
  /** The token from the link. */
  token: Scalars['String']['input'];
  /** The version of the entry that the agency looked at. */
  version: Scalars['Int']['input'];
};

/** The result of [Mutation.answerAgencyLink]. */
export type AnswerAgencyLinkResult = AgencyAnswerTaken | AgencyLinkRefused;

/** A county or city, or a district within one. */
export type Area = {
  __typename?: 'Area';
  /** Its official code. */
  code: Scalars['AreaCode']['output'];
  /** Its official name, which exists in Chinese and in English; readers of any other language get the English one. */
  name: Scalars['String']['output'];
  /** The county or city a district belongs to. */
  parent?: Maybe<Area>;
  /** Whether this service takes concerns and requests for help for it. */
  served: Scalars['Boolean']['output'];
  /** The language that the name is written in. */
  textLanguage: Language;
};


/** A county or city, or a district within one. */
export type AreaNameArgs = {
  language?: InputMaybe<Language>;
};


/** A county or city, or a district within one. */
export type AreaTextLanguageArgs = {
  language?: InputMaybe<Language>;
};

/** The offices of an area are closed for a time: those that follow the government's calendar, and are in the area or cover nothing beyond it. */
export type AreaClosure = {
  __typename?: 'AreaClosure';
  /** The area. */
  area: Area;
  /** When it begins. */
  from: Scalars['DateTime']['output'];
  /** Opaque; the same in the bundle. */
  id: Scalars['ID']['output'];
  /** Why, if it was said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it ends, exclusive. */
  until: Scalars['DateTime']['output'];
};


/** The offices of an area are closed for a time: those that follow the government's calendar, and are in the area or cover nothing beyond it. */
export type AreaClosureReasonArgs = {
  language?: InputMaybe<Language>;
};

/** Whether somebody answers, and until when that holds. */
export type Availability = {
  __typename?: 'Availability';
  /** The moment that the state is of: `at`, by default that of the request. Show `asOfText` beside the state, because a page that stays open goes on saying what was so then. */
  asOf: Scalars['DateTime']['output'];
  /** That moment to the minute, with its day, in words. */
  asOfText: Scalars['String']['output'];
  /** When the state changes next; null if it never does or is unknown. */
  nextChangeAt?: Maybe<Scalars['DateTime']['output']>;
  /** The state in a sentence. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The state. */
  state: AvailabilityState;
  /** Until when this answer may be cached; null if until the directory changes. */
  validUntil?: Maybe<Scalars['DateTime']['output']>;
};


/** Whether somebody answers, and until when that holds. */
export type AvailabilityAsOfTextArgs = {
  language?: InputMaybe<Language>;
};


/** Whether somebody answers, and until when that holds. */
export type AvailabilityReasonArgs = {
  language?: InputMaybe<Language>;
};

/** Whether somebody answers. */
export type AvailabilityState =
  /** Nobody answers. */
  | 'CLOSED'
  /** Somebody answers. */
  | 'OPEN'
  /** Not known. Never shown as open. */
  | 'UNKNOWN';

/** A day of the government's calendar. */
export type CalendarDay = {
  __typename?: 'CalendarDay';
  /** The day. */
  date: Scalars['Date']['output'];
  /** The name of the holiday, in Chinese. */
  name?: Maybe<Scalars['String']['output']>;
  /** Whether the government's offices are off. */
  off: Scalars['Boolean']['output'];
};

/** The receipt no longer opens anything. */
export type CaseErased = {
  __typename?: 'CaseErased';
  /** What the erasure means, including backups, as a text to show. */
  text: Scalars['String']['output'];
  /** The last day on which the centre can read the words. */
  wordsErasedBy: Scalars['Date']['output'];
};


/** The receipt no longer opens anything. */
export type CaseErasedTextArgs = {
  language?: InputMaybe<Language>;
};

/** An event of a case. */
export type CaseEvent = {
  __typename?: 'CaseEvent';
  /** The kind of event. */
  kind: CaseEventKind;
  /** The day. */
  on: Scalars['Date']['output'];
  /** The event as a sentence to show. */
  text: Scalars['String']['output'];
};


/** An event of a case. */
export type CaseEventTextArgs = {
  language?: InputMaybe<Language>;
};

/** The kinds of events of a case. New kinds may be added; show `text`. */
export type CaseEventKind =
  /** The other authority has accepted it. */
  | 'ACCEPTED'
  /** A worker wrote to the sender. */
  | 'ANSWERED'
  /** It was closed. */
  | 'CLOSED'
  /** The sender wrote again. */
  | 'MESSAGE_ADDED'
  /** The other authority has not taken it up; the centre decides again. */
  | 'NOT_TAKEN_UP'
  /** It was not dealt with in time. */
  | 'OVERDUE'
  /** Another authority's system has it. */
  | 'PASSED_ON'
  /** It was stored. */
  | 'RECEIVED'
  /** Somebody who can help was named. */
  | 'REFERRED'
  /** It was opened again. */
  | 'REOPENED'
  /** A person read it. */
  | 'SEEN'
  /** The other authority works on it. */
  | 'TAKEN_UP'
  /** Another county's centre took over. */
  | 'TRANSFERRED'
  /** It was graded and classified. */
  | 'TRIAGED'
  /** It could not be opened; the sender is asked to send it again. */
  | 'UNREADABLE'
  /** The sender withdrew it. */
  | 'WITHDRAWN';

/** The form with which a case is opened. */
export type CaseForm =
  /** Somebody is concerned about another person. */
  | 'CONCERN'
  /** Somebody asks for help for themselves. */
  | 'HELP';

/** One message of a conversation. */
export type CaseMessage = {
  __typename?: 'CaseMessage';
  /** Whether a worker wrote it; else the sender did. */
  fromStaff: Scalars['Boolean']['output'];
  /** Opaque. */
  id: Scalars['ID']['output'];
  /** Whether all messages that its author had seen before are still there, in the same order. If not, show that a message was lost or moved. */
  inOrder: Scalars['Boolean']['output'];
  /** The day. */
  on: Scalars['Date']['output'];
  /** Whether the message can be opened. One that a faulty app sealed, or that was changed in storage, cannot; others still can. */
  readable: Scalars['Boolean']['output'];
  /** The text; a substitute sentence if the message cannot be opened. */
  words: Scalars['String']['output'];
};

/** Something happened to the case; query `caseView` for details. */
export type CaseNews = {
  __typename?: 'CaseNews';
  /** The day something last happened. */
  changedOn: Scalars['Date']['output'];
  /** How far the case has come. */
  status: CaseStatus;
  /** How many of the workers' messages have not been read with this receipt. */
  unreadMessages: Scalars['Int']['output'];
};

/** Evidence that a case was sent to an office on a day, checkable without a network. */
export type CaseProof = {
  __typename?: 'CaseProof';
  /** The day it was made. */
  issuedOn: Scalars['Date']['output'];
  /** The county's intake, a name that does not reveal what the case is about. */
  office: Scalars['String']['output'];
  /** The signed text: its version, the day, the office's code, a random number and an Ed25519 signature, with dots between. */
  signed: Scalars['String']['output'];
  /** The proof's statement, and a warning to show with it. */
  statement: Scalars['String']['output'];
};


/** Evidence that a case was sent to an office on a day, checkable without a network. */
export type CaseProofStatementArgs = {
  language?: InputMaybe<Language>;
};

/** The submission is stored on disk, now or by an earlier try with the same receipt and content. */
export type CaseReceived = {
  __typename?: 'CaseReceived';
  /** Other suitable channels, and a legal duty to report that this report does not discharge. */
  advice: Array<ChannelAdvice>;
  /** The emergency numbers, if urgency or topic requires them; show them first. */
  emergency: Array<Resource>;
  /** What the sender should know. */
  notices: Array<Scalars['String']['output']>;
  /** The case as it is now. */
  view: CaseView;
};


/** The submission is stored on disk, now or by an earlier try with the same receipt and content. */
export type CaseReceivedNoticesArgs = {
  language?: InputMaybe<Language>;
};

/** How far a case has come. */
export type CaseStatus =
  /** It is closed. A message opens it again. */
  | 'CLOSED'
  /** It is stored; nobody has read it yet. */
  | 'RECEIVED'
  /** Somebody who can help has been named. */
  | 'REFERRED'
  /** A person has read it. */
  | 'SEEN'
  /** It has been graded and classified. */
  | 'TRIAGED';

/** What a sender sees of their case. */
export type CaseView = {
  __typename?: 'CaseView';
  /** The time by which a person will have graded and assigned it. */
  dueBy?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is an exercise: it came with an exercise's code, and nobody has found it to be real. Show `exerciseText`. */
  exercise: Scalars['Boolean']['output'];
  /** That it is an exercise, and what to do if it is not, as a sentence to show; null for what is real. */
  exerciseText?: Maybe<Scalars['String']['output']>;
  /** The day on which the words are erased and the receipt becomes invalid, unless somebody writes. */
  expiresOn?: Maybe<Scalars['Date']['output']>;
  /** An opaque, stable id of this view: the case, by this receipt, in this reader's language. A mutation's answer has the same id, so a cache renews its copy. The id opens nothing, neither the receipt nor another receipt of the case follows from it, and `node` does not accept it. Keep it as secret as the fact that somebody has a case. */
  id: Scalars['ID']['output'];
  /** The conversation, oldest first; the report itself is its first message. Reading marks answers as read. */
  messages: Array<CaseMessage>;
  /** The responsible office: the county's intake, a name that does not reveal what the case is about. */
  office: Scalars['String']['output'];
  /** Whether a device is registered for pushes. */
  pushEnabled: Scalars['Boolean']['output'];
  /** The day it was received. */
  receivedOn: Scalars['Date']['output'];
  /** Eight signs, in two groups, by which the office finds this case when you say them on the telephone. They open nothing: whoever hears them can neither read nor change it. They stay the same when the receipt is changed. */
  reference?: Maybe<Scalars['String']['output']>;
  /** The services that staff referred the sender to, with their present data. */
  referrals: Array<Resource>;
  /** Whether a person is at the office, and when one is. */
  staffed: Staffed;
  /** How far it has come. */
  status: CaseStatus;
  /** How far it has come, in a word or two. */
  statusName: Scalars['String']['output'];
  /** The day on which the receipt itself first reached the service, which could then read the words; null while only the sender's device and the centre can. A new receipt does not undo it. */
  throughServiceOn?: Maybe<Scalars['Date']['output']>;
  /** The events so far, oldest first. */
  timeline: Array<CaseEvent>;
};


/** What a sender sees of their case. */
export type CaseViewExerciseTextArgs = {
  language?: InputMaybe<Language>;
};


/** What a sender sees of their case. */
export type CaseViewMessagesArgs = {
  before?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What a sender sees of their case. */
export type CaseViewOfficeArgs = {
  language?: InputMaybe<Language>;
};


/** What a sender sees of their case. */
export type CaseViewStatusNameArgs = {
  language?: InputMaybe<Language>;
};

/** A centre whose reports this deployment takes. */
export type CentreAnchor = {
  __typename?: 'CentreAnchor';
  /** The centre's code. */
  code: Scalars['String']['output'];
  /** Of the key that signs its keysets: 32 hexadecimal digits in groups of four. */
  fingerprint: Scalars['String']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
};


/** A centre whose reports this deployment takes. */
export type CentreAnchorNameArgs = {
  language?: InputMaybe<Language>;
};

/** One generation of a centre's public key, with the centre's signature over it. A client trusts the signature alone, and not the service. */
export type CentreKeyset = {
  __typename?: 'CentreKeyset';
  /** The code of the centre. */
  centre: Scalars['String']['output'];
  /** Its number; it only grows. A client never goes below one that it has seen. */
  generation: Scalars['Int']['output'];
  /** The X25519 key, 32 bytes. */
  publicKey: Scalars['Base64Url']['output'];
  /** Ed25519 over all of it, 64 bytes. */
  signature: Scalars['Base64Url']['output'];
  /** The algorithms; 1 is everything in api/ENVELOPE.md. A client that does not know the suite seals nothing. */
  suite: Scalars['Int']['output'];
  /** Its first day. */
  validFrom: Scalars['Date']['output'];
  /** Its last day. By the device's clock it is usable from two days before the first to fourteen days after the last. */
  validUntil: Scalars['Date']['output'];
};

/** Both receipts. */
export type ChangeReceiptInput = {
  /** The receipt from now on, made by the client. */
  newReceipt: Scalars['Receipt']['input'];
  /** The receipt so far. */
  receipt: Scalars['Receipt']['input'];
};

/** The result of [Mutation.changeReceipt]. */
export type ChangeReceiptResult = ReceiptChanged | SubmissionRefused;

/** The parts of both receipts, and the key wrapped for the new one. */
export type ChangeSealedReceiptInput = {
  /** The hand so far. */
  hand: Scalars['Base64Url']['input'];
  /** The lookup so far. */
  lookup: Scalars['Base64Url']['input'];
  /** The hand check of the new receipt. */
  newHandCheck: Scalars['Base64Url']['input'];
  /** The lookup from now on. */
  newLookup: Scalars['Base64Url']['input'];
  /** The same key, wrapped for the new receipt under the same binding: 60 bytes. */
  receiptWrap: Scalars['Base64Url']['input'];
};

/** The result of [Mutation.changeSealedReceipt]. */
export type ChangeSealedReceiptResult = SealedReceiptChanged | SubmissionRefused;

/** A channel that fits the situation better, or besides. */
export type ChannelAdvice = {
  __typename?: 'ChannelAdvice';
  /** Stable name of this advice. */
  code: Scalars['String']['output'];
  /** The shortest deadline in hours that such an article names; null if none does. */
  deadlineHours?: Maybe<Scalars['Int']['output']>;
  /** The legal duties of this sender by article, also those that may only possibly apply. `why` contains them too. Empty for a person who asks for themselves. */
  duties: Array<ReportingDuty>;
  /** Whether an article of the law obliges people in this sender's capacity to report there. A report here does not discharge that duty. */
  legalDuty: Scalars['Boolean']['output'];
  /** The lines and offices: first those that answer in the asker's language now, then others that answer now. In a crisis, without closed ones as long as any other remains. */
  resources: Array<Resource>;
  /** The language that title and reason are written in. */
  textLanguage: Language;
  /** What to do, in a line. */
  title: Scalars['String']['output'];
  /** Why, and what a report here does not replace. */
  why: Scalars['String']['output'];
};


/** A channel that fits the situation better, or besides. */
export type ChannelAdviceTextLanguageArgs = {
  language?: InputMaybe<Language>;
};


/** A channel that fits the situation better, or besides. */
export type ChannelAdviceTitleArgs = {
  language?: InputMaybe<Language>;
};


/** A channel that fits the situation better, or besides. */
export type ChannelAdviceWhyArgs = {
  language?: InputMaybe<Language>;
};

/** One choice of a list. */
export type Choice = {
  __typename?: 'Choice';
  /** The value of the enum, or the field of the input. */
  code: Scalars['String']['output'];
  /** What it means, in one line or two. */
  explanation: Scalars['String']['output'];
  /** Its name, short enough for a button. */
  name: Scalars['String']['output'];
};


/** One choice of a list. */
export type ChoiceExplanationArgs = {
  language?: InputMaybe<Language>;
};


/** One choice of a list. */
export type ChoiceNameArgs = {
  language?: InputMaybe<Language>;
};

/** The choices, by what they are for. */
export type Choices = {
  __typename?: 'Choices';
  /** Ways to reach an entry: `ContactKind`. */
  contactKinds: Array<Choice>;
  /** In which capacity somebody noticed it: `GatekeeperKind`. */
  gatekeeperKinds: Array<Choice>;
  /** What is worrying, for a form: `ReportIndicator`. */
  indicators: Array<Choice>;
  /** Networks of the social safety net: `Network`. */
  networks: Array<Choice>;
  /** Ways to reach a person: `PersonalContactKind`. */
  personalContactKinds: Array<Choice>;
  /** Kinds of entries: `ResourceKind`. */
  resourceKinds: Array<Choice>;
  /** What somebody noticed, for the guide: the fields of `SituationInput` that are yes or no. */
  signs: Array<Choice>;
  /** What a form or a filter is about: `Topic`. */
  topics: Array<Choice>;
  /** How urgent a form is: `Urgency`. */
  urgencies: Array<Choice>;
};

/** How well sources confirm an entry. */
export type Confidence =
  /** Several sources agree, or an official one says so. */
  | 'HIGH'
  /** One weak source. */
  | 'LOW'
  /** A fair source, or an old one. */
  | 'MEDIUM';

/** One way of reaching an entry. */
export type Contact = {
  __typename?: 'Contact';
  /** Whether somebody answers here, which may differ from the entry. */
  availability: Availability;
  /** The areas it is limited to: never use it from elsewhere. Empty if it is valid wherever the entry is. */
  coverage: Array<Area>;
  /** The number as it is dialled in Taiwan. */
  dial?: Maybe<Scalars['String']['output']>;
  /** The number in its international form; short codes have none. */
  e164?: Maybe<Scalars['String']['output']>;
  /** Whether using it costs nothing. */
  freeOfCharge?: Maybe<Scalars['Boolean']['output']>;
  /** Its own hours, or the entry's if it has the same; null if unknown. */
  hours?: Maybe<Hours>;
  /** Opaque: the contact as this query sees it, for caches. It begins with the `id` of its entry, and the rest stays the same as long as kind, number, address, label and coverage do. */
  id: Scalars['ID']['output'];
  /** How it is used. */
  kind: ContactKind;
  /** How it is used, in words. */
  kindName: Scalars['String']['output'];
  /** What distinguishes it from the other contacts, e.g. an app's name. */
  label?: Maybe<Scalars['String']['output']>;
  /** The language that the label is written in; null where there is none. */
  labelLanguage?: Maybe<Language>;
  /** The languages it is answered in. */
  languages: Array<Scalars['LanguageTag']['output']>;
  /** What a caller should know before using it. */
  note?: Maybe<Scalars['String']['output']>;
  /** The language that the note is written in; null where there is none. */
  noteLanguage?: Maybe<Language>;
  /** The number as a link that begins a text message; null if it is not for text messages. */
  smsUri?: Maybe<Scalars['String']['output']>;
  /** Where this was found. */
  sources: Array<Source>;
  /** The number as a link that dials it; null if it is not for calls. */
  telUri?: Maybe<Scalars['String']['output']>;
  /** The address of a website or chat. */
  url?: Maybe<Scalars['String']['output']>;
};


/** One way of reaching an entry. */
export type ContactAvailabilityArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** One way of reaching an entry. */
export type ContactKindNameArgs = {
  language?: InputMaybe<Language>;
};


/** One way of reaching an entry. */
export type ContactLabelArgs = {
  language?: InputMaybe<Language>;
};


/** One way of reaching an entry. */
export type ContactLabelLanguageArgs = {
  language?: InputMaybe<Language>;
};


/** One way of reaching an entry. */
export type ContactNoteArgs = {
  language?: InputMaybe<Language>;
};


/** One way of reaching an entry. */
export type ContactNoteLanguageArgs = {
  language?: InputMaybe<Language>;
};

/** How a contact is used. */
export type ContactKind =
  /** A mobile app. */
  | 'APP'
  /** Leave a number and be called back. */
  | 'CALLBACK'
  /** Text chat on a website. */
  | 'CHAT'
  /** Email. */
  | 'EMAIL'
  /** Fax. */
  | 'FAX'
  /** Keys to press for callers who cannot speak. */
  | 'KEYPAD'
  /** The LINE messenger. */
  | 'LINE'
  /** A text message. */
  | 'SMS'
  /** A video call, e.g. for sign language. */
  | 'VIDEO'
  /** A telephone call. */
  | 'VOICE'
  /** A place to visit in person. */
  | 'WALK_IN'
  /** A website. */
  | 'WEB'
  /** A form on a website. */
  | 'WEB_FORM';

/** How somebody can be reached. */
export type ContactMeans =
  /** By a message to the contact they gave. */
  | 'MESSAGE'
  /** By telephone. */
  | 'PHONE';

/** What changed since a version. */
export type DirectoryChanges = {
  __typename?: 'DirectoryChanges';
  /** The government's calendar as far as it is known, day by day; it replaces that of the copy. Null in the same cases as `closures`. */
  calendar?: Maybe<Array<CalendarDay>>;
  /** All closures of whole areas, e.g. for a typhoon; they replace those of the copy. Null while `hasMore` is true, with `resync`, and where nothing has changed. */
  closures?: Maybe<Array<AreaClosure>>;
  /** Whether there are more changes; query again at once. */
  hasMore: Scalars['Boolean']['output'];
  /** The ids of removed entries. */
  removed: Array<Scalars['ID']['output']>;
  /** The keys of removed entries, by which the bundle names them. */
  removedKeys: Array<Scalars['String']['output']>;
  /** The version is too old or of another directory: load the whole bundle from /directory/bundle. */
  resync: Scalars['Boolean']['output'];
  /** New and changed entries. */
  upserts: Array<Resource>;
  /** The version for the next query. */
  version: Scalars['String']['output'];
};

/** The version of a directory. */
export type DirectoryVersion = {
  __typename?: 'DirectoryVersion';
  /** When this node read it. */
  builtAt: Scalars['DateTime']['output'];
  /** The last day for which public holidays are known. */
  calendarUntil?: Maybe<Scalars['Date']['output']>;
  /** How many entries it has, superseded ones included. */
  resourceCount: Scalars['Int']['output'];
  /** Names the file with the data by which devices understand texts: /directory/understanding-<this>. */
  understanding: Scalars['String']['output'];
  /** Changes with every change of the directory. */
  version: Scalars['String']['output'];
};

/** Which case. */
export type DisablePushInput = {
  /** The receipt of the case. */
  receipt: Scalars['Receipt']['input'];
};

/** The result of [Mutation.disablePush]. */
export type DisablePushResult = PushDisabled | SubmissionRefused;

/** Which case. */
export type DisableSealedPushInput = {
  /** The hand of the case. */
  hand: Scalars['Base64Url']['input'];
  /** The lookup of the case. */
  lookup: Scalars['Base64Url']['input'];
};

/** The result of [Mutation.disableSealedPush]. */
export type DisableSealedPushResult = PushDisabled | SubmissionRefused;

/** The case, and the device to push to. */
export type EnablePushInput = {
  /** The receipt of the case. */
  receipt: Scalars['Receipt']['input'];
  /** An FCM registration token, or a web push subscription as its JSON {endpoint, keys}. */
  token: Scalars['String']['input'];
};

/** The result of [Mutation.enablePush]. */
export type EnablePushResult = PushEnabled | SubmissionRefused;

/** The case, and the device to push to. */
export type EnableSealedPushInput = {
  /** The hand of the case. */
  hand: Scalars['Base64Url']['input'];
  /** The lookup of the case. */
  lookup: Scalars['Base64Url']['input'];
  /** An FCM registration token, or a web push subscription as its JSON {endpoint, keys}. */
  token: Scalars['String']['input'];
};

/** The result of [Mutation.enableSealedPush]. */
export type EnableSealedPushResult = PushEnabled | SubmissionRefused;

/** Which case. */
export type EraseCaseInput = {
  /** The receipt of the case. */
  receipt: Scalars['Receipt']['input'];
};

/** The result of [Mutation.eraseCase]. A retry gets UNKNOWN_CASE, because the receipt no longer opens a case. */
export type EraseCaseResult = CaseErased | SubmissionRefused;

/** Which case. */
export type EraseSealedCaseInput = {
  /** The hand of the case. */
  hand: Scalars['Base64Url']['input'];
  /** The lookup of the case. */
  lookup: Scalars['Base64Url']['input'];
};

/** The result of [Mutation.eraseSealedCase]. A retry gets UNKNOWN_CASE, because the lookup no longer leads to a case. */
export type EraseSealedCaseResult = CaseErased | SubmissionRefused;

/** How recently a person checked the entry. */
export type Freshness =
  /** Checked longer ago. */
  | 'STALE'
  /** Never checked by a person, or from weak sources. */
  | 'UNVERIFIED'
  /** Checked within the last 180 days. */
  | 'VERIFIED';

/** The capacity in which somebody noticed something. Always optional: a reporter need not say it. */
export type GatekeeperKind =
  /** Manages or guards an apartment building. */
  | 'APARTMENT_BUILDING'
  /** Heads a borough or a neighbourhood, 里長 or 鄰長. */
  | 'BOROUGH_OR_NEIGHBOURHOOD_CHIEF'
  /** Works in a chain store or restaurant. */
  | 'CHAIN_STORE'
  /** Looks after children for pay, 保母. */
  | 'CHILDMINDER'
  /** Works in a clinic. */
  | 'CLINIC'
  /** Works in a convenience store. */
  | 'CONVENIENCE_STORE'
  /** Belongs to the family. */
  | 'FAMILY'
  /** Cares for people at home, 居服員. */
  | 'HOME_CARE_WORKER'
  /** Manages rented housing or property. */
  | 'HOUSING_MANAGER'
  /** Lives nearby. */
  | 'NEIGHBOUR'
  /** Something else. */
  | 'OTHER'
  /** Advises parents at home, 育兒指導員. */
  | 'PARENTING_COACH'
  /** Works in a pharmacy. */
  | 'PHARMACY'
  /** Helps mothers after birth, 月嫂. */
  | 'POSTNATAL_HELPER'
  /** Teaches or works in a school. */
  | 'TEACHER'
  /** One of New Taipei's volunteers called 溫心天使. */
  | 'WARM_ANGEL';

/** What has to be noticed for a row of the guide. */
export type GuideCondition = {
  __typename?: 'GuideCondition';
  /** Fields of `SituationInput` that are all true. */
  all: Array<Scalars['String']['output']>;
  /** Fields of `SituationInput` of which none is true. */
  none: Array<Scalars['String']['output']>;
};

/** One row of the guide. */
export type GuideRow = {
  __typename?: 'GuideRow';
  /** Names the row, as `ChannelAdvice.code` does. */
  code: Scalars['String']['output'];
  /** The row applies if one of these conditions holds. A condition without signs always holds; its row is for people to whom no other row applies. */
  conditions: Array<GuideCondition>;
  /** Whether people must not wait until a line opens: leave out closed lines if another line remains. */
  crisis: Scalars['Boolean']['output'];
  /** The row's lines for the whole country, the first one first. */
  resources: Array<Resource>;
  /** The language of `title` and `why`. */
  textLanguage: Language;
  /** What it is about, in a few words. */
  title: Scalars['String']['output'];
  /** Why to turn to these lines. */
  why: Scalars['String']['output'];
};


/** One row of the guide. */
export type GuideRowTextLanguageArgs = {
  language?: InputMaybe<Language>;
};


/** One row of the guide. */
export type GuideRowTitleArgs = {
  language?: InputMaybe<Language>;
};


/** One row of the guide. */
export type GuideRowWhyArgs = {
  language?: InputMaybe<Language>;
};

/** One step of helping somebody. */
export type HelpingStep = {
  __typename?: 'HelpingStep';
  /** Which of the three. */
  code: HelpingStepCode;
  /** What to do and say. */
  text: Scalars['String']['output'];
  /** The language that title and text are written in. */
  textLanguage: Language;
  /** The step in a few words. */
  title: Scalars['String']['output'];
};


/** One step of helping somebody. */
export type HelpingStepTextArgs = {
  language?: InputMaybe<Language>;
};


/** One step of helping somebody. */
export type HelpingStepTextLanguageArgs = {
  language?: InputMaybe<Language>;
};


/** One step of helping somebody. */
export type HelpingStepTitleArgs = {
  language?: InputMaybe<Language>;
};

/** The three steps of helping somebody. */
export type HelpingStepCode =
  /** Ask how somebody is. */
  | 'ASK'
  /** Connect them with somebody who can help. */
  | 'CONNECT'
  /** Listen to them. */
  | 'LISTEN';

/** What happens on public holidays. */
export type HolidayRule =
  /** Closed. */
  | 'CLOSED'
  /** Works when the government's offices do. */
  | 'FOLLOWS_CALENDAR'
  /** Open as usual. */
  | 'OPEN'
  /** Open for shorter, if at all. */
  | 'REDUCED'
  /** Not known. */
  | 'UNKNOWN';

/** Weekly hours. */
export type Hours = {
  __typename?: 'Hours';
  /** Whether it is open day and night. */
  alwaysOpen?: Maybe<Scalars['Boolean']['output']>;
  /** What happens on public holidays. */
  holidayRule: HolidayRule;
  /** The hours in a sentence. */
  inWords: Scalars['String']['output'];
  /** What else is known about the hours. */
  note?: Maybe<Scalars['String']['output']>;
  /** The language that the note is written in; null where there is none. */
  noteLanguage?: Maybe<Language>;
  /** Where the hours were found. */
  sources: Array<Source>;
  /** The zone of the times, always Asia/Taipei. */
  timezone: Scalars['String']['output'];
  /** The openings of a week, Monday first; empty when they are not known. */
  weekly: Array<OpeningPeriod>;
};


/** Weekly hours. */
export type HoursInWordsArgs = {
  language?: InputMaybe<Language>;
};


/** Weekly hours. */
export type HoursNoteArgs = {
  language?: InputMaybe<Language>;
};


/** Weekly hours. */
export type HoursNoteLanguageArgs = {
  language?: InputMaybe<Language>;
};

/** What the law asks of people in one capacity. */
export type KindDuties = {
  __typename?: 'KindDuties';
  /** Each duty by article, also those that may only possibly apply. */
  duties: Array<ReportingDuty>;
  /** The capacity. */
  kind: GatekeeperKind;
  /** All of them in words, one a line, and where to report: a report here discharges none. */
  text: Scalars['String']['output'];
  /** The language that the text is written in. */
  textLanguage: Language;
};


/** What the law asks of people in one capacity. */
export type KindDutiesTextArgs = {
  language?: InputMaybe<Language>;
};


/** What the law asks of people in one capacity. */
export type KindDutiesTextLanguageArgs = {
  language?: InputMaybe<Language>;
};

/** The languages of our own texts. */
export type Language =
  /** English. */
  | 'EN'
  /** Filipino. */
  | 'FIL'
  /** Indonesian, bahasa Indonesia. */
  | 'ID'
  /** Thai, ภาษาไทย. */
  | 'TH'
  /** Vietnamese, tiếng Việt. */
  | 'VI'
  /** Traditional Chinese as written in Taiwan, 繁體中文. */
  | 'ZH_TW';

/** Where an entry is. */
export type Location = {
  __typename?: 'Location';
  /** The address. */
  address?: Maybe<Scalars['String']['output']>;
  /** Latitude in degrees. */
  lat?: Maybe<Scalars['Float']['output']>;
  /** Longitude in degrees. */
  lon?: Maybe<Scalars['Float']['output']>;
  /** How exactly the place is known. */
  precision: Precision;
};


/** Where an entry is. */
export type LocationAddressArgs = {
  language?: InputMaybe<Language>;
};

/** Which case, and how far it was read. */
export type MarkSealedReadInput = {
  /** The hand of the case. */
  hand: Scalars['Base64Url']['input'];
  /** The lookup of the case. */
  lookup: Scalars['Base64Url']['input'];
  /** The position of the last entry that was read. */
  position: Scalars['Int']['input'];
};

/** The result of [Mutation.markSealedRead]. */
export type MarkSealedReadResult = SealedRead | SubmissionRefused;

/** The message is stored on disk, now or since an earlier try. */
export type MessageAdded = {
  __typename?: 'MessageAdded';
  /** The case as it is now. */
  view: CaseView;
};

/** What can be changed. One operation holds one of these at most. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Adds the sender's words to the conversation. Opens a closed case again. */
  addMessage: AddMessageResult;
  /** Adds a message that the client has sealed. Opens a closed case again. */
  addSealedMessage: AddSealedMessageResult;
  /** Stores an agency's answer; a link can be answered once. The entry stays unchanged until an editor has confirmed the answer. */
  answerAgencyLink: AnswerAgencyLinkResult;
  /** Replaces a receipt that somebody may have seen by a new one. */
  changeReceipt: ChangeReceiptResult;
  /** Replaces a receipt that somebody may have seen, without showing either to the service. The case's key stays. */
  changeSealedReceipt: ChangeSealedReceiptResult;
  /** Deletes the device at once. */
  disablePush: DisablePushResult;
  /** As `disablePush`, by lookup and hand. */
  disableSealedPush: DisableSealedPushResult;
  /** Registers a device for pushes about the case. Voluntary, one device per case; a second one replaces the first. */
  enablePush: EnablePushResult;
  /** As `enablePush`, by lookup and hand. */
  enableSealedPush: EnableSealedPushResult;
  /** Ends the sender's access to the case and deletes the device at once. A centre that has not read a danger report keeps it for a week. */
  eraseCase: EraseCaseResult;
  /** As `eraseCase`, by lookup and hand. */
  eraseSealedCase: EraseSealedCaseResult;
  /** Says that the sender has read the workers' messages up to a position. Send it after they have opened: until then they count as unread. */
  markSealedRead: MarkSealedReadResult;
  /** Tells the editors that an entry of the directory is wrong. Anonymous; only the text and the day are stored. */
  reportResourceProblem: ReportResourceProblemResult;
  /** Asks the county for help for oneself. No name is needed; the receipt is the only access to the case. This is not an emergency line. */
  requestHelp: RequestHelpResult;
  /** Tells the county that somebody may need help. Anonymous; the receipt is the only access to the case. This is not an emergency line. */
  submitConcern: SubmitConcernResult;
  /** Stores a form that the client has sealed for the centre and for itself. The service cannot read it, and cannot tell whether it opens; the centre looks within minutes. This is not an emergency line. */
  submitSealed: SubmitSealedResult;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationAddMessageArgs = {
  input: AddMessageInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationAddSealedMessageArgs = {
  input: AddSealedMessageInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationAnswerAgencyLinkArgs = {
  input: AnswerAgencyLinkInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationChangeReceiptArgs = {
  input: ChangeReceiptInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationChangeSealedReceiptArgs = {
  input: ChangeSealedReceiptInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationDisablePushArgs = {
  input: DisablePushInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationDisableSealedPushArgs = {
  input: DisableSealedPushInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationEnablePushArgs = {
  input: EnablePushInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationEnableSealedPushArgs = {
  input: EnableSealedPushInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationEraseCaseArgs = {
  input: EraseCaseInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationEraseSealedCaseArgs = {
  input: EraseSealedCaseInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationMarkSealedReadArgs = {
  input: MarkSealedReadInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationReportResourceProblemArgs = {
  input: ReportResourceProblemInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationRequestHelpArgs = {
  input: RequestHelpInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationSubmitConcernArgs = {
  input: SubmitConcernInput;
};


/** What can be changed. One operation holds one of these at most. */
export type MutationSubmitSealedArgs = {
  input: SubmitSealedInput;
};

/** The seven networks of the social safety net. */
export type Network =
  /** Civil affairs, 民政. */
  | 'CIVIL'
  /** Schools and student guidance, 教育. */
  | 'EDUCATION'
  /** Fire and rescue, 消防. */
  | 'FIRE'
  /** Health and mental health, 衛政. */
  | 'HEALTH'
  /** Work and employment, 勞政. */
  | 'LABOR'
  /** Police, 警政. */
  | 'POLICE'
  /** Social welfare and protection, 社政. */
  | 'SOCIAL';

/** Something that can be asked for again by its id. */
export type Node = {
  /** Opaque, stable, unique among all types. */
  id: Scalars['ID']['output'];
};

/** One opening of a week. */
export type OpeningPeriod = {
  __typename?: 'OpeningPeriod';
  /** When it ends, HH:mm, exclusive. May pass midnight: 25:00 is 01:00 on the next day. */
  closes: Scalars['String']['output'];
  /** When it begins, HH:mm. */
  opens: Scalars['String']['output'];
  /** The first day it holds on. */
  validFrom?: Maybe<Scalars['Date']['output']>;
  /** The last day it holds on. */
  validUntil?: Maybe<Scalars['Date']['output']>;
  /** The day on which it begins: 1 is Monday, 7 is Sunday. */
  weekday: Scalars['Int']['output'];
};

/** The position of one page in the whole list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The last entry's cursor, to be given as `after`; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follows `endCursor`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something comes before `startCursor`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The first entry's cursor; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** How a person can be reached. New ones may be added. */
export type PersonalContactKind =
  /** Another messenger or app. */
  | 'APP'
  /** Email. */
  | 'EMAIL'
  /** The LINE messenger. */
  | 'LINE'
  /** A text message. */
  | 'SMS'
  /** A video call, e.g. for sign language. */
  | 'VIDEO'
  /** A telephone call. */
  | 'VOICE';

/** A place on the map. */
export type PointInput = {
  /** Latitude in degrees, -90 to 90. */
  lat: Scalars['Float']['input'];
  /** Longitude in degrees, -180 to 180. */
  lon: Scalars['Float']['input'];
};

/** How exactly a place is known. */
export type Precision =
  /** Only the district: the point is its middle. */
  | 'DISTRICT'
  /** The building. */
  | 'EXACT'
  /** The street. */
  | 'STREET';

/**
 * A small piece of work that is asked for while there is load. Algorithm SHA256-ZERO-BITS: find a `solution` such that
 * SHA-256 of `challenge`, a colon and `solution`, as UTF-8, begins with `difficulty` zero bits.
 */
export type ProofChallenge = {
  __typename?: 'ProofChallenge';
  /** SHA256-ZERO-BITS. */
  algorithm: Scalars['String']['output'];
  /** The challenge, to be sent back unchanged. */
  challenge: Scalars['String']['output'];
  /** How many leading bits must be zero. */
  difficulty: Scalars['Int']['output'];
  /** When the challenge expires; each challenge can be used once. */
  expiresAt: Scalars['DateTime']['output'];
};

/** A solved [ProofChallenge]. */
export type ProofInput = {
  /** The challenge, unchanged. */
  challenge: Scalars['String']['input'];
  /** The solution. A client that cannot solve it may wait: from twenty seconds on, an empty solution is accepted for a challenge that a refusal gave to this receipt. One address may do so 30 times at once and 10 times a minute. Past that, the refusal has the same challenge: wait longer, or solve it. */
  solution: Scalars['String']['input'];
};

/** The cases of one district. */
export type PublishedDistrict = {
  __typename?: 'PublishedDistrict';
  /** The district; a county if the senders named no district. Null if the directory does not have it any more. */
  area?: Maybe<Area>;
  /** Their number. */
  cases?: Maybe<Scalars['Int']['output']>;
  /** By topic. */
  topics: Array<PublishedTopic>;
};

/**
 * A centre's month. Every count is rounded to fives. A count under five, or one that could be computed by subtraction, is left
 * out (null). Once published, a month never changes.
 */
export type PublishedFigures = {
  __typename?: 'PublishedFigures';
  /** The median time in minutes until the sender was told that a person has read it. */
  acknowledgedMedianMinutes?: Maybe<Scalars['Int']['output']>;
  /** The 95th percentile of the same time. */
  acknowledgedP95Minutes?: Maybe<Scalars['Int']['output']>;
  /** Share graded and assigned within 24 hours. */
  assignedWithinDay: PublishedShare;
  /** How many cases came in. */
  cases?: Maybe<Scalars['Int']['output']>;
  /** The centre's code. */
  centre: Scalars['String']['output'];
  /** The centre's name. */
  centreName: Scalars['String']['output'];
  /** The language that the centre's name is written in. */
  centreNameLanguage: Language;
  /** Share closed as duplicates or mistakes. */
  filtered: PublishedShare;
  /** Share graded on the day of receipt. */
  gradedSameDay: PublishedShare;
  /** How often the guide was asked, in the whole service. */
  guideViews?: Maybe<Scalars['Int']['output']>;
  /** How often the three steps of helping were read, in the whole service. */
  helpingStepsViews?: Maybe<Scalars['Int']['output']>;
  /** What the cases were about, by district. Districts and topics with too few cases are not listed. */
  mix: Array<PublishedDistrict>;
  /** The month's first day. */
  month: Scalars['Date']['output'];
  /** The month in words. */
  monthName: Scalars['String']['output'];
  /** Share about a place and topic that another case was about within the six months before. */
  repeats: PublishedShare;
  /** How often the guide advised about thoughts of suicide, in the whole service. */
  suicidePreventionViews?: Maybe<Scalars['Int']['output']>;
};


/**
 * A centre's month. Every count is rounded to fives. A count under five, or one that could be computed by subtraction, is left
 * out (null). Once published, a month never changes.
 */
export type PublishedFiguresCentreNameArgs = {
  language?: InputMaybe<Language>;
};


/**
 * A centre's month. Every count is rounded to fives. A count under five, or one that could be computed by subtraction, is left
 * out (null). Once published, a month never changes.
 */
export type PublishedFiguresCentreNameLanguageArgs = {
  language?: InputMaybe<Language>;
};


/**
 * A centre's month. Every count is rounded to fives. A count under five, or one that could be computed by subtraction, is left
 * out (null). Once published, a month never changes.
 */
export type PublishedFiguresMonthNameArgs = {
  language?: InputMaybe<Language>;
};

/** A part of a whole. */
export type PublishedShare = {
  __typename?: 'PublishedShare';
  /** The part. */
  count?: Maybe<Scalars['Int']['output']>;
  /** The whole. */
  of?: Maybe<Scalars['Int']['output']>;
  /** The part in percent, from the rounded counts. */
  percent?: Maybe<Scalars['Float']['output']>;
};

/** The cases of one topic. */
export type PublishedTopic = {
  __typename?: 'PublishedTopic';
  /** Their number. */
  cases: Scalars['Int']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** The topic. */
  topic: Topic;
};


/** The cases of one topic. */
export type PublishedTopicNameArgs = {
  language?: InputMaybe<Language>;
};

/** No device is registered for the case any more. */
export type PushDisabled = {
  __typename?: 'PushDisabled';
  /** The case as it is now. */
  view: CaseView;
};

/** The device is registered, and a first push is on its way. */
export type PushEnabled = {
  __typename?: 'PushEnabled';
  /** What a push can and cannot hide, as a text to show. */
  promise: Scalars['String']['output'];
  /** The case as it is now. */
  view: CaseView;
};


/** The device is registered, and a first push is on its way. */
export type PushEnabledPromiseArgs = {
  language?: InputMaybe<Language>;
};

/** What can be asked. */
export type Query = {
  __typename?: 'Query';
  /** The entry that an agency was asked about. The link is enough; no account is needed. Send it by POST. */
  agencyEntry?: Maybe<AgencyEntryResult>;
  /** The counties and cities, and the districts of those that are served. */
  areas?: Maybe<Array<Area>>;
  /** A signed statement that a case was sent to an office on a day; says nothing of the content. A proof on a phone is a risk too. */
  caseProof?: Maybe<CaseProof>;
  /** A case by its receipt; null for unknown, expired and erased alike. POST only, never stored on the way. */
  caseView?: Maybe<CaseView>;
  /** The centres for whose keys clients of this deployment seal, with the fingerprints that people compare with a poster or with the centre itself. A client that seals takes the keys from its own copy, and not from this field. */
  centreAnchors?: Maybe<Array<CentreAnchor>>;
  /** The signed public keys with which a client may seal now, of all centres. Fetch all of them with the page or at the start of the app, before anything is chosen, and use only what the centre's own key, which the client carries, has signed. */
  centreKeysets?: Maybe<Array<CentreKeyset>>;
  /** Which channels to turn to in a situation, the gravest first, each with its reason. Never empty; every channel names somebody to call. */
  channelGuide?: Maybe<Array<ChannelAdvice>>;
  /** Every choice of the forms, the guide and the filters, with its name and a line of explanation, each list in the order in which to show it. An app needs no list of its own. */
  choices?: Maybe<Choices>;
  /** The changes since a version, for apps with a copy. While `hasMore` is true, query again with the answer's version. */
  directoryChanges?: Maybe<DirectoryChanges>;
  /** The version of the directory; compare it to see whether a copy is current. */
  directoryVersion: DirectoryVersion;
  /** A notice that no native speaker has reviewed the texts of a language yet, with how to report corrections; show it once. Null for a reviewed language, and for Traditional Chinese. */
  draftNotice?: Maybe<Scalars['String']['output']>;
  /** What the law asks of people in each capacity that it names or may mean, in all capacities at once: for a client that seals reports, which asks nothing by the capacity of its sender. */
  dutiesByKind?: Maybe<Array<KindDuties>>;
  /** 110, 119, 113 and 1925, in this order. This field cannot fail; an app should still have its own copy. */
  emergencyNumbers: Array<Resource>;
  /** The guide as data, for a device without a network: all rows of it, the gravest first. While there is a network, ask `channelGuide`, which knows the place, the law and who answers now. */
  guideRows?: Maybe<Array<GuideRow>>;
  /** Three steps of helping somebody: ask, listen, connect. To be shown before and after a report. */
  helpingSteps?: Maybe<Array<HelpingStep>>;
  /** A receipt for clients without a secure source of randomness. Never over GET, never cached. */
  newReceipt: Scalars['Receipt']['output'];
  /** The object with this id; null if there is none. */
  node?: Maybe<Node>;
  /** The objects with these ids, in the same order, with null for unknown ids. */
  nodes?: Maybe<Array<Maybe<Node>>>;
  /** The challenge that a submission must solve now; null while none is demanded. */
  proofChallenge?: Maybe<ProofChallenge>;
  /** The published figures of past months, the newest month first: about the service's work, never about a person. Null while they cannot be read. */
  publishedFigures?: Maybe<Array<PublishedFigures>>;
  /**
   * The server's public key for web push (VAPID, RFC 8292), in base64url: a browser's `applicationServerKey`, a UnifiedPush
   * connector's `vapid`. Null while web push is off. It stays the same for years; a subscription made with another key gets
   * nothing.
   */
  pushKey?: Maybe<Scalars['String']['output']>;
  /** One entry; also a superseded one, with `supersededBy` set. */
  resource?: Maybe<Resource>;
  /** Looks for help. Open lines come first, then those whose hours are not known, then closed ones; those that answer in the request's language and those that are nearer come first among equals. Without an area and a point, what is for the whole country comes before the offices of single counties. */
  resources?: Maybe<ResourceConnection>;
  /** A case by its lookup, for a client that keeps the receipt and opens the words itself; null for unknown, expired and erased alike. Changes nothing, not even what is read. POST only. */
  sealedCase?: Maybe<SealedCaseView>;
  /** As `caseProof`, by the lookup. */
  sealedCaseProof?: Maybe<CaseProof>;
  /** The site of a poster's code, to fill in the form; null for an unknown code. POST only, not logged. */
  site?: Maybe<Site>;
};


/** What can be asked. */
export type QueryAgencyEntryArgs = {
  token: Scalars['String']['input'];
};


/** What can be asked. */
export type QueryAreasArgs = {
  parent?: InputMaybe<Scalars['AreaCode']['input']>;
  text?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryCaseProofArgs = {
  receipt: Scalars['Receipt']['input'];
};


/** What can be asked. */
export type QueryCaseViewArgs = {
  receipt: Scalars['Receipt']['input'];
};


/** What can be asked. */
export type QueryChannelGuideArgs = {
  situation: SituationInput;
};


/** What can be asked. */
export type QueryDirectoryChangesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  since: Scalars['String']['input'];
};


/** What can be asked. */
export type QueryDraftNoticeArgs = {
  language?: InputMaybe<Language>;
};


/** What can be asked. */
export type QueryEmergencyNumbersArgs = {
  area?: InputMaybe<Scalars['AreaCode']['input']>;
};


/** What can be asked. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** What can be asked. */
export type QueryResourceArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryResourcesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  at?: InputMaybe<Scalars['DateTime']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ResourceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. */
export type QuerySealedCaseArgs = {
  lookup: Scalars['Base64Url']['input'];
};


/** What can be asked. */
export type QuerySealedCaseProofArgs = {
  lookup: Scalars['Base64Url']['input'];
};


/** What can be asked. */
export type QuerySiteArgs = {
  code: Scalars['String']['input'];
};

/** Only the new receipt opens the case now. A retry with the same two receipts gives the same answer. */
export type ReceiptChanged = {
  __typename?: 'ReceiptChanged';
  /** The case as it is now. */
  view: CaseView;
};

/** Reasons for a refusal. New ones may be added; show `message` for unknown ones. */
export type RefusalCode =
  /** The case has reached the limit of messages by its sender. Send a new report with a new receipt. */
  | 'CONVERSATION_FULL'
  /** A required text is blank. */
  | 'EMPTY'
  /** The key with which the client sealed is not published or has ended. Nothing was stored; seal again with one of `keysets`. */
  | 'GENERATION_NOT_USABLE'
  /** The date is in the future. */
  | 'INVALID_DATE'
  /** What the client sealed has a wrong length, its ids are in use elsewhere, or the key that it wrapped for the receipt does not open. Nothing was stored. */
  | 'INVALID_SEAL'
  /** A text holds control characters. */
  | 'INVALID_TEXT'
  /** The text is not a push token. */
  | 'INVALID_TOKEN'
  /** Another message has this id. Make a new one. */
  | 'MESSAGE_ID_ALREADY_USED'
  /** This service has no centre in the area's county; `advice` names other channels. Nothing was stored. */
  | 'NOT_SERVED_HERE'
  /** Solve `proofChallenge` and send again. */
  | 'PROOF_REQUIRED'
  /** The receipt belongs to another submission. Make a new one. */
  | 'RECEIPT_ALREADY_USED'
  /** Storage is unavailable, and it is unknown whether the submission was stored. Send again with the same receipt; it counts once. */
  | 'TEMPORARILY_UNAVAILABLE'
  /** A text has more characters than the field takes. */
  | 'TOO_LONG'
  /** The service is busy; nothing was stored. Send again with the same receipt after `retryAfterSeconds`. */
  | 'TRY_LATER'
  /** There is no area with this code. */
  | 'UNKNOWN_AREA'
  /** No case for this receipt: never used, expired and erased are answered alike. */
  | 'UNKNOWN_CASE'
  /** There is no entry with this id or key. */
  | 'UNKNOWN_RESOURCE'
  /** The centre for which the client sealed does not take this area's reports. Nothing was stored; the client does not follow another centre, it is out of date. */
  | 'WRONG_CENTRE';

/** Worrying signs in a person's behaviour, after Taipei's list of indicators. New ones may be added. */
export type ReportIndicator =
  /** Troubles the neighbourhood in another way. */
  | 'COMMUNITY_NUISANCE'
  /** May endanger the neighbourhood. */
  | 'COMMUNITY_SAFETY'
  /** Hurt people, themselves or animals, or broke things on purpose. */
  | 'HARM_ACT'
  /** Spoke of hurting somebody. */
  | 'HARM_THREAT'
  /** Something else. */
  | 'OTHER'
  /** Uses drugs, medicines or alcohol in a worrying way. */
  | 'SUBSTANCE_USE'
  /** Thinks of suicide. Ask for this separately if the topic is MENTAL_SUBSTANCE_SUICIDE, as for the next two. */
  | 'SUICIDAL_THOUGHTS'
  /** Acts violently while ill. */
  | 'VIOLENT_WHILE_ILL';

/** What is wrong with an entry. */
export type ReportResourceProblemInput = {
  /** The entry's id or key. */
  resource: Scalars['ID']['input'];
  /** What is wrong, 1 to 1,000 characters. Please write nothing about a person. */
  words: Scalars['String']['input'];
};

/** The result of [Mutation.reportResourceProblem]. */
export type ReportResourceProblemResult = ResourceProblemReported | SubmissionRefused;

/** A legal duty to report for people in a capacity: the article, what to report, and by when. */
export type ReportingDuty = {
  __typename?: 'ReportingDuty';
  /** The number of the article. */
  article: Scalars['Int']['output'];
  /** Stable name of this duty. */
  code: Scalars['String']['output'];
  /** The deadline in hours; null if the article names none. */
  deadlineHours?: Maybe<Scalars['Int']['output']>;
  /** The name of the act. */
  law: Scalars['String']['output'];
  /** True if the article names people in this capacity; false if they may be obliged but it is not certain. */
  obliged: Scalars['Boolean']['output'];
  /** The text of the act, and the day of its promulgation. */
  source: Source;
  /** The duty as a sentence to show. */
  text: Scalars['String']['output'];
  /** The language that the text is written in. */
  textLanguage: Language;
};


/** A legal duty to report for people in a capacity: the article, what to report, and by when. */
export type ReportingDutyLawArgs = {
  language?: InputMaybe<Language>;
};


/** A legal duty to report for people in a capacity: the article, what to report, and by when. */
export type ReportingDutyTextArgs = {
  language?: InputMaybe<Language>;
};


/** A legal duty to report for people in a capacity: the article, what to report, and by when. */
export type ReportingDutyTextLanguageArgs = {
  language?: InputMaybe<Language>;
};

/** What somebody needs. Photos cannot be sent in this release. */
export type RequestHelpInput = {
  /** The county or district where the person is. */
  area: Scalars['AreaCode']['input'];
  /** How to reach the person, up to 300 characters; optional. */
  contact?: InputMaybe<Scalars['String']['input']>;
  /** What kind of contact that is. */
  contactKind?: InputMaybe<PersonalContactKind>;
  /** The code of an exercise, which marks this as one. A code that is not recognized is ignored, which `notices` say; the request then counts as real. */
  exerciseCode?: InputMaybe<Scalars['String']['input']>;
  /** What is hard right now, as in a report of a concern: whether it is thoughts of suicide, drugs or alcohol, or becoming violent while ill. */
  indicators?: InputMaybe<Array<ReportIndicator>>;
  /** The language an interpreter is needed for. */
  interpreter?: InputMaybe<Scalars['LanguageTag']['input']>;
  /** The language of the answers; by default the request's. */
  language?: InputMaybe<Language>;
  /** What else it is about. */
  otherTopics?: InputMaybe<Array<Topic>>;
  /** The solved challenge, if one was demanded. */
  proof?: InputMaybe<ProofInput>;
  /** Made by the client before the first try, and the same for every retry: two tries count once. */
  receipt: Scalars['Receipt']['input'];
  /** When and how it is safe to make contact, in parts that the office checks its calls against. A part that cannot be read is left out and named in `notices`; it is never a reason to refuse. */
  safeTimes?: InputMaybe<SafeTimesInput>;
  /** When and how it is safe to make contact, up to 300 characters. */
  safeToContact?: InputMaybe<Scalars['String']['input']>;
  /** What it is mainly about. */
  topic: Topic;
  /** How urgent it is. */
  urgency: Urgency;
  /** What is needed, 1 to 3,000 characters. */
  words: Scalars['String']['input'];
};

/** The result of [Mutation.requestHelp]. */
export type RequestHelpResult = CaseReceived | SubmissionRefused;

/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type Resource = Node & {
  __typename?: 'Resource';
  /** Who runs it. */
  agency: Scalars['String']['output'];
  /** The language that the agency's name is written in. */
  agencyLanguage: Language;
  /** Alternatives with the same services, open ones first, then those that open soonest. */
  alternatives: Array<Resource>;
  /** How old the facts are. */
  asOf: Scalars['Date']['output'];
  /** Whether it is open. */
  availability: Availability;
  /** How well sources confirm the facts. */
  confidence: Confidence;
  /** The entry to call instead, if this one has no known number. */
  contactVia?: Maybe<Resource>;
  /** How to reach it, the usual way first. Below a field that was given an area, contacts of other areas are left out. */
  contacts: Array<Contact>;
  /** The areas it serves; empty when it serves the whole country. */
  coverage: Array<Area>;
  /** The number to call first, as it is dialled in Taiwan: that of the first of its `contacts` that is for calls; null if there is none. */
  dial?: Maybe<Scalars['String']['output']>;
  /** Whether a call costs nothing. */
  freeOfCharge?: Maybe<Scalars['Boolean']['output']>;
  /** How recently a person checked the facts. */
  freshness: Freshness;
  /** Its own hours; null when nothing at all is known about them. */
  hours?: Maybe<Hours>;
  /** An opaque, stable id of the entry as this query sees it. It differs by the area, the instant and the wanted language of the query and by the reader's language, so that a cache keeps one value for each id. In a feed it is the entry's own id. Every field that takes an id accepts all of these; `key` names the entry itself. */
  id: Scalars['ID']['output'];
  /** Those of its languages that need an interpreter in a three-way call. */
  interpreterLanguages: Array<Scalars['LanguageTag']['output']>;
  /** The directory's own name for it, e.g. tw.hotline.113. */
  key: Scalars['String']['output'];
  /** What it is. */
  kind: ResourceKind;
  /** What it is, in words. */
  kindName: Scalars['String']['output'];
  /** How a caller gets an answer in a language: from the person who answers, or through an interpreter who joins the call, with the word that the operator understands. Null if nobody is known to speak it, and for Chinese to readers of Chinese. */
  languageHelp?: Maybe<Scalars['String']['output']>;
  /** The names of the languages it answers in, in their order. */
  languageNames: Array<Scalars['String']['output']>;
  /** The languages it answers in, those with an interpreter included. */
  languages: Array<Scalars['LanguageTag']['output']>;
  /** Where it is. Never given for guarded buildings and tip lines. */
  location?: Maybe<Location>;
  /** Its name. */
  name: Scalars['String']['output'];
  /** Whether it serves the whole country. */
  nationwide: Scalars['Boolean']['output'];
  /** Which of the seven networks it belongs to. */
  network?: Maybe<Network>;
  /** The name of its network. */
  networkName?: Maybe<Scalars['String']['output']>;
  /** What it is for. */
  purpose?: Maybe<Scalars['String']['output']>;
  /** The language that the purpose is written in; null where there is none. */
  purposeLanguage?: Maybe<Language>;
  /** A plain-text card to pass on: name, number, hours, whether it is open, languages, the date of the facts. */
  shareText: Scalars['String']['output'];
  /** Where the facts were found. */
  sources: Array<Source>;
  /** Whether it may be used. */
  status: ResourceStatus;
  /** What replaced it. */
  supersededBy?: Maybe<Resource>;
  /** What it replaced. */
  supersedes: Array<Resource>;
  /** The same as a link that dials it. */
  telUri?: Maybe<Scalars['String']['output']>;
  /** The language that the name is written in. */
  textLanguage: Language;
  /** The names of its topics, in their order. */
  topicNames: Array<Scalars['String']['output']>;
  /** What it helps with. */
  topics: Array<Topic>;
  /** When a person last checked them. */
  verifiedAt?: Maybe<Scalars['DateTime']['output']>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceAgencyArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceAgencyLanguageArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceAlternativesArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceAvailabilityArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceKindNameArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceLanguageHelpArgs = {
  language?: InputMaybe<Language>;
  spoken?: InputMaybe<Scalars['LanguageTag']['input']>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceLanguageNamesArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceNameArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceNetworkNameArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourcePurposeArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourcePurposeLanguageArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceShareTextArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceTextLanguageArgs = {
  language?: InputMaybe<Language>;
};


/** A line, chat, office or centre that helps. A null value was not found in any source. */
export type ResourceTopicNamesArgs = {
  language?: InputMaybe<Language>;
};

/** One page of entries. */
export type ResourceConnection = {
  __typename?: 'ResourceConnection';
  /** The entries with their cursors and distances. */
  edges: Array<ResourceEdge>;
  /** Whether the text was not understood, so that the list begins with the lines for anybody. */
  fallback: Scalars['Boolean']['output'];
  /** How many entries come before this page now and were on no earlier page, because the directory has changed since the first page. If it is not 0, read the first page again. Only the first 160 entries are counted. */
  movedBefore: Scalars['Int']['output'];
  /** The entries alone. */
  nodes: Array<Resource>;
  /** The position of this page in the list. */
  pageInfo: PageInfo;
  /** How many entries there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** An entry in a list. */
export type ResourceEdge = {
  __typename?: 'ResourceEdge';
  /** The entry's cursor; it stays valid when the directory changes. */
  cursor: Scalars['String']['output'];
  /** The straight distance from `near` in metres; null without `near`, and for entries that serve a whole city or the whole country. */
  distanceMetres?: Maybe<Scalars['Int']['output']>;
  /** The entry. */
  node: Resource;
  /** The situation that the text was understood as, if the entry is listed because of it; null if its words or name matched. */
  understoodAs?: Maybe<Scalars['String']['output']>;
};


/** An entry in a list. */
export type ResourceEdgeUnderstoodAsArgs = {
  language?: InputMaybe<Language>;
};

/** The conditions for entries of a list. All given ones must hold; an empty list is no condition. */
export type ResourceFilter = {
  /** Serves this area: nationwide entries, and those that cover it, its county or one of its districts. */
  area?: InputMaybe<Scalars['AreaCode']['input']>;
  /** Can be reached in one of these ways, in the given area. */
  contactKinds?: InputMaybe<Array<ContactKind>>;
  /** true: known to be free of charge; false: known to be charged. */
  freeOfCharge?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these kinds. */
  kinds?: InputMaybe<Array<ResourceKind>>;
  /** Nearest first, among equals. Excludes nothing. */
  near?: InputMaybe<PointInput>;
  /** One of these networks. */
  networks?: InputMaybe<Array<Network>>;
  /** true: only open entries; false: no condition. */
  openNow?: InputMaybe<Scalars['Boolean']['input']>;
  /** Answers in this language, directly or through an interpreter. */
  spokenLanguage?: InputMaybe<Scalars['LanguageTag']['input']>;
  /** Words, a number with or without dashes, or a place; Chinese needs no spaces. Also a description of what happens, in a person's own words: the service reads what happens, to whom and where. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Helps with one of these. */
  topics?: InputMaybe<Array<Topic>>;
};

/** The kind of an entry of the directory. */
export type ResourceKind =
  /** A city's specialised centre or office. */
  | 'CENTRE'
  /** A service by text alone. */
  | 'CHAT'
  /** A district office, 區公所. */
  | 'DISTRICT_OFFICE'
  /** A duty centre that takes in reports around the clock. */
  | 'DUTY_CENTRE'
  /** An emergency number that sends help. */
  | 'EMERGENCY'
  /** A telephone line that listens, advises or refers. */
  | 'HOTLINE'
  /** A community mental-health centre or the zone it is responsible for. */
  | 'MENTAL_HEALTH_CENTRE'
  /** Another place where a service is given. */
  | 'SERVICE_POINT'
  /** A line for giving information to the police; not a line for help. */
  | 'TIP_LINE'
  /** A social welfare service centre, 社會福利服務中心. */
  | 'WELFARE_CENTRE';

/** The report is stored; an editor will check the entry. */
export type ResourceProblemReported = {
  __typename?: 'ResourceProblemReported';
  /** A sentence of thanks to show. */
  text: Scalars['String']['output'];
};


/** The report is stored; an editor will check the entry. */
export type ResourceProblemReportedTextArgs = {
  language?: InputMaybe<Language>;
};

/** Whether an entry may be used. */
export type ResourceStatus =
  /** In use. */
  | 'ACTIVE'
  /** Do not send anybody here at present. */
  | 'DO_NOT_REFER'
  /** Replaced: use `supersededBy`. */
  | 'SUPERSEDED'
  /** Temporarily closed. */
  | 'TEMPORARILY_CLOSED';

/** A time of day in Taiwan's time. One that ends before it begins goes on past midnight and belongs to the day on which it begins. */
export type SafePeriodInput = {
  /** e.g. 09:00. */
  from: Scalars['String']['input'];
  /** e.g. 12:00, at most 24:00. */
  to: Scalars['String']['input'];
};

/** When and how it is safe to make contact. A part that is left out is no condition. */
export type SafeTimesInput = {
  /** How: by telephone, by a message, or both. */
  by?: InputMaybe<Array<ContactMeans>>;
  /** ISO weekdays, 1 for Monday to 7. */
  days?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** Whether a message may be left with whoever answers. */
  mayLeaveMessage?: InputMaybe<Scalars['Boolean']['input']>;
  /** Times of day, up to 8. */
  periods?: InputMaybe<Array<SafePeriodInput>>;
};

/** The form is stored on disk, now or by an earlier try. Open what is stored and forget the key of this try: the bytes of the first try stay. */
export type SealedCaseReceived = {
  __typename?: 'SealedCaseReceived';
  /** The case as it is now. */
  case: SealedCaseView;
};

/** What the service can show of a case that only its sender and the centre can open. Status, timeline and office are what the service says; no signature proves them. */
export type SealedCaseView = {
  __typename?: 'SealedCaseView';
  /** What all bytes of the case are bound to. Use it only once the inner wrap has opened under it. */
  binding: Scalars['Base64Url']['output'];
  /** Compare it with the key that the inner wrap holds, before anything is opened with that key. */
  commitment: Scalars['Base64Url']['output'];
  /** The entries, in the order of their positions. */
  entries: Array<SealedEntry>;
  /** The inner wrap, 60 bytes; null if the service's own layer does not open. */
  receiptWrap?: Maybe<Scalars['Base64Url']['output']>;
  /** What stands in clear. Its `messages` are empty: open `entries`. */
  view: CaseView;
};


/** What the service can show of a case that only its sender and the centre can open. Status, timeline and office are what the service says; no signature proves them. */
export type SealedCaseViewEntriesArgs = {
  before?: InputMaybe<Scalars['ID']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** One sealed entry. */
export type SealedEntry = {
  __typename?: 'SealedEntry';
  /** Nonce, ciphertext and tag. */
  bytes: Scalars['Base64Url']['output'];
  /** Whether the service says that a worker wrote it. That is true only if it opens as a worker's entry. */
  fromStaff: Scalars['Boolean']['output'];
  /** Its id, bound into the bytes. */
  id: Scalars['ID']['output'];
  /** The day. */
  on: Scalars['Date']['output'];
  /** From 0, which is the form; unique in the case. */
  position: Scalars['Int']['output'];
  /** Whether it is a worker's that nobody has marked as read. */
  unread: Scalars['Boolean']['output'];
};

/** An entry as the client sealed it. */
export type SealedEntryInput = {
  /** Nonce, ciphertext and tag: 1,052, 4,124, 16,412 or 32,796 bytes; of a form not the smallest. */
  bytes: Scalars['Base64Url']['input'];
  /** The message fingerprint, 32 bytes. */
  fingerprint: Scalars['Base64Url']['input'];
  /** A UUID of version 4, bound into the bytes. One that is in use elsewhere is refused with INVALID_SEAL. */
  id: Scalars['ID']['input'];
  /** The message tag, 32 bytes. */
  tag: Scalars['Base64Url']['input'];
};

/** The message is stored on disk, now or since an earlier try. */
export type SealedMessageAdded = {
  __typename?: 'SealedMessageAdded';
  /** The case as it is now. */
  case: SealedCaseView;
};

/** The entries count as read. */
export type SealedRead = {
  __typename?: 'SealedRead';
  /** The case as it is now. */
  case: SealedCaseView;
};

/** Only the new receipt opens the case now. Open the wrap in this answer before the new receipt is shown as valid: a retry returns the bytes of the first try. */
export type SealedReceiptChanged = {
  __typename?: 'SealedReceiptChanged';
  /** The case as it is now. */
  case: SealedCaseView;
};

/** The coarse group of the sender. The exact kind is sealed. */
export type SenderGroup =
  /** A counter or a building: shops, guards, housing managers. */
  | 'COMMUNITY_POINT'
  /** Somebody who comes to families: chiefs, coaches, childminders, home care. */
  | 'FAMILY_GATEKEEPER'
  /** Anybody else, and every request for help. */
  | 'PRIVATE'
  /** A clinic, a pharmacy, a school. */
  | 'PROFESSIONAL';

/** The place of a poster, or of an exercise. */
export type Site = {
  __typename?: 'Site';
  /** Where it is. */
  area: Area;
  /** Whether what is sent with the code is an exercise. Say so before anything is sent. */
  exercise: Scalars['Boolean']['output'];
  /** The fingerprint of the key that signs the keysets of the centre that takes reports from here, 32 hexadecimal digits in groups of four; null where none is known. */
  fingerprint?: Maybe<Scalars['String']['output']>;
  /** The kind of people who report from this place. */
  gatekeeperKind: GatekeeperKind;
  /** Its name. */
  office: Scalars['String']['output'];
};


/** The place of a poster, or of an exercise. */
export type SiteOfficeArgs = {
  language?: InputMaybe<Language>;
};

/** What somebody noticed. A value that is left out counts as absent. */
export type SituationInput = {
  /** Where the person is, for the services of that district. An unknown code counts as none. */
  area?: InputMaybe<Scalars['AreaCode']['input']>;
  /** Caring for somebody has become too much. */
  careBurden?: InputMaybe<Scalars['Boolean']['input']>;
  /** A child or a young person is affected. */
  childInvolved?: InputMaybe<Scalars['Boolean']['input']>;
  /** Conduct that frightens a neighbourhood: hurting animals, threats, destroying things, or being alone with destructive thoughts. */
  frighteningConduct?: InputMaybe<Scalars['Boolean']['input']>;
  /** The capacity in which it was noticed; the law obliges some people to report. */
  gatekeeperKind?: InputMaybe<GatekeeperKind>;
  /** Hardship, too little care, or broken ties in a family. */
  hardshipOrWeakCare?: InputMaybe<Scalars['Boolean']['input']>;
  /** Somebody may be hurt right now. */
  immediateDanger?: InputMaybe<Scalars['Boolean']['input']>;
  /** Mental illness or serious distress. */
  mentalIllness?: InputMaybe<Scalars['Boolean']['input']>;
  /** A person of 65 or more is affected. */
  olderPersonInvolved?: InputMaybe<Scalars['Boolean']['input']>;
  /** It happened at a school. */
  onCampus?: InputMaybe<Scalars['Boolean']['input']>;
  /** The usual channels have been tried and have not solved it. */
  otherChannelsFailed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Trouble with upbringing, or conflict between parents and children. */
  parentingConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** A student in serious difficulties at school. */
  schoolMaladjustment?: InputMaybe<Scalars['Boolean']['input']>;
  /** Somebody hurts or has hurt themselves. For a thought alone there is `suicidalThoughts`. */
  selfHarm?: InputMaybe<Scalars['Boolean']['input']>;
  /** Sexual violence or harassment. */
  sexualViolence?: InputMaybe<Scalars['Boolean']['input']>;
  /** The language that the person wants to speak, also one without texts of ours, e.g. km; by default the request's. */
  spokenLanguage?: InputMaybe<Scalars['LanguageTag']['input']>;
  /** Somebody uses drugs, medicines or alcohol in a way that is a worry. */
  substanceUse?: InputMaybe<Scalars['Boolean']['input']>;
  /** Somebody thinks of suicide. */
  suicidalThoughts?: InputMaybe<Scalars['Boolean']['input']>;
  /** Out of work, or looking for some. */
  unemployment?: InputMaybe<Scalars['Boolean']['input']>;
  /** Somebody is hurt, threatened or ill-treated. */
  violence?: InputMaybe<Scalars['Boolean']['input']>;
  /** Somebody acts violently while they are ill. */
  violentWhileIll?: InputMaybe<Scalars['Boolean']['input']>;
  /** A young person's behaviour is a worry. */
  youthBehaviour?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Where a fact was found. */
export type Source = {
  __typename?: 'Source';
  /** How old it is. */
  asOf?: Maybe<Scalars['Date']['output']>;
  /** The source's short name. */
  id: Scalars['ID']['output'];
  /** What it is. */
  title: Scalars['String']['output'];
  /** Its address, if it has one. */
  url?: Maybe<Scalars['String']['output']>;
};

/** When a person is at the responsible office, as the office itself says. */
export type Staffed = {
  __typename?: 'Staffed';
  /** When one is there again, where nobody is now. */
  nextFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Whether one is there now; null where the office has not said. */
  now?: Maybe<Scalars['Boolean']['output']>;
  /** All of this as a text to show. With immediate danger it says first that this service sends nobody, and whom to call. */
  text: Scalars['String']['output'];
};


/** When a person is at the responsible office, as the office itself says. */
export type StaffedTextArgs = {
  language?: InputMaybe<Language>;
};

/** A refusal, and what to do instead. Repeats nothing of what was sent. */
export type SubmissionRefused = {
  __typename?: 'SubmissionRefused';
  /** Other channels; with NOT_SERVED_HERE. */
  advice: Array<ChannelAdvice>;
  /** The reason, for programs. */
  code: RefusalCode;
  /** 110, 119, 113 and 1925, because the sender may be in danger. */
  emergency: Array<Resource>;
  /** The input field to correct. */
  field?: Maybe<Scalars['String']['output']>;
  /** What `centreKeysets` answers; with GENERATION_NOT_USABLE only. Seal again with one of them that is not lower than the one used, twice at most. */
  keysets: Array<CentreKeyset>;
  /** The reason and what to do, for people, in the request's language. */
  message: Scalars['String']['output'];
  /** The work to be done first; with PROOF_REQUIRED. */
  proofChallenge?: Maybe<ProofChallenge>;
  /** When to try again. */
  retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
};

/** A concern report. Photos cannot be sent in this release. */
export type SubmitConcernInput = {
  /** The county or district where the person is. */
  area: Scalars['AreaCode']['input'];
  /** Whether a child or youth is involved, if known. */
  childInvolved?: InputMaybe<Scalars['Boolean']['input']>;
  /** The capacity in which it was noticed; optional. */
  gatekeeperKind?: InputMaybe<GatekeeperKind>;
  /** What is worrying about the behaviour. */
  indicators?: InputMaybe<Array<ReportIndicator>>;
  /** The language of the answers; by default the request's. */
  language?: InputMaybe<Language>;
  /** When it was noticed. */
  observedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What else it is about. */
  otherTopics?: InputMaybe<Array<Topic>>;
  /** Who, as far as known, up to 300 characters. */
  person?: InputMaybe<Scalars['String']['input']>;
  /** Where exactly, up to 300 characters. */
  place?: InputMaybe<Scalars['String']['input']>;
  /** The solved challenge, if one was demanded. */
  proof?: InputMaybe<ProofInput>;
  /** Made by the client before the first try, and the same for every retry: two tries count once. */
  receipt: Scalars['Receipt']['input'];
  /** The code of the poster at the counter, or of an exercise. One that is not recognized is ignored. */
  siteCode?: InputMaybe<Scalars['String']['input']>;
  /** What it is mainly about. */
  topic: Topic;
  /** How urgent it is. */
  urgency: Urgency;
  /** What was noticed, 1 to 3,000 characters. */
  words: Scalars['String']['input'];
};

/** The result of [Mutation.submitConcern]. */
export type SubmitConcernResult = CaseReceived | SubmissionRefused;

/** A form that the client has sealed, and the clear list beside it. A copy of the clear list is sealed in the form; staff compare. */
export type SubmitSealedInput = {
  /** The county or district where the person is. */
  area: Scalars['AreaCode']['input'];
  /** 32 random bytes, made with the first sealing. */
  binding: Scalars['Base64Url']['input'];
  /** The code of the centre that takes the area's reports, from what the client carries and never from an answer. Any other is refused with WRONG_CENTRE. */
  centre: Scalars['String']['input'];
  /** The key for the centre, 80 bytes. */
  centreWrap: Scalars['Base64Url']['input'];
  /** Whether a child or youth is involved, if known. */
  childInvolved?: InputMaybe<Scalars['Boolean']['input']>;
  /** derive(K, `commit`, 32). */
  commitment: Scalars['Base64Url']['input'];
  /** The sealed form. Its message id is the empty one. */
  entry: SealedEntryInput;
  /** The fingerprint of the form under the receipt, 32 bytes: the same form gives the same one in every try. */
  fingerprint: Scalars['Base64Url']['input'];
  /** Which form it is. */
  form: CaseForm;
  /** Which of the centre's keys the wrap is made with. One that is not usable is refused with GENERATION_NOT_USABLE. */
  generation: Scalars['Int']['input'];
  /** SHA-256(label(`hand-check`) || hand), 32 bytes. The hand itself is not sent with a new case. */
  handCheck: Scalars['Base64Url']['input'];
  /** What is worrying about the behaviour. */
  indicators?: InputMaybe<Array<ReportIndicator>>;
  /** derive(receipt, `lookup`, 32). The same for every retry: two tries count once. */
  lookup: Scalars['Base64Url']['input'];
  /** What else it is about. */
  otherTopics?: InputMaybe<Array<Topic>>;
  /** The solved challenge, if one was demanded. */
  proof?: InputMaybe<ProofInput>;
  /** The key for the receipt, the inner wrap, 60 bytes. The service adds its own layer in storage. */
  receiptWrap: Scalars['Base64Url']['input'];
  /** The coarse group of the sender. */
  senderGroup: SenderGroup;
  /** What it is mainly about. */
  topic: Topic;
  /** How urgent it is. */
  urgency: Urgency;
};

/** The result of [Mutation.submitSealed]. */
export type SubmitSealedResult = SealedCaseReceived | SubmissionRefused;

/** What can be watched. */
export type Subscription = {
  __typename?: 'Subscription';
  /** Says that something happened to a case, without its content. The first event is the present state; an unknown receipt ends the stream. */
  caseNews: CaseNews;
  /** As `caseNews`, by the lookup. */
  sealedCaseNews: CaseNews;
};


/** What can be watched. */
export type SubscriptionCaseNewsArgs = {
  receipt: Scalars['Receipt']['input'];
};


/** What can be watched. */
export type SubscriptionSealedCaseNewsArgs = {
  lookup: Scalars['Base64Url']['input'];
};

/** What a person needs help with. */
export type Topic =
  /** Who looks after a child or another member of the family. */
  | 'CARE_ARRANGEMENT'
  /** The burden of caring; disability and long-term care. */
  | 'CARE_BURDEN'
  /** A child who is hurt or neglected. */
  | 'CHILD_PROTECTION'
  /** Danger or nuisance in the neighbourhood. */
  | 'COMMUNITY_SAFETY'
  /** Violence at home or by a partner. */
  | 'DOMESTIC_VIOLENCE'
  /** Money, emergency aid, medical costs. */
  | 'ECONOMIC'
  /** An older person who is hurt or neglected. */
  | 'ELDER_PROTECTION'
  /** Work: losing it, finding it, rights at it. */
  | 'EMPLOYMENT'
  /** Mental health, drugs, alcohol, thoughts of suicide. */
  | 'MENTAL_SUBSTANCE_SUICIDE'
  /** Anything else. */
  | 'OTHER'
  /** Bringing up children; parents and children in conflict. */
  | 'PARENTING'
  /** School: settling in, staying away, dropping out. */
  | 'SCHOOLING'
  /** Sexual violence or harassment. */
  | 'SEXUAL_ASSAULT'
  /** Young people's behaviour. */
  | 'YOUTH_BEHAVIOUR';

/** How urgent it is. */
export type Urgency =
  /** Somebody may be hurt right now. Show the emergency numbers first: this is not an emergency line. */
  | 'IMMEDIATE_DANGER'
  /** It can wait a day. */
  | 'ROUTINE'
  /** It should not wait. */
  | 'URGENT';

export type EmergencyNumbersQueryVariables = Exact<{
  area?: InputMaybe<Scalars['AreaCode']['input']>;
}>;


export type EmergencyNumbersQuery = { __typename?: 'Query', emergencyNumbers: Array<{ __typename?: 'Resource', id: string, key: string, name: string, contacts: Array<{ __typename?: 'Contact', kind: ContactKind, label?: string | null, telUri?: string | null, url?: string | null }> }> };

export type WhoAnswersNowQueryVariables = Exact<{
  area: Scalars['AreaCode']['input'];
  topics?: InputMaybe<Array<Topic> | Topic>;
}>;


export type WhoAnswersNowQuery = { __typename?: 'Query', resources?: { __typename?: 'ResourceConnection', nodes: Array<{ __typename?: 'Resource', id: string, name: string, languageHelp?: string | null, contacts: Array<{ __typename?: 'Contact', kind: ContactKind, telUri?: string | null }>, availability: { __typename?: 'Availability', state: AvailabilityState, nextChangeAt?: string | null }, hours?: { __typename?: 'Hours', inWords: string } | null }> } | null };

export type SubmitConcernMutationVariables = Exact<{
  input: SubmitConcernInput;
}>;


export type SubmitConcernMutation = { __typename?: 'Mutation', submitConcern: { __typename: 'CaseReceived', notices: Array<string>, view: { __typename?: 'CaseView', id: string, status: CaseStatus, statusName: string, office: string, dueBy?: string | null } } | { __typename: 'SubmissionRefused', code: RefusalCode, message: string, field?: string | null, retryAfterSeconds?: number | null, proofChallenge?: { __typename?: 'ProofChallenge', challenge: string, algorithm: string, difficulty: number } | null, emergency: Array<{ __typename?: 'Resource', key: string, name: string, dial?: string | null, telUri?: string | null }> } };

export type MyCaseQueryVariables = Exact<{
  receipt: Scalars['Receipt']['input'];
}>;


export type MyCaseQuery = { __typename?: 'Query', caseView?: { __typename?: 'CaseView', id: string, status: CaseStatus, statusName: string, office: string, dueBy?: string | null, pushEnabled: boolean, expiresOn?: string | null, timeline: Array<{ __typename?: 'CaseEvent', kind: CaseEventKind, on: string, text: string }>, messages: Array<{ __typename?: 'CaseMessage', id: string, fromStaff: boolean, on: string, words: string }> } | null };

export type NewsSubscriptionVariables = Exact<{
  receipt: Scalars['Receipt']['input'];
}>;


export type NewsSubscription = { __typename?: 'Subscription', caseNews: { __typename?: 'CaseNews', status: CaseStatus, changedOn: string, unreadMessages: number } };

export type EnablePushMutationVariables = Exact<{
  input: EnablePushInput;
}>;


export type EnablePushMutation = { __typename?: 'Mutation', enablePush: { __typename: 'PushEnabled', promise: string } | { __typename: 'SubmissionRefused', code: RefusalCode, message: string } };

export type EraseCaseMutationVariables = Exact<{
  input: EraseCaseInput;
}>;


export type EraseCaseMutation = { __typename?: 'Mutation', eraseCase: { __typename: 'CaseErased', wordsErasedBy: string, text: string } | { __typename: 'SubmissionRefused', code: RefusalCode, message: string } };

export type CentreKeysetsQueryVariables = Exact<{ [key: string]: never; }>;


export type CentreKeysetsQuery = { __typename?: 'Query', centreKeysets?: Array<{ __typename?: 'CentreKeyset', centre: string, suite: number, generation: number, validFrom: string, validUntil: string, publicKey: string, signature: string }> | null };

export type SubmitSealedMutationVariables = Exact<{
  input: SubmitSealedInput;
}>;


export type SubmitSealedMutation = { __typename?: 'Mutation', submitSealed: { __typename: 'SealedCaseReceived', case: { __typename?: 'SealedCaseView', binding: string, commitment: string, receiptWrap?: string | null, entries: Array<{ __typename?: 'SealedEntry', id: string, position: number, fromStaff: boolean, bytes: string }> } } | { __typename: 'SubmissionRefused', code: RefusalCode, field?: string | null, retryAfterSeconds?: number | null, proofChallenge?: { __typename?: 'ProofChallenge', challenge: string, difficulty: number } | null, keysets: Array<{ __typename?: 'CentreKeyset', centre: string, suite: number, generation: number, validFrom: string, validUntil: string, publicKey: string, signature: string }> } };

export type SealedCaseQueryVariables = Exact<{
  lookup: Scalars['Base64Url']['input'];
}>;


export type SealedCaseQuery = { __typename?: 'Query', sealedCase?: { __typename?: 'SealedCaseView', binding: string, commitment: string, receiptWrap?: string | null, view: { __typename?: 'CaseView', status: CaseStatus, throughServiceOn?: string | null }, entries: Array<{ __typename?: 'SealedEntry', id: string, position: number, fromStaff: boolean, bytes: string }> } | null };

export type AddSealedMessageMutationVariables = Exact<{
  input: AddSealedMessageInput;
}>;


export type AddSealedMessageMutation = { __typename?: 'Mutation', addSealedMessage: { __typename: 'SealedMessageAdded' } | { __typename: 'SubmissionRefused', code: RefusalCode, retryAfterSeconds?: number | null, proofChallenge?: { __typename?: 'ProofChallenge', challenge: string, difficulty: number } | null } };

export type EraseSealedCaseMutationVariables = Exact<{
  input: EraseSealedCaseInput;
}>;


export type EraseSealedCaseMutation = { __typename?: 'Mutation', eraseSealedCase: { __typename: 'CaseErased' } | { __typename: 'SubmissionRefused', code: RefusalCode } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const EmergencyNumbersDocument = new TypedDocumentString(`
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
    `, {"hash":"2d82bccb946daedb7b1c3b90248fcbc32b0f2d33f2e97dfb519f39546be5a350"}) as unknown as TypedDocumentString<EmergencyNumbersQuery, EmergencyNumbersQueryVariables>;
export const WhoAnswersNowDocument = new TypedDocumentString(`
    query WhoAnswersNow($area: AreaCode!, $topics: [Topic!]) {
  resources(filter: {area: $area, topics: $topics, openNow: true}, first: 5) {
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
    `, {"hash":"598636238a6bd8b059381e9aff6b1bd18b545b8e9d63e702020d6ac9122bbdfe"}) as unknown as TypedDocumentString<WhoAnswersNowQuery, WhoAnswersNowQueryVariables>;
export const SubmitConcernDocument = new TypedDocumentString(`
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
    `, {"hash":"d6c125d4a3fb53bf531680be7434078f2aaaef9cb87264b38b419316774fcb2e"}) as unknown as TypedDocumentString<SubmitConcernMutation, SubmitConcernMutationVariables>;
export const MyCaseDocument = new TypedDocumentString(`
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
    `, {"hash":"7979a6f26d0ee7c482c7625f8ac14e761ebd5fa440032982d3a10680431f39fa"}) as unknown as TypedDocumentString<MyCaseQuery, MyCaseQueryVariables>;
export const NewsDocument = new TypedDocumentString(`
    subscription News($receipt: Receipt!) {
  caseNews(receipt: $receipt) {
    status
    changedOn
    unreadMessages
  }
}
    `, {"hash":"19d5e7f682b7f4446439495d6e3e6e5cb7785d8db1403cfa7bd94d126abc6a9a"}) as unknown as TypedDocumentString<NewsSubscription, NewsSubscriptionVariables>;
export const EnablePushDocument = new TypedDocumentString(`
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
    `, {"hash":"f702acb3b9162ebab10cbeb60bc11ff61f97bebcb796281b35980de5415eccf5"}) as unknown as TypedDocumentString<EnablePushMutation, EnablePushMutationVariables>;
export const EraseCaseDocument = new TypedDocumentString(`
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
    `, {"hash":"adc2cd32725a712a4b00204aedc877592d9fc482bcc44b3209b33c29becc7fd8"}) as unknown as TypedDocumentString<EraseCaseMutation, EraseCaseMutationVariables>;
export const CentreKeysetsDocument = new TypedDocumentString(`
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
    `, {"hash":"4fd54192db29e7948bc0bac7d3f0f3c87dc91253034c65fc3e589e2a85bfdbe7"}) as unknown as TypedDocumentString<CentreKeysetsQuery, CentreKeysetsQueryVariables>;
export const SubmitSealedDocument = new TypedDocumentString(`
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
    `, {"hash":"96b59052629dd3151df058337b0feb65bffaa1cebd18a68371d2c75a7bb1412e"}) as unknown as TypedDocumentString<SubmitSealedMutation, SubmitSealedMutationVariables>;
export const SealedCaseDocument = new TypedDocumentString(`
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
    `, {"hash":"d901ca062dfe5ab556ec718e6d02eab95af514bd5873752e6be7f44b7c7695d4"}) as unknown as TypedDocumentString<SealedCaseQuery, SealedCaseQueryVariables>;
export const AddSealedMessageDocument = new TypedDocumentString(`
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
    `, {"hash":"b9477879d19bbbdf5594ae14d231b46158f8cd245a57cefeec322b05e3f22dfe"}) as unknown as TypedDocumentString<AddSealedMessageMutation, AddSealedMessageMutationVariables>;
export const EraseSealedCaseDocument = new TypedDocumentString(`
    mutation EraseSealedCase($input: EraseSealedCaseInput!) {
  eraseSealedCase(input: $input) {
    __typename
    ... on SubmissionRefused {
      code
    }
  }
}
    `, {"hash":"1e605f6dc05e7ba353a7c4171ad41bd2d7417a45783ddf128446af4e57a9b9a1"}) as unknown as TypedDocumentString<EraseSealedCaseMutation, EraseSealedCaseMutationVariables>;