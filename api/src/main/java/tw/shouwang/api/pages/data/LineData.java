package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `page-line.graphql`.
@Serdeable
public record LineData(
    @Nullable String draftNotice, List<Card> emergencyNumbers, @Nullable Card resource)
    implements Basics {}
