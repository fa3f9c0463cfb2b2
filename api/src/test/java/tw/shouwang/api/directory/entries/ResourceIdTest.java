package tw.shouwang.api.directory.entries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.i18n.Language;

class ResourceIdTest {

  private static final UUID ENTRY = UUID.fromString("0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11");
  private static final Instant AT = Instant.parse("2026-05-06T02:00:00.123Z");

  @Test
  void isTheEntrysOwnWhereNothingWasAskedFor() {
    assertThat(ResourceId.of(ENTRY).text()).isEqualTo(ENTRY.toString());
    assertThat(ResourceId.parse(ENTRY.toString())).contains(ResourceId.of(ENTRY));
    assertThat(ResourceId.Reader.of(Language.ZH_TW, List.of("zh"))).isNull();
  }

  @Test
  void isReadBackWithEveryCombinationOfWhatWasAskedFor() {
    for (int parts = 0; parts < 16; parts++) {
      ResourceId id =
          new ResourceId(
              ENTRY,
              (parts & 1) == 0 ? null : "63000030",
              (parts & 2) == 0 ? null : AT,
              (parts & 4) == 0 ? null : "km",
              (parts & 8) == 0 ? null : ResourceId.Reader.of(Language.VI, List.of("vi", "en")));
      assertThat(ResourceId.parse(id.text())).as(id.text()).contains(id);
    }
  }

  @Test
  void tellsReadersOfOneLanguageApartWhoUnderstandOthers() {
    assertThat(id(Language.EN, "en")).isEqualTo(ENTRY + "~len");
    assertThat(id(Language.EN, "en", "km")).isEqualTo(ENTRY + "~len,en,km");
    assertThat(id(Language.ZH_TW, "km")).isEqualTo(ENTRY + "~lzh,km");
    assertThat(id(Language.ZH_TW, "zh", "x")).as("no language").isEqualTo(ENTRY.toString());
  }

  private static String id(Language language, String... understood) {
    return new ResourceId(
            ENTRY, null, null, null, ResourceId.Reader.of(language, List.of(understood)))
        .text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "~",
        "tw.hotline.113",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c1",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~a",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~aTaipei",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~a63000030~a65000010",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~t0~a63000030",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~t1e9",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~t007",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~t999999999999999999999",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~s",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~lxx",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~lzh",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~len,en,vi,th,id,km,my",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~q1",
        "0190b2c4-7a11-4f9e-9d4b-5a8a8d1f0c11~a1~t1~sen~len~len"
      })
  void isUnknownInAnyOtherForm(String text) {
    assertThat(ResourceId.parse(text)).isEmpty();
  }
}
