package tw.shouwang.api.forms;

import org.jspecify.annotations.Nullable;

/// The first thing that is wrong with an input: which field, what, and the bound it broke.
public record InvalidInput(RefusalCode code, String field, @Nullable Integer max) {}
