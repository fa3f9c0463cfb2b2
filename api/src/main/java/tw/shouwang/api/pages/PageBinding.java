package tw.shouwang.api.pages;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.data.Basics;

/// One page: a document, the record of its answer, and the template that shows it.
///
/// @param path the page's address, which the layout's links lead to
/// @param variables the document's variables beside `$language`
/// @param found whether the answer has what the page is about; else the answer is 404
/// @param readable whether what the page is about could be read; else the answer is 503
/// @param posted the fields of the form that the page answers, which its links to other languages
///   send again; null for a page that has an address
/// @param more the template's parameters beside `frame` and `data`; for a page that has an address,
///   always the same ones
record PageBinding<T extends Basics>(
    PageDocument document,
    Class<T> type,
    String template,
    String path,
    Map<String, @Nullable Object> variables,
    Predicate<T> found,
    Predicate<T> readable,
    @Nullable Map<String, String> posted,
    Map<String, Object> more) {

  /// The variable of documents whose answer depends on the visitor's district.
  static final String AREA = "area";

  /// A page at an address.
  static <T extends Basics> PageBinding<T> at(
      String path, PageDocument document, Class<T> type, String template) {
    return new PageBinding<>(
        document, type, template, path, Map.of(), data -> true, data -> true, null, Map.of());
  }

  /// The answer to a form.
  PageBinding<T> to(Map<String, String> form) {
    return new PageBinding<>(
        document, type, template, path, variables, found, readable, form, more);
  }

  /// @param value null leaves the variable out
  PageBinding<T> with(String variable, @Nullable Object value) {
    Map<String, @Nullable Object> all = new HashMap<>(variables);
    if (value != null) {
      all.put(variable, value);
    }
    return new PageBinding<>(document, type, template, path, all, found, readable, posted, more);
  }

  /// Whether the page depends on its answer and its address alone, so that it may be cached with
  /// the answer. A page's links name the visitor's district, so a page whose answer is the same for
  /// all districts depends on more than its answer.
  boolean followsFromItsAnswer(Visit visit) {
    return posted == null && (visit.area() == null || variables.containsKey(AREA));
  }

  PageBinding<T> where(Predicate<T> condition) {
    return new PageBinding<>(
        document, type, template, path, variables, condition, readable, posted, more);
  }

  PageBinding<T> readable(Predicate<T> condition) {
    return new PageBinding<>(
        document, type, template, path, variables, found, condition, posted, more);
  }

  /// With one more parameter of the template.
  PageBinding<T> and(String parameter, Object value) {
    Map<String, Object> all = new HashMap<>(more);
    all.put(parameter, value);
    return new PageBinding<>(
        document, type, template, path, variables, found, readable, posted, all);
  }
}
