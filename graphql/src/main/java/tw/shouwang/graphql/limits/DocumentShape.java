package tw.shouwang.graphql.limits;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
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
import graphql.language.VariableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds the shape of a document, which need not be valid, against the limits that know nothing of
/// the schema. Stops at the first excess, so that a document of fragments that hold each other
/// cannot cost more than one that is just within the limits.
public final class DocumentShape {

  /// How deep fragments may spread each other.
  private static final int SPREADS = 15;

  /// How many fragments, and how many operations, one document may define.
  private static final int FRAGMENTS = 60;

  private static final int OPERATIONS = 20;

  /// Fragments in place nest without a field between them; so many for each level of fields.
  private static final int INLINE_IN_FIELD = 2;

  /// How many variables one operation may declare.
  private static final int VARIABLES = 100;

  /// How deep a literal may nest.
  private static final int LITERALS = 16;

  private final LimitSettings limits;
  private final Map<String, SelectionSet> fragments = new HashMap<>();
  private int fields;
  private int aliases;
  private int rootFields;
  private int directives;
  private int inlined;

  private DocumentShape(LimitSettings limits, Document document) {
    this.limits = limits;
    for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
      fragments.put(fragment.getName(), fragment.getSelectionSet());
    }
  }

  /// The first limit that any operation of the document is over.
  public static Optional<Excess> excess(Document document, LimitSettings limits) {
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    List<FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class);
    try {
      atMost("operations", operations.size(), OPERATIONS);
      atMost("fragments", fragments.size(), FRAGMENTS);
      for (OperationDefinition operation : operations) {
        new DocumentShape(limits, document).count(operation);
      }
      // A fragment that no operation reaches is a mistake, but it is validated as well.
      for (FragmentDefinition fragment : fragments) {
        new DocumentShape(limits, document).count(fragment);
      }
      return Optional.empty();
    } catch (Over over) {
      return Optional.of(over.excess);
    }
  }

  private void count(FragmentDefinition fragment) {
    countDirectives(fragment);
    // It is part of a root, or deeper; only its own size is asked for here.
    count(fragment.getSelectionSet(), 1, limits.fields(), 1);
  }

  private void count(OperationDefinition operation) {
    atMost("variables", operation.getVariableDefinitions().size(), VARIABLES);
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      countDirectives(variable);
      countItems(variable.getDefaultValue(), 1);
    }
    countDirectives(operation);
    boolean query = operation.getOperation() == OperationDefinition.Operation.QUERY;
    count(operation.getSelectionSet(), 1, query ? limits.rootFields() : 1, 0);
  }

  private void count(
      @Nullable SelectionSet selections, int depth, int mostRootFields, int spreads) {
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
          count(field, depth, mostRootFields, spreads);
        }
        case InlineFragment inline -> {
          countDirectives(inline);
          atMost("depth", ++inlined, limits.depth() * INLINE_IN_FIELD);
          count(inline.getSelectionSet(), depth, mostRootFields, spreads);
          inlined--;
        }
        case FragmentSpread spread -> {
          countDirectives(spread);
          atMost("spreads", spreads + 1, SPREADS);
          count(fragments.get(spread.getName()), depth, mostRootFields, spreads + 1);
        }
        default -> {}
      }
    }
  }

  private void count(Field field, int depth, int mostRootFields, int spreads) {
    atMost("depth", depth, limits.depth());
    if (field.getAlias() != null) {
      atMost("aliases", ++aliases, limits.aliases());
    }
    countDirectives(field);
    for (Argument argument : field.getArguments()) {
      countItems(argument.getValue(), 1);
    }
    count(field.getSelectionSet(), depth + 1, mostRootFields, spreads);
  }

  private void countDirectives(DirectivesContainer<?> node) {
    directives += node.getDirectives().size();
    atMost("directives", directives, limits.directives());
    for (Directive directive : node.getDirectives()) {
      for (Argument argument : directive.getArguments()) {
        countItems(argument.getValue(), 1);
      }
    }
  }

  private void countItems(@Nullable Value<?> value, int depth) {
    atMost("literalDepth", depth, LITERALS);
    switch (value) {
      case ArrayValue list -> {
        List<Value> items = list.getValues();
        atMost("listItems", items.size(), limits.listItems());
        for (Value<?> item : items) {
          countItems(item, depth + 1);
        }
      }
      case ObjectValue object -> {
        for (ObjectField field : object.getObjectFields()) {
          countItems(field.getValue(), depth + 1);
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
