package tw.shouwang.api.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Where a fact was found.
record Source(String id, String title, @Nullable String url, @Nullable LocalDate asOf) {}
