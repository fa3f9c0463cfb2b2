package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `page-plain.graphql`, for pages that show texts of ours only.
@Serdeable
public record PlainData(@Nullable String draftNotice, List<Card> emergencyNumbers)
    implements Basics {}
