package tw.shouwang.api.intake.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FoldedPlaceTest {

  @Test
  void foldsTheSpellingsOfOneAddress() {
    for (List<String> same :
        List.of(
            List.of(
                "臺北市大安區復興南路一段100號3樓",
                "台北市 大安區 復興南路1段 100 號 3F",
                "復興南路一段１００號三樓",
                "復興南路1段一百號三樓",
                "106台北市大安區復興南路一段100號3樓",
                "台北市大安區仁慈里12鄰復興南路一段100號3樓",
                "台湾台北市大安区复兴南路一段100号三楼"),
            List.of("民生東路五段36巷4弄11之2號", "民生東路5段三十六巷4弄11號之2", "民生東路五段36巷4弄11-2號"),
            List.of("中山路十二號地下一樓", "中山路12號B1", "中山路 12 號 b1樓"),
            List.of("市府路1號", "台北市信義區市府路一號"),
            List.of("忠孝東路4段二〇五巷", "忠孝東路四段205巷"))) {
      assertThat(same.stream().map(each -> FoldedPlace.of(each).whole()).distinct())
          .as(same.toString())
          .hasSize(1);
    }
  }

  @Test
  void knowsTheBuildingAndTheStreet() {
    FoldedPlace place = FoldedPlace.of("台北市大安區復興南路一段100號3樓");
    assertThat(place.building()).isEqualTo(FoldedPlace.of("復興南路1段100號").whole());
    assertThat(place.building()).isEqualTo(FoldedPlace.of("復興南路1段100號十二樓之1").building());
    assertThat(place.street()).isEqualTo(FoldedPlace.of("復興南路一段88號").street());
    assertThat(place.street()).isNotEqualTo(FoldedPlace.of("復興南路二段100號").street());
    assertThat(FoldedPlace.of("復興南路一段10號").building())
        .isNotEqualTo(FoldedPlace.of("復興南路一段100號").building());
    assertThat(FoldedPlace.of("公園的涼亭").street()).isEmpty();
    assertThat(FoldedPlace.of("民生市場").whole()).isEqualTo(FoldedPlace.of("民生市场").whole());
    assertThat(FoldedPlace.of("民生市場").whole()).isNotEmpty();
    assertThat(FoldedPlace.of("，。 ").whole()).isEmpty();
  }

  @Property(tries = 300)
  void makesSomethingOfAnyText(@ForAll String text) {
    FoldedPlace place = FoldedPlace.of(text);
    assertThat(place.whole()).startsWith(place.building());
  }
}
