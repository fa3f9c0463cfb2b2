package tw.shouwang.api.helprequests;

/// How a person can be reached: those of [tw.shouwang.api.directory.entries.ContactKind] that
/// somebody at home may have, by the same names. The names are sealed with a case and are in the
/// fingerprint of a form.
enum PersonalContactKind {
  VOICE,
  SMS,
  LINE,
  VIDEO,
  APP,
  EMAIL
}
