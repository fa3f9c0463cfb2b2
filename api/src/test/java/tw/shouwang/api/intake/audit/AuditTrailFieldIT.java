package tw.shouwang.api.intake.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

@MicronautTest(transactional = false)
class AuditTrailFieldIT implements EmbeddedTest {

  private static final String TRAIL =
      """
      query ($first: Int, $after: String) {
        auditTrail(first: $first, after: $after) {
          edges { cursor node { number worker action case at } }
          nodes { number }
          pageInfo { hasNextPage hasPreviousPage endCursor }
        }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject AuditTrail trail;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void showsAnAuditorTheOwnCentresTrailPageByPage() {
    UUID id = UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      trail.record("w1", "tpe", AuditAction.OPENED, id);
    }
    trail.record("w9", "ntpc", AuditAction.EXPORTED, null);
    String auditor = provider.token("a1", "tpe", "AUDITOR");

    Answer first = staff.ask(auditor, TRAIL, Map.of("first", 2)).root();
    assertThat(first.at("nodes").each("number")).containsExactly("5", "4");
    assertThat(first.text("edges", 0, "node", "worker")).isEqualTo("w1");
    assertThat(first.text("edges", 0, "node", "action")).isEqualTo("OPENED");
    assertThat(first.text("edges", 0, "node", "case")).isEqualTo(id.toString());
    trail.record("w1", "tpe", AuditAction.REPLIED, id);
    Answer second =
        staff
            .ask(auditor, TRAIL, Map.of("first", 100, "after", first.text("pageInfo", "endCursor")))
            .root();
    assertThat(second.at("nodes").each("number"))
        .as("what is written meanwhile shifts no page")
        .containsExactly("3", "2", "1");
    assertThat(second.text("pageInfo", "hasNextPage")).isEqualTo("false");
  }

  @Test
  void isForNobodyElseAndTakesNoOddPages() {
    for (String role : new String[] {"INTAKE_WORKER", "SUPERVISOR", "DIRECTORY_EDITOR"}) {
      assertThat(code(provider.token("w1", "tpe", role), Map.of())).isEqualTo("FORBIDDEN");
    }
    String auditor = provider.token("a1", "tpe", "AUDITOR");
    assertThat(code(auditor, Map.of("first", 101))).isEqualTo("BAD_USER_INPUT");
    assertThat(code(auditor, Map.of("after", "1 or 1=1"))).isEqualTo("INVALID_CURSOR");
  }

  private String code(String token, Map<String, ?> variables) {
    return staff.ask(token, TRAIL, variables).text("errors", 0, "extensions", "code");
  }
}
