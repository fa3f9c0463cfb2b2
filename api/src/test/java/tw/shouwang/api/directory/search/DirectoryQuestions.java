package tw.shouwang.api.directory.search;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.snapshot.SyntheticDirectory;

/// The cost of a query in process, for a sorted page of 20 with its exact count. Each run queries
/// another district, point or instant. Run by `bench/directory/run`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DirectoryQuestions {

  public static final Instant NOW = Snapshots.at("2026-05-06T10:00");

  /// In the six languages, short and long.
  private static final List<String> SENTENCES =
      List.of(
          "我想死",
          "爸爸喝醉就打我和妹妹，昨天還把門鎖起來不讓我們出去，我該怎麼辦",
          "my boyfriend keeps following me home from work and I am scared",
          "chồng tôi đánh tôi trước mặt con",
          "majikan saya menahan paspor dan gaji saya tiga bulan",
          "ฉันไม่อยากมีชีวิตอยู่แล้ว",
          "wala na akong pambayad ng upa at walang makain ang mga anak ko",
          "失業半年了，房租繳不出來，想問有沒有補助");

  @Param({"1000", "50000"})
  int entries;

  private final DirectorySearch search = Snapshots.search();
  private @Nullable DirectorySnapshot snapshot;
  private @Nullable DirectorySnapshot understanding;
  private int count;

  @Setup
  public void build() {
    DirectoryDocument document = SyntheticDirectory.of(entries);
    snapshot = DirectorySnapshot.build(document.understoodBy(null), NOW);
    understanding = DirectorySnapshot.build(document, NOW);
  }

  /// A sentence, searched by its words only.
  @Benchmark
  public Object byAreaAndSentence() {
    return ask(filter(sentence(), district(), null, null), NOW);
  }

  /// The same, understood before its words are searched.
  @Benchmark
  public Object byAreaAndSentenceUnderstood() {
    return ask(
        Objects.requireNonNull(understanding), filter(sentence(), district(), null, null), NOW);
  }

  /// The understanding of a sentence only.
  @Benchmark
  public Object understood() {
    count++;
    return Objects.requireNonNull(understanding).understanding().read(sentence(), "zh");
  }

  @Benchmark
  public Object byArea() {
    return ask(filter(null, district(), null, null), NOW);
  }

  @Benchmark
  public Object byAreaAndText() {
    return ask(filter("服務中心", district(), null, null), NOW);
  }

  @Benchmark
  public Object byAreaAndLatinText() {
    return ask(filter("center", district(), null, null), NOW);
  }

  @Benchmark
  public Object byAreaAndTypo() {
    return ask(filter("服務中新", district(), null, null), NOW);
  }

  @Benchmark
  public Object byAreaAndOpenNow() {
    return ask(filter(null, district(), true, null), NOW);
  }

  @Benchmark
  public Object nearAPoint() {
    return ask(filter(null, null, null, point()), NOW);
  }

  @Benchmark
  public Object nearAPointAtNight() {
    return ask(filter(null, null, null, point()), NOW.plusSeconds(17 * 3600));
  }

  @Benchmark
  public Object nationwideOpenNow() {
    return ask(filter(null, null, true, null), NOW.plusSeconds(60L * 97 * (count++ % 5000)));
  }

  private Object ask(ResourceFilter filter, Instant at) {
    return ask(Objects.requireNonNull(snapshot), filter, at);
  }

  private Object ask(DirectorySnapshot snapshot, ResourceFilter filter, Instant at) {
    return search.search(
        snapshot, new DirectorySearch.Question(filter, at, 20, null, List.of("zh")), at);
  }

  private String sentence() {
    return SENTENCES.get(count % SENTENCES.size());
  }

  private String district() {
    return SyntheticDirectory.district(count++ % SyntheticDirectory.DISTRICTS);
  }

  private ResourceFilter.PointInput point() {
    count++;
    return new ResourceFilter.PointInput(22.2 + count % 31 * 0.1, 120.2 + count % 17 * 0.1);
  }

  public static ResourceFilter filter(
      @Nullable String text,
      @Nullable String area,
      @Nullable Boolean openNow,
      ResourceFilter.@Nullable PointInput near) {
    return new ResourceFilter(
        text, List.of(), List.of(), List.of(), area, null, List.of(), null, openNow, near);
  }
}
