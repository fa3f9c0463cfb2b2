package tw.shouwang.api.directory.entries;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Where a fact was found.
public record Source(String id, String title, @Nullable String url, @Nullable LocalDate asOf) {}
