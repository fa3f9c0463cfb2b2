package tw.shouwang.api.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A phone reads what was drawn.
class QrCodeTest {

  private static final Pattern SQUARES = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
  private static final int PIXELS = 4;

  @Test
  void isReadAsTheTextThatItWasMadeOf() throws Exception {
    String text = "https://help.example.org/r#0123456789ABCDEF.CONVENIENCE_STORE.63000030";
    assertThat(
            new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(drawn(text)))).getText())
        .isEqualTo(text);
  }

  @Test
  void refusesWhatNoCodeHolds() {
    assertThatThrownBy(() -> QrCode.of("x".repeat(4_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LuminanceSource drawn(String text) {
    QrCode code = QrCode.of(text);
    int width = code.size() * PIXELS;
    byte[] light = new byte[width * width];
    Arrays.fill(light, (byte) 255);
    SQUARES
        .matcher(code.path())
        .results()
        .forEach(row -> {
          for (int y = at(row, 2) * PIXELS; y < (at(row, 2) + 1) * PIXELS; y++) {
            int from = y * width + at(row, 1) * PIXELS;
            Arrays.fill(light, from, from + at(row, 3) * PIXELS, (byte) 0);
          }
        });
    return new PlanarYUVLuminanceSource(light, width, width, 0, 0, width, width, false);
  }

  private static int at(MatchResult row, int group) {
    return Integer.parseInt(row.group(group));
  }
}
