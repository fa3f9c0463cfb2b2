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

/// Checks the shape of a document against the limits that do not depend on the schema. The document
/// may be invalid. The check stops at the first excess, so that a document of mutually nested
/// fragments costs no more than one just within the limits.
public final class DocumentShape {

  /// How deep fragment spreads may nest.
  private static final int SPREADS = 15;

  /// How many fragments, and how many operations, one document may define.
  private static final int FRAGMENTS = 60;

  private static final int OPERATIONS = 20;

  /// Inline fragments nest without a field between them. They may nest `limits.depth()` times this.
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

  /// The first limit that an operation of the document exceeds.
  public static Optional<Excess> excess(Document document, LimitSettings limits) {
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    List<FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class);
    try {
      atMost("operations", operations.size(), OPERATIONS);
      atMost("fragments", fragments.size(), FRAGMENTS);
      for (OperationDefinition operation : operations) {
        new DocumentShape(limits, document).count(operation);
      }
      // An unused fragment is invalid, but validating it costs time too.
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
    // The depth and roots of an unused fragment are unknown, so only its size is checked.
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

  /// Ends the count at the first excess. A fragment that contains itself also ends here, because
  /// its fields are counted until the limit.
  private static final class Over extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Excess excess;

    Over(Excess excess) {
      super(null, null, false, false);
      this.excess = excess;
    }
  }
}
