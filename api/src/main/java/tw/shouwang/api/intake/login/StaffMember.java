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

/// A person whom a county's identity provider has named, as the token says.
///
/// Who belongs to no centre that is known here has nothing left but the role of a directory editor.
///
/// @param subject the provider's own name for the person, never given to anybody else
/// @param name as colleagues know them
/// @param centre the code of the one centre whose cases they see
/// @param until when the token ends, and with it every stream opened with it
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

  /// Who asks for a field of the staff schema.
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

  /// For services, which do not rely on the schema having asked already.
  ///
  /// @return the centre in whose name the member acts
  /// @throws RequestError FORBIDDEN, when they have none of the roles
  public String actingIn(StaffRole... wanted) {
    require(wanted);
    if (centre == null) {
      throw forbidden();
    }
    return centre;
  }

  /// @throws RequestError FORBIDDEN, when they have none of the roles
  public void require(StaffRole... wanted) {
    if (!hasAny(List.of(wanted))) {
      throw forbidden();
    }
  }

  /// That this person may not do this.
  public static RequestError forbidden() {
    return new RequestError("FORBIDDEN", language -> MESSAGES.text(language, "forbidden"));
  }

  @Override
  public String toString() {
    return "StaffMember";
  }
}
