package tw.shouwang.api.intake.login;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.intake.login.TokenProblem.Reason;
import tw.shouwang.api.process.InStaffProcess;

/// Reads a member from the claims of a valid token, in all common forms: a claim's name may contain
/// dots or be a path into an object; a single value may be alone or in a list; roles may be a list,
/// words or the names of an object, in any case.
///
/// Unknown roles and an unknown centre are ignored. A name with invisible characters or ones that
/// change the text direction counts as missing, because colleagues read it.
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

  /// The member; a problem if the subject is missing or not valid.
  TokenReading read(JWTClaimsSet claims) {
    String subject = text(claims.getSubject());
    if (subject == null) {
      return new TokenReading.Fails(
          TokenProblem.of(Reason.NO_SUBJECT, "the claim sub is no name that can be shown"));
    }
    Object spokenRoles = claim(claims, settings.rolesClaim());
    Object spokenCentre = claim(claims, settings.centreClaim());
    String name = text(only(claim(claims, settings.nameClaim())));
    Set<StaffRole> roles = roles(spokenRoles);
    String centre = centre(text(only(spokenCentre)));
    StaffMember member =
        new StaffMember(
            subject,
            name == null ? subject : name,
            roles,
            centre,
            claims.getExpirationTime().toInstant());
    List<TokenProblem> gaps = new ArrayList<>();
    if (roles.isEmpty()) {
      gaps.add(
          gap(
              Reason.NO_ROLE,
              "roles-claim",
              settings.rolesClaim(),
              spokenRoles,
              "names none of " + Arrays.toString(StaffRole.values())));
    }
    if (centre == null && !roles.equals(Set.of(StaffRole.DIRECTORY_EDITOR))) {
      gaps.add(
          gap(
              Reason.NO_CENTRE,
              "centre-claim",
              settings.centreClaim(),
              spokenCentre,
              "is not the code of one centre, such as "
                  + directory.centres().stream().map(Centre::code).toList()));
    }
    return new TokenReading.Holds(member, gaps);
  }

  private static TokenProblem gap(
      Reason reason, String setting, String claim, @Nullable Object spoken, String otherwise) {
    return TokenProblem.of(
        reason,
        "the claim %s (shouwang.staff.login.%s) %s",
        claim,
        setting,
        spoken == null ? "is not there" : otherwise);
  }

  private static @Nullable Object claim(JWTClaimsSet claims, String path) {
    return at(claims.getClaims(), path);
  }

  /// Looks for the full name first, because claim names that are URLs contain dots.
  private static @Nullable Object at(Map<?, ?> object, String path) {
    Object whole = object.get(path);
    if (whole != null) {
      return whole;
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (object.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        Object found = at(inner, path.substring(dot + 1));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Object only(@Nullable Object claim) {
    return claim instanceof List<?> list && list.size() == 1 ? list.getFirst() : claim;
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

  private @Nullable String centre(@Nullable String spoken) {
    if (spoken == null) {
      return null;
    }
    Optional<Centre> exactly = directory.centre(spoken);
    return exactly
        .or(() ->
            directory.centres().stream()
                .filter(known -> known.code().equalsIgnoreCase(spoken.strip()))
                .findFirst())
        .map(Centre::code)
        .orElse(null);
  }

  private static Set<StaffRole> roles(@Nullable Object claim) {
    Collection<?> named =
        switch (claim) {
          case Collection<?> list -> list;
          case Map<?, ?> object -> object.keySet();
          case String words -> Arrays.asList(words.split("[\\s,;]+"));
          case null, default -> List.of();
        };
    Set<StaffRole> roles = EnumSet.noneOf(StaffRole.class);
    for (Object each : named) {
      if (each instanceof String spoken) {
        String name = name(spoken);
        Arrays.stream(StaffRole.values())
            .filter(role -> role.name().equals(name))
            .forEach(roles::add);
      }
    }
    return roles;
  }

  /// In our spelling. Names of Keycloak's groups begin with a slash.
  private static String name(String spoken) {
    String bare = spoken.startsWith("/") ? spoken.substring(1) : spoken;
    return bare.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }
}
