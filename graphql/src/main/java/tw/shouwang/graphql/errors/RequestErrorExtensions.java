package tw.shouwang.graphql.errors;

import java.util.Map;
import java.util.Set;
import tw.shouwang.i18n.Language;

/// Adds entries to `extensions` of the errors of a request, refused or executed, so that a call for
/// help that went wrong anywhere still gets the emergency numbers. Every bean of this type is
/// called once for each request with an error, and the results are merged.
public interface RequestErrorExtensions {

  /// The entries to add, as JSON's own types (maps, lists, strings, numbers); may be empty.
  Map<String, Object> extensions(Refused refused);

  /// A request with an error. `rootFields` holds the names of the root fields of all operations
  /// that it may have meant; it is empty if `documentKnown` is false.
  record Refused(String schema, boolean documentKnown, Set<String> rootFields, Language language) {

    public Refused {
      rootFields = Set.copyOf(rootFields);
    }
  }
}
