package tw.shouwang.api.directory.entries;

import java.util.List;

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
  WALK_IN;

  /// The kinds that a person at home may have.
  public static final List<ContactKind> PERSONAL = List.of(VOICE, SMS, LINE, VIDEO, APP, EMAIL);
}
