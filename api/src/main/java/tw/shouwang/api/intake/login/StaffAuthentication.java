package tw.shouwang.api.intake.login;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;

/// A member of staff as the login filter's authentication.
public record StaffAuthentication(StaffMember member) implements Authentication {

  private static final long serialVersionUID = 1L;

  public static StaffMember of(HttpRequest<?> request) {
    return request
        .getUserPrincipal(StaffAuthentication.class)
        .map(StaffAuthentication::member)
        .orElseThrow(() -> new IllegalStateException("nobody has logged in"));
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }

  @Override
  public String getName() {
    return member.subject();
  }

  @Override
  public String toString() {
    return "StaffAuthentication";
  }
}
