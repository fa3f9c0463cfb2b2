package tw.shouwang.api.directory.understanding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The trained reader: a linear model over runs of characters, weighted by rarity, and over the
/// lexicon's findings. It sums small integers, so that every machine gets the same result.
final class SituationModel {

  static final int VERSION = 3;

  /// Two classes besides the situations: any crisis, and nothing at all.
  static final String CRISIS = "crisis";

  static final String NONE = "none";

  /// The contexts in which gaps between grams, rarities, and weights are packed.
  private static final int GAPS = 0;

  private static final int RARITIES = 64;
  private static final int WEIGHTS = 320;

  /// The context for packing a gram's next weight: the sign of its first weight, and how many of
  /// its weights so far are not zero.
  private static final int FORMER = 24;

  private static final int SIZES = 16;

  private static final int MAGIC = 0x53575355;

  /// Numbers of grams are looked up in one of 4,096 parts, each with some ten grams.
  private static final int PART_BITS = 12;

  private static final int PART_SHIFT = Grams.BITS - PART_BITS;

  private final List<String> classes;
  private final int[] grams;
  private final byte[] rarities;
  private final byte[][] weights;
  private final int[] biases;
  private final List<String> cues;
  private final int[][] cueWeights;
  private final int scale;
  private final Map<String, Integer> cueNumbers = new HashMap<>();

  /// Where the grams of each part of all numbers begin, and after the last one their end. A table
  /// of all numbers would take 8 MB of each node.
  private final int[] begins = new int[(1 << PART_BITS) + 1];

  /// @param classes codes of situations, [#CRISIS] and [#NONE]
  /// @param grams in order
  /// @param rarities of each gram, unsigned
  /// @param weights by class and gram
  /// @param biases by class, in thousandths of a log-odd
  /// @param cues the lexicon's features, as [Lexicon.Seen#cues()]
  /// @param cueWeights by class and cue, in thousandths
  /// @param scale thousandths that one unit of weight is worth in a text of length one
  SituationModel(
      List<String> classes,
      int[] grams,
      byte[] rarities,
      byte[][] weights,
      int[] biases,
      List<String> cues,
      int[][] cueWeights,
      int scale) {
    this.classes = List.copyOf(classes);
    this.grams = grams;
    this.rarities = rarities;
    this.weights = weights;
    this.biases = biases;
    this.cues = List.copyOf(cues);
    this.cueWeights = cueWeights;
    this.scale = scale;
    for (int number = 0; number < cues.size(); number++) {
      cueNumbers.put(cues.get(number), number);
    }
    for (int gram : grams) {
      begins[(gram >>> PART_SHIFT) + 1]++;
    }
    for (int part = 0; part < 1 << PART_BITS; part++) {
      begins[part + 1] += begins[part];
    }
  }

  List<String> classes() {
    return classes;
  }

  int gramCount() {
    return grams.length;
  }

  /// Log-odds by class, in thousandths.
  int[] score(Plain plain, Lexicon.Seen seen) {
    int[] sums = new int[classes.size()];
    long length = 0;
    for (int gram : Grams.of(plain)) {
      int part = gram >>> PART_SHIFT;
      int index = Arrays.binarySearch(grams, begins[part], begins[part + 1], gram);
      if (index >= 0) {
        int rarity = rarities[index] & 0xFF;
        length += (long) rarity * rarity;
        for (int each = 0; each < sums.length; each++) {
          sums[each] += weights[each][index];
        }
      }
    }
    int[] scores = biases.clone();
    double unit = length == 0 ? 0 : scale / Math.sqrt(length);
    for (int each = 0; each < sums.length; each++) {
      scores[each] += (int) Math.floor(sums[each] * unit);
    }
    for (String cue : seen.cues()) {
      Integer number = cueNumbers.get(cue);
      for (int each = 0; number != null && each < scores.length; each++) {
        scores[each] += cueWeights[each][number];
      }
    }
    return scores;
  }

  byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(classes.size());
      for (String each : classes) {
        out.writeUTF(each);
      }
      out.writeInt(cues.size());
      for (String cue : cues) {
        out.writeUTF(cue);
      }
      out.writeInt(scale);
      out.writeInt(grams.length);
      pack(out);
      for (int bias : biases) {
        out.writeInt(bias);
      }
      for (int[] weight : cueWeights) {
        for (int each : weight) {
          out.writeInt(each);
        }
      }
      CRC32 sum = new CRC32();
      sum.update(bytes.toByteArray());
      out.writeInt((int) sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int contexts(int classes) {
    return WEIGHTS + classes * (FORMER + SIZES);
  }

  /// Grams, rarities and weights, gram by gram: which weights are zero depends on the same gram's
  /// other weights.
  private void pack(DataOutputStream out) throws IOException {
    Packing.Writer packed = new Packing.Writer(contexts(classes.size()));
    int last = 0;
    for (int index = 0; index < grams.length; index++) {
      packed.writeNumber(GAPS, grams[index] - last);
      last = grams[index];
      packed.writeByte(RARITIES, rarities[index] & 0xFF);
      int former = 0;
      for (int each = classes.size() - 1; each >= 0; each--) {
        write(packed, WEIGHTS + each * (FORMER + SIZES), former, weights[each][index]);
        former = former(former, each == classes.size() - 1, weights[each][index]);
      }
    }
    packed.end(out);
  }

  private static void write(Packing.Writer packed, int context, int former, int weight) {
    packed.write(context + former, weight != 0);
    if (weight == 0) {
      return;
    }
    packed.write(context + FORMER, weight > 0);
    int size = Math.abs(weight);
    for (int step = 1; step < Byte.MAX_VALUE && step <= size; step++) {
      packed.write(context + FORMER + Math.min(step, SIZES - 1), step < size);
    }
  }

  private static int former(int former, boolean isFirst, int weight) {
    if (isFirst) {
      return weight == 0 ? 0 : weight > 0 ? 8 : 16;
    }
    return weight == 0 || former % 8 == 7 ? former : former + 1;
  }

  /// @throws UnsoundModelException for bytes that are cut, changed, or of another version
  static SituationModel read(byte[] bytes) throws UnsoundModelException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new UnsoundModelException("is not a model");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new UnsoundModelException("is of version " + version + ", not " + VERSION);
      }
      CRC32 sum = new CRC32();
      sum.update(bytes, 0, bytes.length - Integer.BYTES);
      if ((int) sum.getValue()
          != new DataInputStream(
                  new ByteArrayInputStream(bytes, bytes.length - Integer.BYTES, Integer.BYTES))
              .readInt()) {
        throw new UnsoundModelException("is cut or changed");
      }
      return body(in);
    } catch (IOException | RuntimeException e) {
      throw new UnsoundModelException("is cut or changed");
    }
  }

  private static SituationModel body(DataInputStream in) throws IOException {
    List<String> classes = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      classes.add(in.readUTF());
    }
    List<String> cues = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      cues.add(in.readUTF());
    }
    int scale = in.readInt();
    int[] grams = new int[in.readInt()];
    byte[] rarities = new byte[grams.length];
    byte[][] weights = new byte[classes.size()][grams.length];
    Packing.Reader packed = new Packing.Reader(contexts(classes.size()), in);
    int last = 0;
    for (int index = 0; index < grams.length; index++) {
      last += packed.readNumber(GAPS);
      grams[index] = last;
      rarities[index] = (byte) packed.readByte(RARITIES);
      int former = 0;
      for (int each = classes.size() - 1; each >= 0; each--) {
        weights[each][index] = weight(packed, WEIGHTS + each * (FORMER + SIZES), former);
        former = former(former, each == classes.size() - 1, weights[each][index]);
      }
    }
    int[] biases = new int[classes.size()];
    for (int index = 0; index < biases.length; index++) {
      biases[index] = in.readInt();
    }
    int[][] cueWeights = new int[classes.size()][cues.size()];
    for (int[] weight : cueWeights) {
      for (int index = 0; index < weight.length; index++) {
        weight[index] = in.readInt();
      }
    }
    return new SituationModel(classes, grams, rarities, weights, biases, cues, cueWeights, scale);
  }

  private static byte weight(Packing.Reader packed, int context, int former) {
    if (!packed.read(context + former)) {
      return 0;
    }
    boolean positive = packed.read(context + FORMER);
    int size = 1;
    while (size < Byte.MAX_VALUE && packed.read(context + FORMER + Math.min(size, SIZES - 1))) {
      size++;
    }
    return (byte) (positive ? size : -size);
  }
}
