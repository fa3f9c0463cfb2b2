package tw.shouwang.graphql.plan;

import graphql.execution.ExecutionContext;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The plans of one document: one for each operation and each way in which variables skip parts of
/// it.
public final class Plans {

  private static final Set<String> CONDITIONAL = Set.of("skip", "include");
  private static final int MOST = 16;

  private final Set<String> conditions = new TreeSet<>();
  private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

  private record Key(OperationDefinition operation, Map<String, Object> conditions) {

    // Nodes of a document are compared by identity; two requests of one document share its nodes.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.operation == operation
          && key.conditions.equals(conditions);
    }

    @Override
    public int hashCode() {
      return conditions.hashCode();
    }
  }

  public Plans(Document document) {
    collectConditions(document);
  }

  private void collectConditions(Node<?> node) {
    if (node instanceof Directive directive && CONDITIONAL.contains(directive.getName())) {
      for (Argument argument : directive.getArguments()) {
        if (argument.getValue() instanceof VariableReference variable) {
          conditions.add(variable.getName());
        }
      }
    }
    node.getChildren().forEach(this::collectConditions);
  }

  Plan plan(ExecutionContext context) {
    Map<String, Object> values = Map.of();
    if (!conditions.isEmpty()) {
      values = new HashMap<>();
      for (String name : conditions) {
        if (context.getCoercedVariables().containsKey(name)) {
          values.put(name, context.getCoercedVariables().get(name));
        }
      }
    }
    Key key = new Key(context.getOperationDefinition(), values);
    Plan known = plans.get(key);
    if (known == null) {
      known = new Plan(context, values);
      if (plans.size() < MOST) {
        plans.put(key, known);
      }
    }
    return known;
  }
}
