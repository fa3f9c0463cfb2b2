package tw.shouwang.notifications.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// The worked example of RFC 8291, appendix A.
class WebPushEncryptionTest {

  private static final String OUR_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
  private static final String OUR_PUBLIC =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
  private static final String THEIR_PUBLIC =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  @Test
  void encryptsTheExampleOfTheStandard() throws Exception {
    ECPublicKey ourPublic = P256.publicKey(bytes(OUR_PUBLIC));
    var ourPrivate =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(new BigInteger(1, bytes(OUR_PRIVATE)), ourPublic.getParams()));
    var to =
        new WebPushSubscription(
            URI.create("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"),
            P256.publicKey(bytes(THEIR_PUBLIC)),
            bytes("BTBZMqHH6r4Tts7J_aSIgg"));

    byte[] body =
        WebPushEncryption.encrypt(
            "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8),
            to,
            new KeyPair(ourPublic, ourPrivate),
            bytes("DGv6ra1nlYgDCS1FRnbzlw"));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
                + "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV"
                + "WGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void refusesAPointThatIsNotOnTheCurve() {
    byte[] off = bytes(THEIR_PUBLIC);
    off[64] ^= 1;

    assertThatThrownBy(() -> P256.publicKey(off)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesEveryPointInTheSameLength() {
    for (int i = 0; i < 600; i++) {
      ECPublicKey key = (ECPublicKey) P256.newKeys().getPublic();
      assertThat(P256.publicKey(P256.bytes(key)).getW()).isEqualTo(key.getW());
    }
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }
}
