package tw.shouwang.graphql.ratelimits;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.ratelimits.RateLimitExemption.RootField;

/// Decides whether an operation may run now, by the rate limits. Each of its root fields counts,
/// except exempt ones.
@Singleton
public class Admission {

  private final RequestLimits limits;
  private final RateLimiter limiter;
  private final List<RateLimitExemption> exemptions;

  Admission(RequestLimits limits, RateLimiter limiter, List<RateLimitExemption> exemptions) {
    this.limits = limits;
    this.limiter = limiter;
    this.exemptions = exemptions;
  }

  /// Counts a valid operation and returns how long the caller has to wait; zero to continue.
  public Duration tryAdmit(
      Document document,
      OperationDefinition operation,
      Map<String, @Nullable Object> variables,
      CallerKey caller) {
    List<Field> fields = new ArrayList<>();
    collect(document, operation.getSelectionSet(), fields);
    Limit limit = limits.of(operation.getOperation());
    Duration delay = limiter.tryConsume(limit, caller, Math.max(1, fields.size()));
    if (delay.isZero()) {
      return delay;
    }
    long counted = fields.stream().filter(field -> !isExempt(rootField(field, variables))).count();
    return counted == 0 ? Duration.ZERO : limiter.tryConsume(limit, caller, counted);
  }

  /// Counts something other than an operation and returns how long the caller has to wait; zero to
  /// continue.
  public Duration tryAdmit(Limit limit, CallerKey caller) {
    return limiter.tryConsume(limit, caller, 1);
  }

  private boolean isExempt(RootField field) {
    return exemptions.stream().anyMatch(exemption -> exemption.exempts(field));
  }

  private static void collect(
      Document document, @Nullable SelectionSet selections, List<Field> fields) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> fields.add(field);
        case InlineFragment inline -> collect(document, inline.getSelectionSet(), fields);
        case FragmentSpread spread ->
            document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(spread.getName()))
                .forEach(fragment -> collect(document, fragment.getSelectionSet(), fields));
        default -> {}
      }
    }
  }

  private static RootField rootField(Field field, Map<String, @Nullable Object> variables) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    for (Argument argument : field.getArguments()) {
      arguments.put(argument.getName(), value(argument.getValue(), variables));
    }
    return new RootField(field.getName(), arguments);
  }

  private static @Nullable Object value(
      @Nullable Value<?> value, Map<String, @Nullable Object> variables) {
    return switch (value) {
      case VariableReference reference -> variables.get(reference.getName());
      case StringValue text -> text.getValue();
      case EnumValue constant -> constant.getName();
      case BooleanValue truth -> truth.isValue();
      case IntValue number -> number.getValue();
      case ArrayValue list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.getValues().forEach(item -> items.add(value(item, variables)));
        yield items;
      }
      case ObjectValue object -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        object
            .getObjectFields()
            .forEach(field -> fields.put(field.getName(), value(field.getValue(), variables)));
        yield fields;
      }
      case null, default -> null;
    };
  }
}
