package tw.shouwang.graphql.execution;

import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// Finds the language that a request names in a variable of the type Language.
final class NamedLanguage {

  private NamedLanguage() {}

  static @Nullable Language in(OperationDefinition operation, Operation request) {
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      if (isLanguage(variable.getType())
          && request.variables().get(variable.getName()) instanceof String name) {
        return named(name);
      }
    }
    return null;
  }

  private static boolean isLanguage(@Nullable Type<?> type) {
    return switch (type) {
      case TypeName name -> name.getName().equals("Language");
      case NonNullType nonNull -> isLanguage(nonNull.getType());
      case null, default -> false;
    };
  }

  private static @Nullable Language named(String name) {
    for (Language language : Language.values()) {
      if (language.name().equals(name)) {
        return language;
      }
    }
    return null;
  }
}
