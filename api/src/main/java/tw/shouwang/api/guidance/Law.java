package tw.shouwang.api.guidance;

import java.time.LocalDate;
import tw.shouwang.api.directory.entries.Source;

/// The acts that oblige people to report. Their names for readers are the messages `law.<name>`.
enum Law {
  CHILDREN(
      "兒童及少年福利與權益保障法",
      "https://law.moj.gov.tw/LawClass/LawAll.aspx?pcode=D0050001",
      LocalDate.of(2021, 1, 20)),
  DOMESTIC_VIOLENCE(
      "家庭暴力防治法",
      "https://law.moj.gov.tw/LawClass/LawAll.aspx?pcode=D0050071",
      LocalDate.of(2023, 12, 6)),
  SEXUAL_ASSAULT(
      "性侵害犯罪防治法",
      "https://law.moj.gov.tw/LawClass/LawAll.aspx?pcode=D0080079",
      LocalDate.of(2023, 2, 15)),
  SENIOR_CITIZENS(
      "老人福利法",
      "https://law.moj.gov.tw/LawClass/LawAll.aspx?pcode=D0050037",
      LocalDate.of(2020, 5, 27)),
  SUICIDE_PREVENTION("自殺防治法", "https://zh.wikisource.org/zh-hant/自殺防治法", LocalDate.of(2019, 6, 19));

  private final Source source;

  /// @param asOf the day of promulgation of the text that we used
  Law(String title, String url, LocalDate asOf) {
    this.source = new Source("law." + name(), title, url, asOf);
  }

  Source source() {
    return source;
  }
}
