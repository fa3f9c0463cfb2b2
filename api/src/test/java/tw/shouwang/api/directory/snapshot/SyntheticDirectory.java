package tw.shouwang.api.directory.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.CoverageLayer;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.HoursFrom;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.Precision;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Scope;

/// A nationwide directory of any size for benchmarks: always the same 370 districts, with hours and
/// words drawn from the real pack. The same size gives the same directory.
public final class SyntheticDirectory {

  private static final int COUNTIES = 22;
  public static final int DISTRICTS = 370;
  private static final int NATIONWIDE = 60;

  private SyntheticDirectory() {}

  public static DirectoryDocument of(int size) {
    Random random = new Random(size);
    DirectoryDocument pack = Snapshots.document();
    List<EntryDocument> models = DirectoryDocument.orEmpty(pack.entries());
    List<DirectoryDocument.AreaDocument> areas = areas(random);
    List<EntryDocument> entries = new ArrayList<>();
    for (int number = 0; number < size; number++) {
      boolean nationwide = number < Math.min(NATIONWIDE, size / 10);
      entries.add(
          entry(number, nationwide, models.get(random.nextInt(models.size())), areas, random));
    }
    return new DirectoryDocument(
        "synthetic-" + size,
        pack.attribution(),
        null,
        1L,
        0L,
        pack.synonyms(),
        pack.sources(),
        areas,
        List.of(),
        entries,
        pack.calendar(),
        pack.calendarEdition(),
        List.of(),
        List.of(),
        pack.understanding());
  }

  public static String district(int number) {
    return county(number % COUNTIES) + "%03d".formatted(number / COUNTIES + 1);
  }

  private static String county(int number) {
    return Integer.toString(70_000 + number);
  }

  private static List<DirectoryDocument.AreaDocument> areas(Random random) {
    List<DirectoryDocument.AreaDocument> areas = new ArrayList<>();
    for (int number = 0; number < COUNTIES; number++) {
      areas.add(
          new DirectoryDocument.AreaDocument(
              county(number),
              Map.of("zh-TW", han(random, 2) + "縣", "en", word(random) + " County"),
              null,
              true,
              List.of(),
              null,
              null));
    }
    for (int number = 0; number < DISTRICTS; number++) {
      areas.add(
          new DirectoryDocument.AreaDocument(
              district(number),
              Map.of("zh-TW", han(random, 2) + "區", "en", word(random) + " District"),
              county(number % COUNTIES),
              null,
              List.of(),
              22 + random.nextDouble() * 3.3,
              120.1 + random.nextDouble() * 1.8));
    }
    return areas;
  }

  private static EntryDocument entry(
      int number,
      boolean nationwide,
      EntryDocument model,
      List<DirectoryDocument.AreaDocument> areas,
      Random random) {
    DirectoryDocument.AreaDocument area = areas.get(COUNTIES + random.nextInt(DISTRICTS));
    boolean wholeCounty = !nationwide && random.nextInt(20) == 0;
    String code = wholeCounty ? String.valueOf(area.parent()) : area.code();
    String place = area.name().getOrDefault("zh-TW", "");
    String phone =
        "0%d-%04d-%04d"
            .formatted(2 + random.nextInt(7), random.nextInt(10_000), random.nextInt(10_000));
    return new EntryDocument(
        "syn.entry." + number,
        nationwide ? ResourceKind.HOTLINE : kind(random),
        ResourceStatus.ACTIVE,
        Scope.CORE,
        model.network(),
        Map.of(
            "zh-TW",
            place + han(random, 2) + "服務中心",
            "en",
            word(random) + " " + word(random) + " Service Center"),
        model.purpose(),
        model.agency(),
        model.agencyCode(),
        List.of(),
        List.of(),
        model.topics(),
        random.nextInt(30) == 0 ? List.of("zh-TW", "en", "vi") : List.of("zh-TW"),
        List.of(),
        nationwide,
        nationwide
            ? List.of()
            : List.of(new EntryDocument.CoverageDocument(CoverageLayer.WELFARE, code)),
        model.freeOfCharge(),
        null,
        null,
        null,
        null,
        hours(model, random),
        List.of(
            new EntryDocument.ContactDocument(
                ContactKind.VOICE,
                null,
                phone,
                "tel:" + phone.replace("-", ""),
                null,
                null,
                null,
                null,
                null,
                null,
                HoursFrom.ENTRY,
                null,
                null,
                null,
                null)),
        nationwide || wholeCounty
            ? null
            : new EntryDocument.LocationDocument(
                22 + random.nextDouble() * 3.3,
                120.1 + random.nextDouble() * 1.8,
                null,
                Precision.EXACT,
                area.code()),
        null,
        model.sources(),
        model.asOf(),
        null,
        model.confidence(),
        null,
        1L,
        1L,
        null);
  }

  /// Most offices share their hours with others, some have their own.
  private static EntryDocument.HoursDocument hours(EntryDocument model, Random random) {
    if (model.hours() != null && random.nextInt(4) > 0) {
      return model.hours();
    }
    return new EntryDocument.HoursDocument(
        false,
        List.of(
            new EntryDocument.PeriodDocument(
                List.of(1, 2, 3, 4, 5),
                OpeningPeriod.clock(420 + 5 * random.nextInt(36)),
                OpeningPeriod.clock(960 + 5 * random.nextInt(72)),
                null,
                null)),
        HolidayRule.FOLLOWS_CALENDAR,
        null,
        null,
        null);
  }

  private static ResourceKind kind(Random random) {
    return random.nextBoolean() ? ResourceKind.WELFARE_CENTRE : ResourceKind.SERVICE_POINT;
  }

  private static String han(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < length; index++) {
      text.append((char) (0x4E00 + random.nextInt(3_000)));
    }
    return text.toString();
  }

  private static String word(Random random) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < 3; index++) {
      text.append("bcdfghklmnpst".charAt(random.nextInt(13)))
          .append("aeiou".charAt(random.nextInt(5)));
    }
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
