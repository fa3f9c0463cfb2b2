package tw.shouwang.graphql.errors;

import java.util.Map;
import java.util.Set;
import tw.shouwang.i18n.Language;

/// Adds to `extensions` of the errors of a request that was refused before anything ran, so that
/// somebody whose call for help was malformed still gets what helps. Every bean of this type is
/// asked once for each refused request, and what they return is merged.
public interface RequestErrorExtensions {

  /// What to add, as JSON's own types (maps, lists, strings, numbers); empty for nothing.
  Map<String, Object> extensions(Refused refused);

  /// What is known of a refused request. `rootFields` holds the names of the root fields of all
  /// operations it may have meant; it is empty where `documentKnown` is false.
  record Refused(String schema, boolean documentKnown, Set<String> rootFields, Language language) {

    public Refused {
      rootFields = Set.copyOf(rootFields);
    }
  }
}
