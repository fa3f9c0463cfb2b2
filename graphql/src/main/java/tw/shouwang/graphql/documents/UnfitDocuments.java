package tw.shouwang.graphql.documents;

/// The documents of apps cannot be served as they are: an operator has to change their folder. The
/// message is one sentence that names the file or the id.
public final class UnfitDocuments extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public UnfitDocuments(String sentence) {
    super(sentence);
  }
}
