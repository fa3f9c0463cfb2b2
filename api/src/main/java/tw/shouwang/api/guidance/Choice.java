package tw.shouwang.api.guidance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// One choice of a form, the guide or a filter: the GraphQL type of the same name.
///
/// @param names the messages that have its name
/// @param nameKey the key of its name in them
/// @param explanationKey the key of its explanation in the slice `choices`
record Choice(String code, Messages names, String nameKey, String explanationKey) {

  private static final Messages EXPLANATIONS = Messages.of("choices");

  String name(Language language) {
    return names.text(language, nameKey);
  }

  String explanation(Language language) {
    return EXPLANATIONS.text(language, explanationKey);
  }

  /// The values of an enum in their order, named elsewhere.
  ///
  /// @param nameGroup the beginning of their names' keys
  /// @param group the beginning of their explanations' keys
  static List<Choice> of(Enum<?>[] values, Messages names, String nameGroup, String group) {
    return Arrays.stream(values)
        .map(Enum::name)
        .map(code -> new Choice(code, names, nameGroup + "." + code, group + "." + code + ".about"))
        .toList();
  }

  /// Choices whose names are beside their explanations.
  static <T> List<Choice> of(List<T> values, Function<T, String> code, String group) {
    return values.stream()
        .map(code)
        .map(each ->
            new Choice(each, EXPLANATIONS, group + "." + each, group + "." + each + ".about"))
        .toList();
  }

  /// The field of `SituationInput` for a sign: `childInvolved` for CHILD_INVOLVED.
  static String field(Sign sign) {
    String[] words = sign.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder field = new StringBuilder(words[0]);
    for (int index = 1; index < words.length; index++) {
      field
          .append(Character.toUpperCase(words[index].charAt(0)))
          .append(words[index], 1, words[index].length());
    }
    return field.toString();
  }
}
