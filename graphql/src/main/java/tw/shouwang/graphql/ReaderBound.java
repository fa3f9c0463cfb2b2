package tw.shouwang.graphql;

/// A source of fields that may be written for another reader than the request's: an object whose
/// id, by which it was asked for, names the reader's language.
public interface ReaderBound {

  /// The context for the fields of this object.
  RequestContext readBy(RequestContext request);
}
