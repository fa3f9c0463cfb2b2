package tw.shouwang.api.intake;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// A worker, and senders of cases.
public record StaffDesk(StaffClient staff, AppClient app, String token) {

  static final String CASE =
      "id version status urgency claimedBy claimedByMe centre receivedOn unread overdue category"
          + " outcome mergedInto";

  /// Removes the cases of other tests from all lists.
  public static void clearLists(OwnerSql owner) throws SQLException {
    owner.run("update cases.case_file set erased_on = current_date where erased_on is null");
  }

  /// Sends a report.
  ///
  /// @param more fields that replace the usual ones
  public static Receipt report(AppClient app, Map<String, ?> more) {
    Receipt receipt = Receipt.random(new SecureRandom());
    Map<String, Object> input =
        new HashMap<>(
            Map.of(
                "receipt", receipt.text(),
                "topic", "OTHER",
                "urgency", "ROUTINE",
                "words", "樓上一直有哭聲",
                "area", "63000030"));
    input.putAll(more);
    Answer answer = app.input("SubmitConcern", input).root();
    if (!answer.text("__typename").equals("CaseReceived")) {
      throw new AssertionError(answer.json());
    }
    return receipt;
  }

  Answer inbox(Map<String, ?> filter, int first, @Nullable String after) {
    Map<String, Object> variables = new HashMap<>(Map.of("filter", filter, "first", first));
    if (after != null) {
      variables.put("after", after);
    }
    return staff.ask(
        token,
        "query ($filter: InboxFilter, $first: Int, $after: String) { inbox(filter: $filter, first:"
            + " $first, after: $after) { edges { cursor } nodes { "
            + CASE
            + " } movedBefore pageInfo { hasNextPage endCursor } counts { total unclaimed mine"
            + " overdue immediateDanger urgent routine } } }",
        variables);
  }

  /// The id of the last case with this urgency and area.
  public String only(Map<String, ?> filter) {
    Answer nodes = inbox(filter, 100, null).root().at("nodes");
    if (nodes.size() != 1) {
      throw new AssertionError("not one: " + nodes.json());
    }
    return nodes.text(0, "id");
  }

  public Answer look(String id, String fields) {
    return staff.ask(
        token, "query ($id: ID!) { staffCase(id: $id) { " + fields + " } }", Map.of("id", id));
  }

  Answer open(String id) {
    return look(
            id,
            "version unread sealed { words place person kind language contact messages { fromStaff"
                + " on words } replyTemplates { code text } }")
        .root();
  }

  public int version(String id) {
    return Integer.parseInt(look(id, "version").root().text("version"));
  }

  /// Does a step at the case's present version. Looks and asks again where a job of the service
  /// changed a case of it in between, as a desk does.
  public Answer step(String mutation, String id, Map<String, ?> more) {
    Answer answer = step(mutation, id, version(id), more);
    boolean changed =
        answer.text("__typename").equals("StaffRefused")
            && answer.text("code").equals("VERSION_CONFLICT");
    return changed ? step(mutation, id, version(id), atPresentVersions(more)) : answer;
  }

  private Map<String, Object> atPresentVersions(Map<String, ?> more) {
    Map<String, Object> renewed = new HashMap<>(more);
    for (String others : List.of("duplicates", "others")) {
      if (more.get(others) instanceof List<?> cases) {
        renewed.put(
            others,
            cases.stream()
                .map(each -> (String) ((Map<?, ?>) each).get("id"))
                .map(id -> Map.of("id", id, "expectedVersion", version(id)))
                .toList());
      }
    }
    return renewed;
  }

  public Answer step(String mutation, String id, int version, Map<String, ?> more) {
    Map<String, Object> input = new HashMap<>(Map.of("id", id, "expectedVersion", version));
    input.putAll(more);
    return mutate(mutation, input).root();
  }

  Answer mutate(String mutation, Map<String, ?> input) {
    String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1);
    return staff.ask(
        token,
        "mutation ($input: "
            + type
            + "Input!) { "
            + mutation
            + "(input: $input) { __typename ... on CaseChanged { case { "
            + CASE
            + " } warnings } ... on StaffRefused { code message field currentVersion } } }",
        Map.of("input", input));
  }

  /// The case as its sender sees it.
  public static Answer seenBySender(AppClient app, Receipt receipt) {
    return app.ask("CaseView", Map.of("receipt", receipt.text()), "en").root();
  }

  public static String kinds(Answer view) {
    Answer timeline = view.at("timeline");
    return timeline.each("kind").stream().map(Objects::toString).collect(Collectors.joining(" "));
  }
}
