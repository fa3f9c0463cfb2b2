package tw.shouwang.api.intake.conferences;

/// Who holds a conference. Stored by name; the names are those of the GraphQL enum.
enum ConferenceLevel {
  CASE,
  DISTRICT,
  CITY
}
