package tw.shouwang.api.forms;

import org.jspecify.annotations.Nullable;

/// The first problem of an input: the field, the code, and the limit that was exceeded.
public record InvalidInput(RefusalCode code, String field, @Nullable Integer max) {}
