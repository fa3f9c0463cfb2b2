package tw.shouwang.api.cases.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.EventRow;

/// W18: details are read by one query for a whole page.
class CaseDetailsTest {

  private static final List<UUID> PAGE = Stream.generate(UUID::randomUUID).limit(100).toList();

  private final List<String> queries = new ArrayList<>();

  @Test
  void takesOneQueryForAPageAndNoneForWhatNobodyAsksFor() {
    CaseDetails details =
        new CaseDetails(
            repository(DeskRepository.class),
            repository(CallRepository.class),
            repository(CallAttemptRepository.class),
            PAGE,
            "tpe");
    assertThat(queries).isEmpty();
    for (UUID id : PAGE) {
      assertThat(details.unread(id)).isEqualTo(id.equals(PAGE.getFirst()) ? 3 : 0);
    }
    assertThat(queries).containsExactly("unread");
    for (UUID id : PAGE) {
      details.timeline(id);
      details.merged(id);
      details.ofMerged().unread(id);
    }
    assertThat(details.timeline(PAGE.getLast()))
        .extracting(CaseDetails.Happened::kind)
        .containsExactly(CaseEventKind.RECEIVED, CaseEventKind.SEEN);
    assertThat(queries).containsExactly("unread", "events", "mergedInto", "unread");
    for (UUID id : PAGE) {
      details.notes(id);
      details.plannedCall(id);
      details.attempts(id);
    }
    assertThat(queries).endsWith("unread", "notes", "planned", "last").hasSize(7);
  }

  private <T> T repository(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              queries.add(method.getName());
              return switch (method.getName()) {
                case "unread" -> List.of(new UnreadEntries(PAGE.getFirst(), 3));
                case "events" ->
                    List.of(event(CaseEventKind.SEEN, 1), event(CaseEventKind.RECEIVED, 0));
                default -> List.of();
              };
            }));
  }

  private static EventRow event(CaseEventKind kind, int place) {
    return new EventRow(UUID.randomUUID(), PAGE.getLast(), kind, Instant.EPOCH, place);
  }
}
