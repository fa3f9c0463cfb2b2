package tw.shouwang.api.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/// A QR code as the path of an SVG drawing, with the quiet zone of four squares that ISO/IEC 18004
/// asks for.
///
/// @param size width and height in squares, the quiet zone included
/// @param path the dark squares, in the coordinates of `viewBox="0 0 size size"`
public record QrCode(int size, String path) {

  /// The code of a text, readable with a seventh of it covered or dirty.
  ///
  /// @throws IllegalArgumentException if the text is too long for a QR code
  public static QrCode of(String text) {
    BitMatrix squares;
    try {
      squares =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds this text", e);
    }
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < squares.getHeight(); y++) {
      for (int x = 0; x < squares.getWidth(); x++) {
        int begin = x;
        while (x < squares.getWidth() && squares.get(x, y)) {
          x++;
        }
        if (x > begin) {
          path.append("M%d %dh%dv1h-%dz".formatted(begin, y, x - begin, x - begin));
        }
      }
    }
    return new QrCode(squares.getWidth(), path.toString());
  }
}
