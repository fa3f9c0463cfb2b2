package tw.shouwang.graphql.execution;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of the root fields of operations, also within fragments. The document may be invalid:
/// a fragment may be missing or contain itself.
final class RootFields {

  private final Map<String, SelectionSet> fragments = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  private RootFields(Document document) {
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.putIfAbsent(fragment.getName(), fragment.getSelectionSet());
    }
  }

  static Set<String> of(Document document, List<OperationDefinition> operations) {
    RootFields fields = new RootFields(document);
    operations.forEach(operation -> fields.collect(operation.getSelectionSet()));
    return fields.names;
  }

  private void collect(@Nullable SelectionSet selections) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> names.add(field.getName());
        case InlineFragment inline -> collect(inline.getSelectionSet());
        case FragmentSpread spread -> {
          if (seen.add(spread.getName())) {
            collect(fragments.get(spread.getName()));
          }
        }
        default -> {}
      }
    }
  }
}
