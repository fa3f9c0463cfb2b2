package tw.shouwang.api.directory.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Makes a [SituationModel] from sentences: logistic regression, each class against all others, by
/// coordinate ascent in the dual (Yu, Huang and Lin 2011). A second, small regression over what the
/// first says of sentences that it was not trained on (stacking, Wolpert 1992) makes its answers
/// probabilities and lets classes speak for and against each other; both are linear, so that they
/// are one model in the end. One thread, one order, [StrictMath] only: the same sentences and
/// lexicon give the same bytes on every machine.
final class SituationTraining {

  private static final int GRAMS_AT_MOST = 45_000;
  private static final int HELD_AT_LEAST = 4;
  private static final int SEED = 20261128;
  private static final int ROUNDS = 7;

  /// The number of folds of the cross-validation: each part of the sentences is held out once.
  private static final int PARTS = 3;

  /// The weight of a sentence in the loss (the C of logistic regression), and the factors for a
  /// positive sentence and for a phrase alone.
  private static final double COST = 6;

  private static final double POSITIVE = 1.5;
  private static final double PHRASE = 1;

  /// The feature value of a cue, where a text's n-grams have length one together; for a cue that
  /// only names something, it is multiplied by its rarity.
  private static final double SAID = 0.3;

  private static final double NAMED = 0.05;
  private static final int NAMED_AT_LEAST = 3;

  /// The second regression's regularization towards the first one's own answer, and the log-odds
  /// that are one unit in it.
  private static final double HOLD = 10;

  private static final double UNIT = 3;
  private static final int TURNS = 5;

  /// A step of Newton's method is halved until the loss falls, but not below this part of the whole
  /// step, which is as good as none.
  private static final double LEAST_STEP = 1e-3;

  private static final int THOUSANDTHS = 1000;
  private static final double RARITY_STEP = 10;

  /// Weights are quantized in steps of this multiple of their root mean square: few different
  /// weights pack well.
  private static final double STEP = 1.7;

  private static final String NAMES = "names.";

  private static final Set<LexiconGroup.Kind> IS_SENTENCE =
      EnumSet.of(LexiconGroup.Kind.SAYS, LexiconGroup.Kind.HINT, LexiconGroup.Kind.INSTEAD);

  /// @param part the fold in which a sentence is held out; -1 for a phrase
  private record Example(
      List<String> situations,
      boolean crisis,
      double cost,
      int part,
      Plain plain,
      Set<String> seen) {}

  private final List<Example> examples = new ArrayList<>();
  private final List<String> classes = new ArrayList<>();

  /// For each phrase that is an example: the folds with a sentence that contains it.
  private final List<Set<Integer>> holders = new ArrayList<>();

  private final int sentences;
  private final List<String> cues;
  private final int[] chosen;
  private final byte[] rarities;
  private final int[][] columns;
  private final float[][] values;

  private SituationTraining(List<Corpus.Sentence> corpus, Lexicon lexicon, PlaceNames places) {
    Arrays.stream(Situation.values()).map(Situation::code).forEach(classes::add);
    classes.add(SituationModel.CRISIS);
    classes.add(SituationModel.NONE);
    sentences = corpus.size();
    read(corpus, lexicon, places);
    int[][] held =
        examples.stream().map(example -> Grams.of(example.plain())).toArray(int[][]::new);
    chosen = chosen(held);
    int[] index = new int[1 << Grams.BITS];
    for (int at = 0; at < chosen.length; at++) {
      index[chosen[at]] = at + 1;
    }
    int[] with = new int[chosen.length];
    for (int row = 0; row < held.length; row++) {
      held[row] =
          Arrays.stream(held[row]).map(gram -> index[gram] - 1).filter(at -> at >= 0).toArray();
      for (int at : held[row]) {
        with[at]++;
      }
    }
    rarities = new byte[chosen.length];
    for (int at = 0; at < chosen.length; at++) {
      double rarity = StrictMath.log((1.0 + held.length) / (1.0 + with[at])) + 1;
      rarities[at] = (byte) Math.min(255, Math.round(rarity * RARITY_STEP));
    }
    TreeMap<String, Double> worths = worths();
    cues = List.copyOf(worths.keySet());
    columns = new int[examples.size()][];
    values = new float[examples.size()][];
    for (int row = 0; row < held.length; row++) {
      fill(row, held[row], worths);
    }
  }

  static SituationModel train(List<Corpus.Sentence> sentences, Lexicon lexicon, PlaceNames places) {
    return new SituationTraining(sentences, lexicon, places).model();
  }

