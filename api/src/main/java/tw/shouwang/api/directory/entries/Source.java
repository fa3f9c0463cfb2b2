package tw.shouwang.api.directory.entries;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The source of a fact.
public record Source(String id, String title, @Nullable String url, @Nullable LocalDate asOf) {}
