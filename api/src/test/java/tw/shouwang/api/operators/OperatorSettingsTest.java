package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.testing.DefaultSettings;

class OperatorSettingsTest {

  @Test
  void listensOnLoopbackAThousandAboveThePublicPort() {
    OperatorSettings settings = DefaultSettings.of(OperatorSettings.class);

    assertThat(settings).isEqualTo(new OperatorSettings("127.0.0.1", null));
    assertThat(settings.portBeside(8_080)).isEqualTo(9_080);
    assertThat(settings.portBeside(-1)).as("random beside random").isZero();
  }

  @Test
  void takesAPortOfItsOwn() {
    assertThat(new OperatorSettings("127.0.0.1", 9_100).portBeside(8_080)).isEqualTo(9_100);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesWhatIsNoPort(int port) {
    assertThatThrownBy(() -> new OperatorSettings("127.0.0.1", port))
        .hasMessageStartingWith("shouwang.operators: port");
  }
}
