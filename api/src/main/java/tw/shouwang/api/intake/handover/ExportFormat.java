package tw.shouwang.api.intake.handover;

/// The file format of an export. The names are those of the GraphQL enum.
enum ExportFormat {
  JSON("application/json", "json"),
  CSV("text/csv;charset=utf-8", "csv"),
  FHIR("application/fhir+json", "fhir.json");

  private final String mediaType;
  private final String suffix;

  ExportFormat(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  String mediaType() {
    return mediaType;
  }

  String suffix() {
    return suffix;
  }
}
