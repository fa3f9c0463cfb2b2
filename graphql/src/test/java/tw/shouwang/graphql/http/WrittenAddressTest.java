package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WrittenAddressTest {

  @Test
  void anAddressThatIsFitStaysAsItIs() {
    String fit = "/search?text=%E6%88%91+x&a[]=1;b=~!$'()*,:@/?";
    assertThat(WrittenAddress.encoded(fit)).isSameAs(fit);
  }

  @Test
  void lettersOfEveryScriptAreEncoded() {
    for (String text : new String[] {"我想死", "ช่วยด้วย", "tự_tử", "😭", "a|b{c}^`\\\"<>"}) {
      assertThat(WrittenAddress.encoded("/search?text=" + asBytes(text)))
          .isEqualTo("/search?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
  }

  /// Bytes that are no text are encoded too; whoever reads them decides.
  @Test
  void everyByteMakesAnAddress() {
    IntStream.rangeClosed(0x21, 0xff)
        .filter(one -> one != '%' && one != '#')
        .forEach(one ->
            assertThat(URI.create(WrittenAddress.encoded("/a?b=" + (char) one)).getRawQuery())
                .startsWith("b="));
  }

  private static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
