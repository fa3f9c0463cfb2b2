package tw.shouwang.graphql.limits;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds the shape of a document, which need not be valid, against the limits that know nothing of
/// the schema. Stops at the first excess, so that a document of fragments that hold each other
/// cannot cost more than one that is just within the limits.
public final class DocumentShape {

  private final LimitSettings limits;
  private final Map<String, SelectionSet> fragments = new HashMap<>();
  private int fields;
  private int aliases;
  private int rootFields;
  private int directives;

  private DocumentShape(LimitSettings limits, Document document) {
    this.limits = limits;
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.put(fragment.getName(), fragment.getSelectionSet());
    }
  }

  /// The first limit that any operation of the document is over.
  public static Optional<Excess> excess(Document document, LimitSettings limits) {
    try {
      for (OperationDefinition operation :
          document.getDefinitionsOfType(OperationDefinition.class)) {
        new DocumentShape(limits, document).count(operation);
      }
      return Optional.empty();
    } catch (Over over) {
      return Optional.of(over.excess);
    }
  }

  private void count(OperationDefinition operation) {
    countDirectives(operation);
    boolean query = operation.getOperation() == OperationDefinition.Operation.QUERY;
    count(operation.getSelectionSet(), 1, query ? limits.rootFields() : 1);
  }

  private void count(@Nullable SelectionSet selections, int depth, int mostRootFields) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      atMost("fields", ++fields, limits.fields());
      switch (selection) {
        case Field field -> {
          if (depth == 1) {
            atMost("rootFields", ++rootFields, mostRootFields);
          }
          count(field, depth, mostRootFields);
        }
        case InlineFragment inline -> {
          countDirectives(inline);
          count(inline.getSelectionSet(), depth, mostRootFields);
        }
        case FragmentSpread spread -> {
          countDirectives(spread);
          count(fragments.get(spread.getName()), depth, mostRootFields);
        }
        default -> {}
      }
    }
  }

  private void count(Field field, int depth, int mostRootFields) {
    atMost("depth", depth, limits.depth());
    if (field.getAlias() != null) {
      atMost("aliases", ++aliases, limits.aliases());
    }
    countDirectives(field);
    for (Argument argument : field.getArguments()) {
      countItems(argument.getValue());
    }
    count(field.getSelectionSet(), depth + 1, mostRootFields);
  }

  private void countDirectives(DirectivesContainer<?> node) {
    directives += node.getDirectives().size();
    atMost("directives", directives, limits.directives());
  }

  private void countItems(@Nullable Value<?> value) {
    switch (value) {
      case ArrayValue list -> {
        List<Value> items = list.getValues();
        atMost("listItems", items.size(), limits.listItems());
        for (Value<?> item : items) {
          countItems(item);
        }
      }
      case ObjectValue object -> {
        for (ObjectField field : object.getObjectFields()) {
          countItems(field.getValue());
        }
      }
      case null, default -> {}
    }
  }

  private static void atMost(String limit, int count, int most) {
    if (count > most) {
      throw new Over(new Excess(limit, most));
    }
  }

  /// A fragment that holds itself ends here too: its fields are counted until there are too many.
  private static final class Over extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Excess excess;

    Over(Excess excess) {
      super(null, null, false, false);
      this.excess = excess;
    }
  }
}
