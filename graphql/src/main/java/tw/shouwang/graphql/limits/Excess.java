package tw.shouwang.graphql.limits;

/// One limit that a request is over, as `extensions` says it.
///
/// @param limit the limit's name, as in the settings
/// @param most what would have been let through
public record Excess(String limit, long most) {}
