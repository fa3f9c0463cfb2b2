package tw.shouwang.api.process;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.ServedSchemas;

/// The roles of this process, from `shouwang.roles` (default `public,staff`).
///
/// In `prod` the roles must be named, and a process has only one of them unless
/// `shouwang.allow-combined` is true: a server that strangers can reach should not be able to open
/// what they wrote.
@Singleton
public final class ProcessRoles implements ServedSchemas {

  private final Set<ProcessRole> roles;

  ProcessRoles(
      Environment environment,
      @Property(name = "shouwang.roles") @Nullable String roles,
      @Property(name = "shouwang.allow-combined", defaultValue = "false") boolean allowCombined) {
    boolean production = environment.getActiveNames().contains(Environments.PROD);
    if (roles == null && production) {
      throw new StartRefused(
          "In prod, say what this process is: set shouwang.roles to public or to staff.");
    }
    this.roles = parse(roles == null ? "public,staff" : roles);
    if (production && this.roles.size() > 1 && !allowCombined) {
      throw new StartRefused(
          "In prod, a process is public or staff, not both; set shouwang.allow-combined=true only"
              + " if you accept that the server strangers reach can open what they wrote.");
    }
  }

  /// The roles of a process with these settings.
  public static ProcessRoles of(Environment settings) {
    return new ProcessRoles(
        settings,
        settings.getProperty("shouwang.roles", String.class).orElse(null),
        settings.getProperty("shouwang.allow-combined", Boolean.class).orElse(false));
  }

  public boolean isPublic() {
    return roles.contains(ProcessRole.PUBLIC);
  }

  public boolean isStaff() {
    return roles.contains(ProcessRole.STAFF);
  }

  /// The public schema is served with the public role, the staff schema with the staff role. A
  /// schema that is not served is not in memory.
  @Override
  public boolean serves(String schema) {
    return schema.equals(SchemaSlice.PUBLIC) ? isPublic() : isStaff();
  }

  @Override
  public String toString() {
    return roles.toString().toLowerCase(Locale.ROOT);
  }

  private static Set<ProcessRole> parse(String roles) {
    Set<ProcessRole> parsed = EnumSet.noneOf(ProcessRole.class);
    Arrays.stream(roles.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .forEach(name -> parsed.add(role(name)));
    if (parsed.isEmpty()) {
      throw new StartRefused("shouwang.roles is empty: set it to public, staff or both.");
    }
    return parsed;
  }

  private static ProcessRole role(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "public" -> ProcessRole.PUBLIC;
      case "staff" -> ProcessRole.STAFF;
      default -> throw new StartRefused("shouwang.roles knows public and staff, and nothing else.");
    };
  }
}
