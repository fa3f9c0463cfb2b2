package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Trains a [SituationModel] on sentences: logistic regression, each class against all others, by
/// coordinate ascent in the dual (Yu, Huang and Lin 2011). It uses one thread, one order and
/// [StrictMath] only, so the same sentences and lexicon give the same bytes on every machine.
final class SituationTraining {

  private static final int GRAMS_AT_MOST = 24_000;
  private static final int SEED = 20261128;

  /// A small range of weights, so that the model compresses well.
  private static final int LARGEST_WEIGHT = 48;

  private static final int ROUNDS = 9;

  /// The cost of a misclassified sentence, and its factors for a positive sentence and for a single
  /// phrase of the lexicon.
  private static final double COST = 16;

  private static final double POSITIVE = 1.5;
  private static final double PHRASE = 0.5;

  /// The scale of the lexicon's features relative to a text of length one.
  private static final double LEXICON = 0.3;

  private static final int THOUSANDTHS = 1000;
  private static final double RARITY_STEP = 20;

  private static final Set<LexiconGroup.Kind> IS_SENTENCE =
      EnumSet.of(LexiconGroup.Kind.SAYS, LexiconGroup.Kind.HINT, LexiconGroup.Kind.INSTEAD);

  private record Example(
      List<String> situations, boolean crisis, double cost, String text, boolean[] seen) {}

  private final List<Example> examples = new ArrayList<>();
  private final List<String> classes = new ArrayList<>();
  private int[][] grams = {};
  private double[] norms = {};

  private SituationTraining(List<Corpus.Sentence> sentences, Lexicon lexicon, PlaceNames places) {
    Arrays.stream(Situation.values()).map(Situation::code).forEach(classes::add);
    classes.add(SituationModel.CRISIS);
    classes.add(SituationModel.NONE);
    for (Corpus.Sentence sentence : sentences) {
      Plain plain = Plain.of(sentence.text(), places);
      examples.add(
          new Example(
              sentence.situations(),
              sentence.crisis(),
              COST,
              plain.text(),
              SituationModel.lexiconFeatures(lexicon.read(plain))));
    }
    for (LexiconGroup group : lexicon.groups()) {
      if (IS_SENTENCE.contains(group.kind())) {
        group.phrases().forEach(phrase -> add(group, phrase, places));
      }
    }
  }

  /// Adds a phrase of the lexicon as a short training sentence, without the lexicon's features:
  /// that the lexicon knows its own phrase does not show how reliable the lexicon is.
  private void add(LexiconGroup group, String phrase, PlaceNames places) {
    Plain plain = Plain.of(phrase.replace("…", " ").replace("*", ""), places);
    String situation = group.what() == null ? SituationModel.NONE : group.what();
    examples.add(
        new Example(
            List.of(situation),
            Situation.ofCode(situation).map(Situation::isCrisis).orElse(false),
            COST * PHRASE,
            plain.text(),
            new boolean[SituationModel.LEXICON_FEATURES]));
  }

  static SituationModel train(List<Corpus.Sentence> sentences, Lexicon lexicon, PlaceNames places) {
    return new SituationTraining(sentences, lexicon, places).model();
  }

  private SituationModel model() {
    int[][] held = examples.stream().map(example -> Grams.of(example.text())).toArray(int[][]::new);
    int[] chosen = chosen(held);
    int[] index = new int[1 << Grams.BITS];
    for (int at = 0; at < chosen.length; at++) {
      index[chosen[at]] = at + 1;
    }
    int[] holders = new int[chosen.length];
    grams = new int[held.length][];
    for (int row = 0; row < held.length; row++) {
      grams[row] =
          Arrays.stream(held[row]).map(gram -> index[gram] - 1).filter(at -> at >= 0).toArray();
      for (int at : grams[row]) {
        holders[at]++;
      }
    }
    byte[] rarities = new byte[chosen.length];
    for (int at = 0; at < chosen.length; at++) {
      double rarity = StrictMath.log((1.0 + held.length) / (1.0 + holders[at])) + 1;
      rarities[at] = (byte) Math.min(255, Math.round(rarity * RARITY_STEP));
    }
    norms = new double[held.length];
    for (int row = 0; row < held.length; row++) {
      long square = 0;
      for (int at : grams[row]) {
        square += (long) (rarities[at] & 0xFF) * (rarities[at] & 0xFF);
      }
      norms[row] = square == 0 ? 1 : Math.sqrt(square);
    }
    double[][] trained = new double[classes.size()][];
    for (int each = 0; each < trained.length; each++) {
      trained[each] = regression(classes.get(each), rarities);
    }
    return quantized(chosen, rarities, trained);
  }

