package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.view.DirectoryWords;

class AreaSearchTest {

  private final AreaSearch search = new AreaSearch(new DirectoryErrors(new DirectoryWords()));

  @ParameterizedTest
  @CsvSource({
    "台北市大安區, 63000030",
    "臺北大安, 63000030",
    "Peitou, 63000120",
    "艋舺, 63000070",
    "板橋市, 65000010",
    "台北縣板橋市, 65000010",
    "新北板橋, 65000010",
    "Panchiao, 65000010",
    "淡水鎮, 65000100",
    "Danshui, 65000100",
    "烏來鄉, 65000290",
    "瑞芳鎮, 65000120",
    "台北縣, 65000",
    "Taipei County, 65000",
    "台东县, 10014",
    "豐原市, 66000090",
    "高雄縣鳳山市, 64000120",
    "Sanmin, 64000050",
    "桃園縣, 68000",
    "馬祖, 09007",
    "63000030, 63000030"
  })
  void findsAnAreaByWhatItIsOrWasCalled(String typed, String code) {
    assertThat(codes(typed)).containsExactly(code);
  }

  @Test
  void findsEveryAreaThatATypedPartIsIn() {
    assertThat(codes("Da")).contains("63000030", "63000060", "65000100");
    assertThat(codes("新竹")).containsExactly("10004", "10018");
    assertThat(codes("大安")).containsExactly("63000030", "66000220");
    assertThat(codes("Daan")).contains("63000030");
    assertThat(codes("信义")).containsExactly("10008120", "10017070", "63000020");
    assertThat(codes("台东")).containsExactly("10014", "10014010");
    assertThat(codes("臺北市")).first().isEqualTo("63000");
    assertThat(codes("nowhere")).isEmpty();
    assertThat(codes("!")).isEmpty();
  }

  private List<String> codes(String typed) {
    return search.areas(Snapshots.pack(), null, typed).stream().map(Area::code).toList();
  }
}
