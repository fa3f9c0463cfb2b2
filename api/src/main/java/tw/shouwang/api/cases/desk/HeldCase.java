package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/// What the first look needs of a case that it holds.
@Introspected
record HeldCase(UUID id, String centre) {}