  /// Grams that at least two examples contain, the most informative for any class first.
  private int[] chosen(int[][] held) {
    int size = 1 << Grams.BITS;
    int[] holders = new int[size];
    for (int[] row : held) {
      for (int gram : row) {
        holders[gram]++;
      }
    }
    double[] most = new double[size];
    for (String each : classes) {
      int[] with = new int[size];
      int positives = 0;
      for (int row = 0; row < held.length; row++) {
        if (isPositive(examples.get(row), each)) {
          positives++;
          for (int gram : held[row]) {
            with[gram]++;
          }
        }
      }
      double share = (double) positives / held.length;
      for (int gram = 0; gram < size; gram++) {
        if (holders[gram] >= 2) {
          double expected = share * holders[gram];
          double off = with[gram] - expected;
          most[gram] = Math.max(most[gram], off * off / (expected + 0.5));
        }
      }
    }
    double[] ordered = Arrays.stream(most).filter(value -> value > 0).sorted().toArray();
    double least = ordered.length <= GRAMS_AT_MOST ? 0 : ordered[ordered.length - GRAMS_AT_MOST];
    int[] chosen = new int[GRAMS_AT_MOST];
    int count = 0;
    for (int gram = 0; gram < size && count < GRAMS_AT_MOST; gram++) {
      if (most[gram] > 0 && most[gram] >= least) {
        chosen[count++] = gram;
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  private static boolean isPositive(Example example, String each) {
    return each.equals(SituationModel.CRISIS)
        ? example.crisis()
        : example.situations().contains(each);
  }

  /// Weights of grams, then of the lexicon's features, then the bias.
  private double[] regression(String each, byte[] rarities) {
    int width = rarities.length;
    double[] weights = new double[width + SituationModel.LEXICON_FEATURES + 1];
    double[] duals = new double[examples.size()];
    int[] order = order();
    for (int round = 0; round < ROUNDS; round++) {
      for (int row : order) {
        Example example = examples.get(row);
        boolean positive = isPositive(example, each);
        double sign = positive ? 1 : -1;
        double bound = positive ? example.cost() * POSITIVE : example.cost();
        double sum = weights[weights.length - 1];
        double square = 2;
        for (int at : grams[row]) {
          sum += weights[at] * (rarities[at] & 0xFF) / norms[row];
        }
        for (int feature = 0; feature < example.seen().length; feature++) {
          if (example.seen()[feature]) {
            sum += weights[width + feature] * LEXICON;
            square += LEXICON * LEXICON;
          }
        }
        double dual = duals[row] == 0 ? 1e-8 * bound : duals[row];
        double next = step(dual, bound, square, sign * sum);
        double change = (next - duals[row]) * sign;
        duals[row] = next;
        for (int at : grams[row]) {
          weights[at] += change * (rarities[at] & 0xFF) / norms[row];
        }
        for (int feature = 0; feature < example.seen().length; feature++) {
          weights[width + feature] += example.seen()[feature] ? change * LEXICON : 0;
        }
        weights[weights.length - 1] += change;
      }
    }
    return weights;
  }

  /// The best dual value of one example while all others stay fixed, by Newton's method.
  private static double step(double dual, double bound, double square, double margin) {
    double next = dual;
    for (int turn = 0; turn < 6; turn++) {
      double slope = square * (next - dual) + margin + StrictMath.log(next / (bound - next));
      double curve = square + bound / (next * (bound - next));
      double to = next - slope / curve;
      if (to <= 0) {
        to = next / 10;
      } else if (to >= bound) {
        to = bound - (bound - next) / 10;
      }
      if (Math.abs(to - next) < 1e-5 * bound) {
        return to;
      }
      next = to;
    }
    return next;
  }

  private int[] order() {
    Random chance = new Random(SEED);
    int[] order = new int[examples.size()];
    for (int row = 0; row < order.length; row++) {
      int other = chance.nextInt(row + 1);
      order[row] = order[other];
      order[other] = row;
    }
    return order;
  }

  /// Rounds the weights to integers. One unit is the same in all classes, so that their sums can be
  /// compared.
  private SituationModel quantized(int[] chosen, byte[] rarities, double[][] trained) {
    int width = chosen.length;
    double most = 0;
    for (double[] weights : trained) {
      for (int at = 0; at < width; at++) {
        most = Math.max(most, Math.abs(weights[at] * (rarities[at] & 0xFF)));
      }
    }
    int scale = (int) Math.ceil(most * THOUSANDTHS / LARGEST_WEIGHT);
    byte[][] weights = new byte[trained.length][width];
    int[] biases = new int[trained.length];
    int[][] lexiconWeights = new int[trained.length][SituationModel.LEXICON_FEATURES];
    for (int each = 0; each < trained.length; each++) {
      for (int at = 0; at < width; at++) {
        weights[each][at] =
            (byte) Math.round(trained[each][at] * (rarities[at] & 0xFF) * THOUSANDTHS / scale);
      }
      for (int feature = 0; feature < lexiconWeights[each].length; feature++) {
        lexiconWeights[each][feature] =
            (int) Math.round(trained[each][width + feature] * LEXICON * THOUSANDTHS);
      }
      biases[each] = (int) Math.round(trained[each][trained[each].length - 1] * THOUSANDTHS);
    }
    return new SituationModel(classes, chosen, rarities, weights, biases, lexiconWeights, scale);
  }
}
