package tw.shouwang.api.intake.login;

import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// A member of staff, as the identity provider's token describes them.
///
/// A member without a known centre has only the role of a directory editor, if they have it.
///
/// @param subject the provider's identifier of the person, never reused
/// @param name the name for colleagues
/// @param centre the code of the one centre whose cases they see
/// @param until the token's expiry, at which all streams opened with it end
public record StaffMember(
    String subject, String name, Set<StaffRole> roles, @Nullable String centre, Instant until) {

  private static final Messages MESSAGES = Messages.of("intake");

  public StaffMember {
    Set<StaffRole> kept = EnumSet.noneOf(StaffRole.class);
    kept.addAll(roles);
    if (centre == null) {
      kept.retainAll(Set.of(StaffRole.DIRECTORY_EDITOR));
    }
    roles = Set.copyOf(kept);
  }

  /// Who somebody is at one centre.
  ///
  /// @param name the name for colleagues
  public record Known(String centre, String subject, String name) {}

  /// @throws RequestError FORBIDDEN, if the member has no centre
  public Known known() {
    if (centre == null) {
      throw forbidden();
    }
    return new Known(centre, subject, name);
  }

  /// The member who asks for a field of the staff schema.
  public static StaffMember of(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(
        environment.getGraphQlContext().get(StaffMember.class), "nobody has logged in");
  }

  public boolean hasAny(Collection<StaffRole> wanted) {
    return wanted.stream().anyMatch(roles::contains);
  }

  public boolean is(StaffRole role) {
    return roles.contains(role);
  }

  /// A second check in services, in case a field's `@allowed` is wrong.
  ///
  /// @return the member's centre
  /// @throws RequestError FORBIDDEN, if the member has none of the roles
  public String actingIn(StaffRole... wanted) {
    require(wanted);
    if (centre == null) {
      throw forbidden();
    }
    return centre;
  }

  /// @throws RequestError FORBIDDEN, if the member has none of the roles
  public void require(StaffRole... wanted) {
    if (!hasAny(List.of(wanted))) {
      throw forbidden();
    }
  }

  /// The error for a member without the needed role.
  public static RequestError forbidden() {
    return new RequestError("FORBIDDEN", language -> MESSAGES.text(language, "forbidden"));
  }

  @Override
  public String toString() {
    return "StaffMember";
  }
}
