package tw.shouwang.api.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.notifications.DeviceToken;

/// Looks at the shape only; whether a device is there, the push service will say.
public final class PushTokenValidator implements ConstraintValidator<PushToken, String> {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern REGISTRATION_TOKEN = Pattern.compile("[A-Za-z0-9_:.=-]+");
  private static final int LONGEST_ENDPOINT = 2_000;

  @Override
  public boolean isValid(@Nullable String token, ConstraintValidatorContext context) {
    return token == null || accepts(token);
  }

  static boolean accepts(String token) {
    if (token.isBlank() || token.length() > DeviceToken.MAX_LENGTH) {
      return false;
    }
    return token.startsWith("{")
        ? isSubscription(token)
        : REGISTRATION_TOKEN.matcher(token).matches();
  }

  private static boolean isSubscription(String token) {
    boolean endpoint = false;
    boolean keys = false;
    try (JsonParser json = JSON.createParser(token)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("endpoint") && value == JsonToken.VALUE_STRING) {
          endpoint = isEndpoint(json.getText());
        }
        keys |= name.equals("keys") && value == JsonToken.START_OBJECT;
        json.skipChildren();
      }
      return endpoint && keys;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isEndpoint(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      return endpoint.length() <= LONGEST_ENDPOINT
          && "https".equals(uri.getScheme())
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
