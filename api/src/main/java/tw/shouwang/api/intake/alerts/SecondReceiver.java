package tw.shouwang.api.intake.alerts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/// Who hears of danger that nobody at a centre has claimed for ten minutes, beside the receivers of
/// `danger.second`: a colleague, or another centre.
///
/// @param worker the identity provider's name for a colleague
/// @param namedBy the identity provider's name for the supervisor who said so
@MappedEntity(value = "second_receiver", schema = "intake")
record SecondReceiver(
    @Id String centre, @Nullable String worker, @Nullable String otherCentre, String namedBy) {}
