package tw.shouwang.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @Test
  void readsAnIdInEitherCase() {
    String id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    assertThat(Ids.parse(id)).contains(UUID.fromString(id));
    assertThat(Ids.parse("0F8FAD5B-D9CB-469F-A165-70867728950E")).contains(UUID.fromString(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0f8fad5b-d9cb-469f-a165-70867728950",
        "0f8fad5bxd9cbx469fxa165x70867728950e",
        "0f8fad5b-d9cb-469f-a165-70867728950g",
        " 0f8fad5b-d9cb-469f-a165-70867728950"
      })
  void countsAMalformedIdAsUnknown(String text) {
    assertThat(Ids.parse(text)).isEmpty();
  }
}
