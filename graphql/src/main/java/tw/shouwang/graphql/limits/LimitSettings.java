package tw.shouwang.graphql.limits;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Limits of one operation, under `shouwang.graphql.limits`. Counts are of the document with its
/// fragments expanded.
///
/// @param characters the document's length in UTF-16 units
/// @param tokens the document's tokens
/// @param depth the depth of nested fields; GraphiQL's introspection query needs 13
/// @param fields fields and fragments in one operation
/// @param aliases renamed fields in one operation
/// @param rootFields root fields of a query; a mutation and a subscription always have one
/// @param directives directives in the document
/// @param listItems items of one list among arguments and variables
/// @param cost the highest cost: each field's weight, times the lengths of the lists above it (see
///   `@cost`, `@listSize`, `first` and `last`)
/// @param time how long an operation may run before it is cancelled
@ConfigurationProperties("shouwang.graphql.limits")
public record LimitSettings(
    @Bindable(defaultValue = "20000") int characters,
    @Bindable(defaultValue = "4000") int tokens,
    @Bindable(defaultValue = "15") int depth,
    @Bindable(defaultValue = "1000") int fields,
    @Bindable(defaultValue = "50") int aliases,
    @Bindable(defaultValue = "20") int rootFields,
    @Bindable(defaultValue = "50") int directives,
    @Bindable(defaultValue = "100") int listItems,
    @Bindable(defaultValue = "100000") int cost,
    @Bindable(defaultValue = "10s") Duration time) {

  public LimitSettings {
    positive("characters", characters);
    positive("tokens", tokens);
    positive("depth", depth);
    positive("fields", fields);
    positive("aliases", aliases);
    positive("root-fields", rootFields);
    positive("directives", directives);
    positive("list-items", listItems);
    positive("cost", cost);
    require("shouwang.graphql.limits", time.isPositive(), "time must be positive");
  }

  /// The defaults, for whoever checks a document without a server.
  public static LimitSettings standard() {
    return new LimitSettings(
        20_000, 4_000, 15, 1_000, 50, 20, 50, 100, 100_000, Duration.ofSeconds(10));
  }

  private static void positive(String name, int value) {
    require("shouwang.graphql.limits", value >= 1, name + " must be positive");
  }
}
