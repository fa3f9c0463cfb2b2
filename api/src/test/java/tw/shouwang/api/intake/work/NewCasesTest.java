package tw.shouwang.api.intake.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// W9: cases that arrived during an outage are not skipped as known.
class NewCasesTest {

  private static final Instant SUBSCRIBED = Instant.parse("2026-11-28T10:07:00Z");

  private final DeskCase earlier = received("2026-11-28T09:50:00Z", null);
  private final DeskCase meanwhile = received("2026-11-28T10:00:00Z", null);
  private final DeskCase handedOver = received("2026-11-20T10:00:00Z", "2026-11-28T10:09:00Z");
  private final NewCases.Told told = new NewCases.Told(SUBSCRIBED);

  @Test
  void tellsNothingOfWhatWasThereWhenTheFirstLookWasPrompt() {
    assertThat(told.first(List.of(earlier, meanwhile), false)).isEmpty();
    assertThat(told.next(List.of(earlier, meanwhile), List.of(earlier, meanwhile, handedOver)))
        .containsExactly(handedOver);
  }

  @Test
  void tellsWhatCameWhileTheFirstLookHadToWait() {
    assertThat(told.first(List.of(earlier, meanwhile, handedOver), true))
        .containsExactly(meanwhile, handedOver);
  }

  @Test
  void tellsOfEachCaseOnceThoughItComesBackIntoTheWindow() {
    assertThat(told.first(List.of(), false)).isEmpty();
    assertThat(told.next(List.of(), List.of(meanwhile))).containsExactly(meanwhile);
    assertThat(told.next(List.of(meanwhile), List.of())).isEmpty();
    assertThat(told.next(List.of(), List.of(meanwhile))).isEmpty();
  }

  private static DeskCase received(String at, @Nullable String transferredAt) {
    return new DeskCase(
        UUID.randomUUID(),
        0,
        Form.CONCERN,
        Topic.OTHER,
        List.of(),
        List.of(),
        null,
        Urgency.IMMEDIATE_DANGER,
        "63000030",
        SenderGroup.PRIVATE,
        "tpe",
        CaseStatus.RECEIVED,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        false,
        SealedState.UNSEEN,
        false,
        null,
        0,
        Instant.parse(at),
        Instant.parse(at),
        transferredAt == null ? null : Instant.parse(transferredAt),
        null,
        null,
        null,
        null,
        false);
  }
}
