package tw.shouwang.graphql.limits;

/// A limit that a request exceeds, as in `extensions`.
///
/// @param limit the limit's name, as in the settings
/// @param most the highest allowed value
public record Excess(String limit, long most) {}
