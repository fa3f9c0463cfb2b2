package tw.shouwang.api.directory.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import tw.shouwang.api.directory.entries.Point;

/// The places of entries, for visiting them from the nearest on. A tree of boxes: points in the
/// order of a space-filling curve, in boxes of 16 points, these in boxes of 16 boxes, and so on.
///
/// Points are on the unit sphere in three dimensions. There the straight distance grows with the
/// distance on the ground, so the poles and the date line need no special treatment.
public final class SpatialIndex {

  private static final int FAN = 16;
  private static final int BOX = 6;

  /// The possible numerical difference between the two kinds of distance.
  private static final int SLACK_METRES = 2;

  /// Is called for entries at growing distances.
  public interface Visitor {

    /// Whether entries at this distance or farther can still matter.
    boolean wants(int metresAtLeast);

    /// @param place for [SpatialIndex#metres]
    void visit(int number, int metresAtLeast, int place);
  }

  private record Node(int level, int index, double squared) {}

  private final int[] numbers;
  private final Point[] points;
  private final BitSet inSeveralPlaces = new BitSet();
  private final int[] nowhere;

  /// By level, six numbers for each box: its minima and its maxima. Level 0 has the points.
  private final double[][] boxes;

  private SpatialIndex(IndexedEntry[] items) {
    List<Point> where = new ArrayList<>();
    List<IndexedEntry> who = new ArrayList<>();
    for (IndexedEntry item : items) {
      where.addAll(item.points());
      item.points().forEach(any -> who.add(item));
      inSeveralPlaces.set(item.number(), item.points().size() > 1);
    }
    int[] order =
        curveOrder(where.stream().map(SpatialIndex::onTheSphere).toArray(double[][]::new));
    numbers = Arrays.stream(order).map(index -> who.get(index).number()).toArray();
    points = Arrays.stream(order).mapToObj(where::get).toArray(Point[]::new);
    nowhere =
        Arrays.stream(items)
            .filter(item -> item.points().isEmpty())
            .mapToInt(IndexedEntry::number)
            .toArray();
    boxes = boxes(points);
  }

  static SpatialIndex of(IndexedEntry[] items) {
    return new SpatialIndex(items);
  }

  /// The entries without a place, in order.
  public int[] nowhere() {
    return nowhere;
  }

  public int metres(int place, Point from) {
    return from.metresTo(points[place]);
  }

  public boolean inSeveralPlaces(int number) {
    return inSeveralPlaces.get(number);
  }

  /// Visits every entry with a place once, roughly by growing distance, until nothing more is
  /// wanted; returns false if it stopped early.
  public boolean walk(Point from, Visitor visitor) {
    double[] origin = onTheSphere(from);
    BitSet seen = new BitSet();
    PriorityQueue<Node> queue = new PriorityQueue<>(Comparator.comparingDouble(Node::squared));
    queue.add(new Node(boxes.length, 0, 0));
    for (Node node = queue.poll(); node != null; node = queue.poll()) {
      if (!visitor.wants(metresAtLeast(node.squared()))) {
        return false;
      }
      int level = node.level() - 1;
      int begin = node.index() * FAN;
      int end = Math.min(begin + FAN, boxes[level].length / BOX);
      for (int index = begin; index < end; index++) {
        double squared = squared(boxes[level], index, origin);
        if (level > 0) {
          queue.add(new Node(level, index, squared));
        } else if (!inSeveralPlaces.get(numbers[index])) {
          visitor.visit(numbers[index], metresAtLeast(squared), index);
        } else if (!seen.get(numbers[index])) {
          seen.set(numbers[index]);
          visitor.visit(numbers[index], metresAtLeast(node.squared()), index);
        }
      }
    }
    return true;
  }

  /// The square of the straight distance from a point to a box.
  private static double squared(double[] boxes, int index, double[] origin) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double low = boxes[index * BOX + axis];
      double high = boxes[index * BOX + 3 + axis];
      double off = Math.max(0, Math.max(low - origin[axis], origin[axis] - high));
      sum += off * off;
    }
    return sum;
  }

  private static int metresAtLeast(double squared) {
    double arc = 2 * Math.asin(Math.min(1, Math.sqrt(squared) / 2));
    return Math.max(0, (int) (arc * Point.EARTH_METRES) - SLACK_METRES);
  }

  private static double[] onTheSphere(Point point) {
    double lat = Math.toRadians(point.lat());
    double lon = Math.toRadians(point.lon());
    return new double[] {
      Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)
    };
  }

  private static double[][] boxes(Point[] points) {
    double[] own = new double[points.length * BOX];
    for (int index = 0; index < points.length; index++) {
      double[] point = onTheSphere(points[index]);
      System.arraycopy(point, 0, own, index * BOX, 3);
      System.arraycopy(point, 0, own, index * BOX + 3, 3);
    }
    List<double[]> levels = new ArrayList<>(List.of(own));
    while (levels.getLast().length > FAN * BOX) {
      levels.add(around(levels.getLast()));
    }
    return levels.toArray(double[][]::new);
  }

  private static double[] around(double[] inner) {
    int count = inner.length / BOX;
    double[] outer = new double[(count + FAN - 1) / FAN * BOX];
    for (int index = 0; index < count; index++) {
      int into = index / FAN * BOX;
      for (int axis = 0; axis < 3; axis++) {
        double low = inner[index * BOX + axis];
        double high = inner[index * BOX + 3 + axis];
        boolean first = index % FAN == 0;
        outer[into + axis] = first ? low : Math.min(outer[into + axis], low);
        outer[into + 3 + axis] = first ? high : Math.max(outer[into + 3 + axis], high);
      }
    }
    return outer;
  }

  /// Orders points so that neighbours in space are mostly neighbours in the order: by Morton codes,
  /// i.e. the interleaved bits of the three coordinates, at 11 bits a coordinate over the space
  /// that the points take up.
  private static int[] curveOrder(double[][] points) {
    double[] low = {1, 1, 1};
    double[] high = {-1, -1, -1};
    for (double[] point : points) {
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], point[axis]);
        high[axis] = Math.max(high[axis], point[axis]);
      }
    }
    long[] keys = new long[points.length];
    for (int index = 0; index < points.length; index++) {
      long code = 0;
      for (int axis = 0; axis < 3; axis++) {
        double width = Math.max(high[axis] - low[axis], 1e-12);
        long cell = (long) ((points[index][axis] - low[axis]) / width * 2047);
        for (int bit = 0; bit < 11; bit++) {
          code |= (cell >> bit & 1) << (bit * 3 + axis);
        }
      }
      keys[index] = code << 24 | index;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) (key & 0xFFFFFF)).toArray();
  }
}
