package tw.shouwang.graphql;

/// A source of fields that may belong to a reader of its own, whatever the request's language is:
/// an object that was asked for by an id which names its reader.
public interface ReaderBound {

  /// The context for the fields of this object.
  RequestContext readBy(RequestContext request);
}
