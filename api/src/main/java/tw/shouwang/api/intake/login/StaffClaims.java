package tw.shouwang.api.intake.login;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.InStaffProcess;

/// Reads a member from the claims of a valid token. Unknown roles and an unknown centre are
/// ignored. A name with invisible characters or ones that change the text direction counts as
/// missing, because colleagues read it.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffClaims {

  private static final int LONGEST_NAME = 200;

  private final LoginSettings settings;
  private final Directory directory;

  StaffClaims(LoginSettings settings, Directory directory) {
    this.settings = settings;
    this.directory = directory;
  }

  Optional<StaffMember> member(JWTClaimsSet claims) {
    String subject = text(claims.getSubject());
    if (subject == null) {
      return Optional.empty();
    }
    String name = text(at(claims, settings.nameClaim()));
    String centre = text(at(claims, settings.centreClaim()));
    return Optional.of(
        new StaffMember(
            subject,
            name == null ? subject : name,
            roles(at(claims, settings.rolesClaim())),
            centre == null ? null : directory.centre(centre).map(Centre::code).orElse(null),
            claims.getExpirationTime().toInstant()));
  }

  private static @Nullable Object at(JWTClaimsSet claims, String path) {
    Object value = claims.getClaims();
    for (String step : path.split("\\.")) {
      value = value instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return value;
  }

  private static @Nullable String text(@Nullable Object claim) {
    return claim instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST_NAME
            && text.codePoints().noneMatch(StaffClaims::isHidden)
        ? text
        : null;
  }

  private static boolean isHidden(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  private static Set<StaffRole> roles(@Nullable Object claim) {
    Collection<?> named =
        switch (claim) {
          case Collection<?> list -> list;
          case String words -> Arrays.asList(words.split("[\\s,]+"));
          case null, default -> List.of();
        };
    Set<StaffRole> roles = EnumSet.noneOf(StaffRole.class);
    for (StaffRole role : StaffRole.values()) {
      if (named.contains(role.name())) {
        roles.add(role);
      }
    }
    return roles;
  }
}
