package tw.shouwang.api.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.http.FormBody;

/// The fields of a plain form as they were sent, and as the variables of its mutation.
///
/// A list of the schema is one checkbox for each value, named `list.VALUE`, so that each field has
/// one value and can be carried in a hidden one.
///
/// @param values only fields that the form has and that are not empty
record PlainForm(Map<String, String> values) {

  /// @param names the fields with one value
  /// @param lists the fields with checkboxes
  static PlainForm of(FormBody.Fields form, List<String> names, List<String> lists) {
    Map<String, String> values = new LinkedHashMap<>();
    form.values()
        .forEach((name, all) -> {
          String list = name.replaceFirst("\\..*", "");
          boolean known = names.contains(name) || (lists.contains(list) && !list.equals(name));
          if (known && !all.getFirst().isBlank()) {
            values.put(name, all.getFirst());
          }
        });
    return new PlainForm(values);
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// The same with a value where none was given.
  PlainForm orElse(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putIfAbsent(name, value);
    return new PlainForm(all);
  }

  PlainForm with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put(name, value);
    return new PlainForm(all);
  }

  /// The values whose checkboxes are ticked.
  List<String> ticked(String list) {
    List<String> ticked = new ArrayList<>();
    values.keySet().stream()
        .filter(name -> name.startsWith(list + "."))
        .forEach(name -> ticked.add(name.substring(list.length() + 1)));
    return ticked;
  }

  /// Input with the named fields that were given.
  Map<String, @Nullable Object> input(List<String> names) {
    Map<String, @Nullable Object> input = new HashMap<>();
    for (String name : names) {
      if (has(name)) {
        input.put(name, value(name));
      }
    }
    return input;
  }
}
