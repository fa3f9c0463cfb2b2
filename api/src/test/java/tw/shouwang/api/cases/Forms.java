package tw.shouwang.api.cases;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import tw.shouwang.api.cases.envelope.Receipt;

/// Inputs as apps send them, with the required fields only; the caller may change them.
public final class Forms {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Forms() {}

  public static Receipt receipt() {
    return Receipt.random(RANDOM);
  }

  public static Map<String, Object> concern() {
    return concern(receipt(), "ROUTINE");
  }

  public static Map<String, Object> concern(Receipt receipt, String urgency) {
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", receipt.text());
    input.put("topic", "OTHER");
    input.put("urgency", urgency);
    input.put("words", "三樓的阿嬤好幾天沒有出門了");
    input.put("area", "63000030");
    return input;
  }

  public static Map<String, Object> message(Receipt receipt, String id, String words) {
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", receipt.text());
    input.put("messageId", id);
    input.put("words", words);
    return input;
  }
}
