package tw.shouwang.api.directory.entries;

/// A place on the globe in degrees.
public record Point(double lat, double lon) {

  /// Stands for "no distance": larger than any distance on earth, and the largest number in the
  /// bits of a distance in a rank key.
  public static final int FARTHEST = (1 << 25) - 1;

  public static final double EARTH_METRES = 6_371_008.8;

  public Point {
    if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) {
      throw new IllegalArgumentException("a point must lie on the globe");
    }
  }

  /// Great-circle distance in whole metres.
  public int metresTo(Point other) {
    double sinLat = Math.sin(Math.toRadians(other.lat - lat) / 2);
    double sinLon = Math.sin(Math.toRadians(other.lon - lon) / 2);
    double h =
        sinLat * sinLat
            + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * sinLon * sinLon;
    return (int) Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h))));
  }
}
