package tw.shouwang.api.cases.envelope;

import java.util.Arrays;
import java.util.HexFormat;

/// The published test vector of a wrap. Before anything is given up because it does not open, this
/// shows that the opener works.
public final class KnownWrap {

  private static final String BINDING =
      "bb484caf89201c8ae009029fb47d15839a01a65fa6b34d7d7dab0fb7f8ca2a35";
  private static final String COMMITMENT =
      "aeb74a60d187bb07020fddfbadffcda1bdd0a8aa09701ed69f75dd41ca7a417a";
  private static final String PRIVATE_KEY =
      "3cd727644a503a8215ebd5fdb809d2687ce4e85d40b539d09514c839ab98a71e";
  private static final String WRAP =
      "95cdde4d8a8e3b3a4d2c1d17329aaf9a38bcc3bb75f03d1b44c18cf01a62234c32218d16aa365b89"
          + "440cbaffa4ace9ec07d9a484e10d0078e2c184020eb48c794daed4458dfc5e0250a79cc558a2a936";
  private static final String DATA_KEY =
      "945b7ca441b94a6b45255be119a7a3b9d30e50712f7d71ac6d7eac184fbf1f21";

  private KnownWrap() {}

  public static boolean opens() {
    try {
      DataKey key =
          CentreWrap.unwrap(
              bytes(WRAP),
              new Binding(bytes(BINDING)),
              new Commitment(bytes(COMMITMENT)),
              new CentreWrap.Recipient("tpe", 7),
              new CentrePrivateKey(bytes(PRIVATE_KEY)));
      return Arrays.equals(key.bytes(), bytes(DATA_KEY));
    } catch (TamperedException e) {
      return false;
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
