package tw.shouwang.graphql.limits;

import graphql.language.DirectivesContainer;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds `@skip` and `@include` at the root of a subscription, which the specification forbids
/// (5.2.4.1): without its only field there would be nothing to subscribe to. The engine does not
/// check this.
public final class ConditionalRoots {

  private static final Set<String> CONDITIONS = Set.of("skip", "include");

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  private ConditionalRoots(Document document) {
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.put(fragment.getName(), fragment);
    }
  }

  public static boolean isIn(Document document) {
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
        .filter(each -> each.getOperation() == OperationDefinition.Operation.SUBSCRIPTION)
        .anyMatch(each -> new ConditionalRoots(document).isIn(each.getSelectionSet()));
  }

  private boolean isIn(@Nullable SelectionSet selections) {
    return selections != null && selections.getSelections().stream().anyMatch(this::isConditional);
  }

  private boolean isConditional(Selection<?> selection) {
    if (selection instanceof DirectivesContainer<?> node
        && node.getDirectives().stream().anyMatch(each -> CONDITIONS.contains(each.getName()))) {
      return true;
    }
    return switch (selection) {
      case Field _ -> false;
      case InlineFragment inline -> isIn(inline.getSelectionSet());
      case FragmentSpread spread -> {
        FragmentDefinition fragment = fragments.get(spread.getName());
        yield fragment != null && seen.add(spread.getName()) && isIn(fragment.getSelectionSet());
      }
      default -> false;
    };
  }
}