  /// A phrase that no other sentence contains was taken from this one, and says nothing about how
  /// reliable the lexicon is, so it is no cue of this sentence.
  private void read(List<Corpus.Sentence> corpus, Lexicon lexicon, PlaceNames places) {
    int[] order = order(corpus.size());
    int[] parts = new int[corpus.size()];
    for (int place = 0; place < order.length; place++) {
      parts[order[place]] = place % PARTS;
    }
    List<Plain> plains =
        corpus.stream().map(sentence -> Plain.of(sentence.text(), places)).toList();
    int[] support = new int[lexicon.size()];
    List<Set<Integer>> within = new ArrayList<>();
    for (int number = 0; number < support.length; number++) {
      within.add(new TreeSet<>());
    }
    for (int row = 0; row < parts.length; row++) {
      for (int number : lexicon.numbers(plains.get(row))) {
        support[number]++;
        within.get(number).add(parts[row]);
      }
    }
    IntPredicate trusted = number -> lexicon.isName(number) || support[number] > 1;
    for (int row = 0; row < parts.length; row++) {
      Corpus.Sentence sentence = corpus.get(row);
      examples.add(
          new Example(
              sentence.situations(),
              sentence.crisis(),
              COST,
              parts[row],
              plains.get(row),
              lexicon.read(plains.get(row), trusted).cues()));
    }
    lexicon.sentences(
        IS_SENTENCE,
        (number, group, phrase) -> {
          Plain plain = Plain.of(phrase, places);
          String situation = group.what() == null ? SituationModel.NONE : group.what();
          examples.add(
              new Example(
                  List.of(situation),
                  Situation.ofCode(situation).map(Situation::isCrisis).orElse(false),
                  COST * PHRASE,
                  -1,
                  plain,
                  lexicon.read(plain, lexicon::isName).cues()));
          holders.add(within.get(number));
        });
  }

