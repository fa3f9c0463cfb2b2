package tw.shouwang.api.pages.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tw.shouwang.api.pages.integrity.RunningPages.Fetched;

/// Compares what a service serves with a release.
final class PageCheck {

  private PageCheck() {}

  /// @param differences a sentence for each
  /// @param unanswered how many addresses gave nothing
  record Result(int compared, List<String> differences, int unanswered) {
    Result {
      differences = List.copyOf(differences);
    }
  }

  static Result of(RunningPages running, ReleaseList release) {
    Map<String, BiFunction<String, Fetched, List<String>>> wanted = new TreeMap<>();
    release
        .pages()
        .forEach(
            (address, page) -> wanted.put(address, (at, fetched) -> ofPage(at, page, fetched)));
    release
        .files()
        .forEach((name, hash) ->
            wanted.put(
                "/assets/" + release.set() + "/" + name,
                (at, fetched) -> ofFile(at, hash, fetched)));
    List<String> differences = new ArrayList<>();
    int unanswered = 0;
    for (Map.Entry<String, Fetched> each : running.fetch(wanted.keySet()).entrySet()) {
      if (each.getValue() instanceof Fetched.Nothing) {
        unanswered++;
      }
      differences.addAll(
          wanted
              .getOrDefault(each.getKey(), (at, fetched) -> List.of())
              .apply(each.getKey(), each.getValue()));
    }
    return new Result(wanted.size(), differences, unanswered);
  }

  private static List<String> ofPage(String address, ReleaseList.Page page, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Nothing() -> List.of(unanswered(address));
      case Fetched.Body(int status, String _, byte[] _) when status != 200 ->
          List.of("%s is answered with status %d and not as a page.".formatted(address, status));
      case Fetched.Body(int _, String policy, byte[] bytes) -> {
        List<String> differences = new ArrayList<>();
        if (!ReleaseList.hash(bytes).equals(page.hash())) {
          differences.add("%s is another page than the release's.".formatted(address));
        }
        if (!policy.equals(page.policy())) {
          differences.add(
              "%s comes with another Content-Security-Policy: other scripts may run in it."
                  .formatted(address));
        }
        yield differences;
      }
    };
  }

  private static List<String> ofFile(String address, String hash, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Nothing() -> List.of(unanswered(address));
      case Fetched.Body(int status, String _, byte[] _) when status != 200 ->
          List.of("%s is answered with status %d and not as a file.".formatted(address, status));
      case Fetched.Body(int _, String _, byte[] bytes) ->
          ReleaseList.hash(bytes).equals(hash)
              ? List.of()
              : List.of("%s is another file than the release's.".formatted(address));
    };
  }

  private static String unanswered(String address) {
    return "%s gives no answer.".formatted(address);
  }
}
