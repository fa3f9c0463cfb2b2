package tw.shouwang.api.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Tries to find out which device belongs to which case, as a thief with dumps of both schemas and
/// without the link key.
///
/// Features are everything that a dump shows of a case or a device: its position among the rows,
/// each column's value, each value's length. For every pair of a case's feature and a device's
/// feature there are two guesses. *Equality*: a case's device is one of those with the same value
/// (or the same day, for times). *Rank*: both sides are sorted by their feature, ties by row order,
/// and the n-th case has the n-th device. Closeness in time, order of rows and size are special
/// cases of this.
///
/// The test of a guess: if features are independent of who belongs together, the number of right
/// pairs of n is distributed like the fixed points of a random permutation, i.e. Poisson with mean
/// 1 (equality scores no more on average), and Spearman's rank correlation of the right pairs times
/// the root of n - 1 is normal. A guess is better than chance with [#MOST_HITS] right pairs (p <
/// 1e-9) or [#MOST_DEVIATIONS] deviations (p < 2e-9). With about 1,000 pairs of features, a whole
/// attack does so by luck less than once in 300,000 runs.
final class LinkAttack {

  static final int MOST_HITS = 12;
  static final double MOST_DEVIATIONS = 6;

  /// A table as COPY exports it.
  record Dump(String table, List<String> columns, List<List<String>> rows) {}

  /// The success of one pair of features.
  ///
  /// @param hits right pairs of the guess; for equality the expected number
  /// @param deviations standard deviations of the rank correlation from zero
  /// @param near share of cases whose device was among the 21 around the guessed one
  record Result(String features, double hits, double deviations, double near) {

    boolean beatsChance() {
      return hits >= MOST_HITS || Math.abs(deviations) >= MOST_DEVIATIONS;
    }
  }

  private record Feature(String name, Map<String, String> values, Map<String, Integer> ranks) {}

  private final List<Feature> ofCases = new ArrayList<>();
  private final List<Feature> ofDevices = new ArrayList<>();

  /// @param caseTables tables with the case's id in `case_id`, or in `id` for the case itself
  /// @param devices the table with its key in `vault_key`
  LinkAttack(List<Dump> caseTables, Dump devices) {
    for (Dump table : caseTables) {
      String key = table.columns().contains("case_id") ? "case_id" : "id";
      ofCases.addAll(features(table, key));
    }
    ofDevices.addAll(features(devices, "vault_key"));
  }

  /// @param truth the device of each case
  List<Result> against(Map<String, String> truth) {
    List<Result> results = new ArrayList<>();
    for (Feature ofCase : ofCases) {
      for (Feature ofDevice : ofDevices) {
        results.add(result(ofCase, ofDevice, truth));
      }
    }
    return results;
  }

  private static Result result(Feature ofCase, Feature ofDevice, Map<String, String> truth) {
    double n = truth.size();
    double same = 0;
    double near = 0;
    double squares = 0;
    for (var pair : truth.entrySet()) {
      long apart =
          rank(ofCase, pair.getKey()).orElseThrow() - rank(ofDevice, pair.getValue()).orElseThrow();
      same += apart == 0 ? 1 : 0;
      near += Math.abs(apart) <= 10 ? 1 : 0;
      squares += (double) apart * apart;
    }
    double correlation = 1 - 6 * squares / (n * (n * n - 1));
    return new Result(
        ofCase.name() + " and " + ofDevice.name(),
        Math.max(same, equality(ofCase, ofDevice, truth)),
        correlation * Math.sqrt(n - 1),
        near / n);
  }

  private static double equality(Feature ofCase, Feature ofDevice, Map<String, String> truth) {
    Map<String, Integer> alike = new HashMap<>();
    ofDevice.values().values().forEach(value -> alike.merge(value, 1, Integer::sum));
    return truth.entrySet().stream()
        .filter(pair ->
            ofCase
                .values()
                .getOrDefault(pair.getKey(), "none")
                .equals(ofDevice.values().get(pair.getValue())))
        .mapToDouble(pair -> 1.0 / alike.getOrDefault(ofDevice.values().get(pair.getValue()), 1))
        .sum();
  }

  private static Optional<Long> rank(Feature feature, String key) {
    return Optional.ofNullable(feature.ranks().get(key)).map(Integer::longValue);
  }

  private static List<Feature> features(Dump table, String key) {
    int keyColumn = table.columns().indexOf(key);
    Map<String, List<String>> firstRows = new LinkedHashMap<>();
    table.rows().forEach(row -> firstRows.putIfAbsent(row.get(keyColumn), row));
    List<String> keys = List.copyOf(firstRows.keySet());
    List<Feature> features = new ArrayList<>();
    features.add(new Feature(table.table() + " row", Map.of(), ranks(keys)));
    for (int column = 0; column < table.columns().size(); column++) {
      int at = column;
      String name = table.table() + "." + table.columns().get(column);
      Map<String, String> values = new HashMap<>();
      firstRows.forEach((each, row) -> values.put(each, day(row.get(at))));
      features.add(
          new Feature(
              name,
              values,
              ranks(sorted(keys, Comparator.comparing(each -> row(firstRows, each).get(at))))));
      ToLongFunction<String> length = each -> row(firstRows, each).get(at).length();
      features.add(
          new Feature(
              name + " length", Map.of(), ranks(sorted(keys, Comparator.comparingLong(length)))));
    }
    return features;
  }

  private static List<String> row(Map<String, List<String>> rows, String key) {
    return rows.getOrDefault(key, List.of());
  }

  /// The day of a time, so that days on one side can equal times on the other.
  private static String day(String value) {
    return value.matches("\\d{4}-\\d{2}-\\d{2} .*") ? value.substring(0, 10) : value;
  }

  private static List<String> sorted(List<String> keys, Comparator<String> order) {
    return keys.stream().sorted(order).toList();
  }

  private static Map<String, Integer> ranks(List<String> keys) {
    Map<String, Integer> ranks = new HashMap<>();
    IntStream.range(0, keys.size()).forEach(rank -> ranks.put(keys.get(rank), rank));
    return ranks;
  }
}
