package tw.shouwang.api.directory.entries;

/// How a contact is used. The names are those of the GraphQL enum.
public enum ContactKind {
  VOICE,
  SMS,
  CHAT,
  LINE,
  VIDEO,
  APP,
  CALLBACK,
  WEB_FORM,
  WEB,
  EMAIL,
  FAX,
  KEYPAD,
  WALK_IN
}