  /// The feature values of the cues that occur in enough examples.
  private TreeMap<String, Double> worths() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (Example example : examples.subList(0, sentences)) {
      example.seen().forEach(cue -> counts.merge(cue, 1, Integer::sum));
    }
    TreeMap<String, Double> worths = new TreeMap<>();
    counts.forEach((cue, count) -> {
      if (!cue.startsWith(NAMES)) {
        worths.put(cue, SAID);
      } else if (count >= NAMED_AT_LEAST) {
        worths.put(cue, NAMED * StrictMath.log((1.0 + sentences) / (1.0 + count)));
      }
    });
    return worths;
  }

  private void fill(int row, int[] grams, TreeMap<String, Double> worths) {
    List<String> seen = examples.get(row).seen().stream().filter(worths::containsKey).toList();
    columns[row] = Arrays.copyOf(grams, grams.length + seen.size());
    values[row] = new float[columns[row].length];
    long square = 0;
    for (int at : grams) {
      square += (long) (rarities[at] & 0xFF) * (rarities[at] & 0xFF);
    }
    double norm = square == 0 ? 1 : Math.sqrt(square);
    for (int place = 0; place < grams.length; place++) {
      values[row][place] = (float) ((rarities[grams[place]] & 0xFF) / norm);
    }
    for (int place = 0; place < seen.size(); place++) {
      String cue = seen.get(place);
      columns[row][grams.length + place] = chosen.length + Collections.binarySearch(cues, cue);
      values[row][grams.length + place] = (float) (double) worths.getOrDefault(cue, 0.0);
    }
  }

  private SituationModel model() {
    double[][] apart = new double[sentences][classes.size()];
    for (int part = 0; part < PARTS; part++) {
      double[][] weights = weights(part);
      for (int row = 0; row < sentences; row++) {
        if (examples.get(row).part() == part) {
          for (int each = 0; each < weights.length; each++) {
            apart[row][each] = sum(row, weights[each]) / UNIT;
          }
        }
      }
    }
    double[][] first = weights(-1);
    double[][] trained = new double[classes.size()][first[0].length];
    for (int each = 0; each < trained.length; each++) {
      double[] shares = second(each, apart);
      for (int other = 0; other < first.length; other++) {
        for (int at = 0; at < trained[each].length; at++) {
          trained[each][at] += shares[other] / UNIT * first[other][at];
        }
      }
      trained[each][trained[each].length - 1] += shares[first.length];
    }
    return quantized(trained);
  }

  private double sum(int row, double[] weights) {
    double sum = weights[weights.length - 1];
    for (int place = 0; place < columns[row].length; place++) {
      sum += weights[columns[row][place]] * values[row][place];
    }
    return sum;
  }

  /// The grams that occur in enough examples, in order.
  private static int[] chosen(int[][] held) {
    int[] with = new int[1 << Grams.BITS];
    for (int[] row : held) {
      for (int gram : row) {
        with[gram]++;
      }
    }
    return IntStream.range(0, with.length).filter(gram -> with[gram] >= HELD_AT_LEAST).toArray();
  }

  private static boolean isPositive(Example example, String each) {
    return each.equals(SituationModel.CRISIS)
        ? example.crisis()
        : example.situations().contains(each);
  }

  /// By class the weights of grams, of cues, and the bias, in this order.
  ///
  /// @param without the fold whose sentences are held out, with the phrases that only they contain
  private double[][] weights(int without) {
    boolean[] left = new boolean[examples.size()];
    for (int row = 0; row < left.length; row++) {
      left[row] =
          row < sentences
              ? examples.get(row).part() == without
              : holders.get(row - sentences).equals(Set.of(without));
    }
    int[] order = Arrays.stream(order(examples.size())).filter(row -> !left[row]).toArray();
    double[] squares = new double[examples.size()];
    for (int row : order) {
      squares[row] = 1;
      for (float value : values[row]) {
        squares[row] += (double) value * value;
      }
    }
    double[][] weights = new double[classes.size()][];
    for (int each = 0; each < weights.length; each++) {
      weights[each] = regression(classes.get(each), order, squares);
    }
    return weights;
  }

  /// Every row changes the bias, so it depends on the last rows of a round. Rounds therefore
  /// alternate their direction, and the mean of the last two is used.
  private double[] regression(String each, int[] order, double[] squares) {
    double[] weights = new double[chosen.length + cues.size() + 1];
    double[] before = weights;
    double[] duals = new double[examples.size()];
    boolean[] positives = new boolean[examples.size()];
    for (int row : order) {
      positives[row] = isPositive(examples.get(row), each);
    }
    for (int round = 0; round < ROUNDS; round++) {
      if (round == ROUNDS - 1) {
        before = weights.clone();
      }
      for (int turn = 0; turn < order.length; turn++) {
        int row = order[round % 2 == 0 ? turn : order.length - 1 - turn];
        double sign = positives[row] ? 1 : -1;
        double bound = examples.get(row).cost() * (positives[row] ? POSITIVE : 1);
        double dual = duals[row] == 0 ? 1e-8 * bound : duals[row];
        double next = step(dual, bound, squares[row], sign * sum(row, weights));
        double change = (next - duals[row]) * sign;
        duals[row] = next;
        int[] at = columns[row];
        float[] value = values[row];
        for (int place = 0; place < at.length; place++) {
          weights[at[place]] += change * value[place];
        }
        weights[weights.length - 1] += change;
      }
    }
    for (int at = 0; at < weights.length; at++) {
      weights[at] = (weights[at] + before[at]) / 2;
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
      if (Math.abs(to - next) < 1e-4 * bound) {
        return to;
      }
      next = to;
    }
    return next;
  }

  /// The second regression for one class: the weights of all classes' answers, and a bias, by
  /// Newton's method with halved steps, because a whole first step may diverge.
  ///
  /// @param apart by sentence and class the first regression's answer when that sentence was held
  ///   out
  private double[] second(int each, double[][] apart) {
    int width = classes.size() + 1;
    double[] own = new double[width];
    own[each] = UNIT;
    double[] shares = own.clone();
    for (int turn = 0; turn < TURNS; turn++) {
      double[][] curve = new double[width][width];
      double[] slope = new double[width];
      for (int at = 0; at < width; at++) {
        curve[at][at] = HOLD;
        slope[at] = HOLD * (shares[at] - own[at]);
      }
      double[] row = new double[width];
      for (int number = 0; number < sentences; number++) {
        System.arraycopy(apart[number], 0, row, 0, width - 1);
        row[width - 1] = 1;
        double sum = 0;
        for (int at = 0; at < width; at++) {
          sum += shares[at] * row[at];
        }
        double share = 1 / (1 + StrictMath.exp(-Math.max(-30, Math.min(30, sum))));
        double off = share - (isPositive(examples.get(number), classes.get(each)) ? 1 : 0);
        double bend = share * (1 - share);
        for (int at = 0; at < width; at++) {
          slope[at] += off * row[at];
          for (int other = 0; other <= at; other++) {
            curve[at][other] += bend * row[at] * row[other];
          }
        }
      }
      double[] change = solved(curve, slope);
      double least = loss(each, apart, shares);
      double[] from = shares;
      double step = 1;
      do {
        shares = moved(from, change, step);
        step /= 2;
      } while (step > LEAST_STEP && loss(each, apart, shares) > least);
    }
    return shares;
  }

  private static double[] moved(double[] from, double[] change, double step) {
    double[] to = from.clone();
    for (int at = 0; at < to.length; at++) {
      to[at] -= step * change[at];
    }
    return to;
  }

  /// The loss that [#second] minimizes.
  private double loss(int each, double[][] apart, double[] shares) {
    double loss = 0;
    for (int at = 0; at < shares.length; at++) {
      double off = shares[at] - (at == each ? UNIT : 0);
      loss += HOLD / 2 * off * off;
    }
    for (int number = 0; number < sentences; number++) {
      double sum = shares[shares.length - 1];
      for (int at = 0; at < apart[number].length; at++) {
        sum += shares[at] * apart[number][at];
      }
      double wrong = isPositive(examples.get(number), classes.get(each)) ? -sum : sum;
      loss += wrong > 30 ? wrong : StrictMath.log1p(StrictMath.exp(wrong));
    }
    return loss;
  }

  /// Solves a symmetric positive definite system by Cholesky's method.
  ///
  /// @param matrix its lower half; holds the factor afterwards
  private static double[] solved(double[][] matrix, double[] right) {
    int width = right.length;
    double[] result = right.clone();
    for (int row = 0; row < width; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = matrix[row][column];
        for (int at = 0; at < column; at++) {
          sum -= matrix[row][at] * matrix[column][at];
        }
        matrix[row][column] = row == column ? Math.sqrt(sum) : sum / matrix[column][column];
      }
      for (int at = 0; at < row; at++) {
        result[row] -= matrix[row][at] * result[at];
      }
      result[row] /= matrix[row][row];
    }
    for (int row = width - 1; row >= 0; row--) {
      for (int at = row + 1; at < width; at++) {
        result[row] -= matrix[at][row] * result[at];
      }
      result[row] /= matrix[row][row];
    }
    return result;
  }

  private static int[] order(int size) {
    Random chance = new Random(SEED);
    int[] order = new int[size];
    for (int row = 0; row < order.length; row++) {
      int other = chance.nextInt(row + 1);
      order[row] = order[other];
      order[other] = row;
    }
    return order;
  }

  /// Keeps the grams that change most answers, and makes whole numbers of their weights. One unit
  /// is the same in all classes, so that their sums can be compared.
  private SituationModel quantized(double[][] trained) {
    double[] most = new double[chosen.length];
    for (int[] row : columns) {
      for (int at : row) {
        if (at < most.length) {
          most[at]++;
        }
      }
    }
    for (int at = 0; at < most.length; at++) {
      double squares = 0;
      for (double[] weights : trained) {
        squares += weights[at] * weights[at];
      }
      most[at] *= squares * (rarities[at] & 0xFF) * (rarities[at] & 0xFF);
    }
    int[] kept = kept(most);
    double squares = 0;
    for (double[] weights : trained) {
      for (int at : kept) {
        double weight = weights[at] * (rarities[at] & 0xFF);
        squares += weight * weight;
      }
    }
    double spread = Math.sqrt(squares / ((double) trained.length * Math.max(1, kept.length)));
    int scale = Math.max(1, (int) Math.ceil(spread * STEP * THOUSANDTHS));
    byte[][] weights = new byte[trained.length][kept.length];
    int[] biases = new int[trained.length];
    int[][] cueWeights = new int[trained.length][cues.size()];
    TreeMap<String, Double> worths = worths();
    for (int each = 0; each < trained.length; each++) {
      for (int place = 0; place < kept.length; place++) {
        int at = kept[place];
        long weight = Math.round(trained[each][at] * (rarities[at] & 0xFF) * THOUSANDTHS / scale);
        weights[each][place] = (byte) Math.max(-127, Math.min(127, weight));
      }
      for (int cue = 0; cue < cues.size(); cue++) {
        double worth = worths.getOrDefault(cues.get(cue), 0.0);
        cueWeights[each][cue] =
            (int) Math.round(trained[each][chosen.length + cue] * worth * THOUSANDTHS);
      }
      biases[each] = (int) Math.round(trained[each][trained[each].length - 1] * THOUSANDTHS);
    }
    int[] grams = new int[kept.length];
    byte[] rare = new byte[kept.length];
    for (int place = 0; place < kept.length; place++) {
      grams[place] = chosen[kept[place]];
      rare[place] = rarities[kept[place]];
    }
    return new SituationModel(classes, grams, rare, weights, biases, cues, cueWeights, scale);
  }

  /// The indexes of the largest values, in order.
  private static int[] kept(double[] most) {
    double[] ordered = most.clone();
    Arrays.sort(ordered);
    double least = ordered.length <= GRAMS_AT_MOST ? 0 : ordered[ordered.length - GRAMS_AT_MOST];
    return IntStream.range(0, most.length)
        .filter(at -> most[at] >= least)
        .limit(GRAMS_AT_MOST)
        .toArray();
  }
}
