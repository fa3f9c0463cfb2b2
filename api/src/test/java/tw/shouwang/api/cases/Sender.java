package tw.shouwang.api.cases;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// What a sender's client asks, in one of the two ways: in clear with the receipt, or sealed with
/// its parts. A test that runs over both holds for both.
public abstract sealed class Sender {

  /// The two ways.
  public enum Way {
    PLAIN,
    SEALED;

    public Sender sender(Receipt receipt, String urgency, String words, CentreKey centre) {
      return switch (this) {
        case PLAIN -> new Plain(receipt, urgency, words);
        case SEALED -> new Sealing(receipt, urgency, words, centre);
      };
    }
  }

  /// A document and its variables.
  public record Request(String document, Map<String, Object> variables) {

    static Request of(String document, Map<String, ?> input) {
      return new Request(document, Map.of("input", input));
    }

    public Answer ask(AppClient app) {
      return app.ask(document, variables).root();
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> input() {
      return (Map<String, Object>) variables.getOrDefault("input", Map.of());
    }
  }

  public abstract Receipt receipt();

  public abstract Request form();

  public abstract Request message(String id, String words);

  public abstract Request enablePush(String token);

  public abstract Request disablePush();

  /// The client goes on with the new receipt.
  public abstract Request changeTo(Receipt next);

  public abstract Request erase();

  public abstract Request view();

  public abstract Request proof();

  /// The words of a case as the answer shows them, and what a client keeps of it.
  public abstract List<String> read(Answer view) throws TamperedException;

  /// What an answer is: `CaseReceived` in both ways, or a refusal's code.
  public static String told(Answer root) {
    String type = root.text("__typename");
    return type.equals("SubmissionRefused") ? root.text("code") : type.replace("Sealed", "");
  }

  private static final class Plain extends Sender {

    private final String urgency;
    private final String words;
    private Receipt receipt;

    Plain(Receipt receipt, String urgency, String words) {
      this.receipt = receipt;
      this.urgency = urgency;
      this.words = words;
    }

    @Override
    public Receipt receipt() {
      return receipt;
    }

    @Override
    public Request form() {
      Map<String, Object> form = Forms.concern(receipt, urgency);
      form.put("words", words);
      return Request.of("SubmitConcern", form);
    }

    @Override
    public Request message(String id, String words) {
      return Request.of("AddMessage", Forms.message(receipt, id, words));
    }

    @Override
    public Request enablePush(String token) {
      return Request.of("EnablePush", Map.of("receipt", receipt.text(), "token", token));
    }

    @Override
    public Request disablePush() {
      return Request.of("DisablePush", Map.of("receipt", receipt.text()));
    }

    @Override
    public Request changeTo(Receipt next) {
      Request change =
          Request.of("ChangeReceipt", Map.of("receipt", receipt.text(), "newReceipt", next.text()));
      receipt = next;
      return change;
    }

    @Override
    public Request erase() {
      return Request.of("EraseCase", Map.of("receipt", receipt.text()));
    }

    @Override
    public Request view() {
      return new Request("CaseView", Map.of("receipt", receipt.text()));
    }

    @Override
    public Request proof() {
      return new Request("CaseProof", Map.of("receipt", receipt.text()));
    }

    @Override
    public List<String> read(Answer view) {
      return view.at("messages").each("words");
    }
  }

  private static final class Sealing extends Sender {

    private final SealingClient client;

    Sealing(Receipt receipt, String urgency, String words, CentreKey centre) {
      this.client = new SealingClient(centre, receipt, words).with("urgency", urgency);
    }

    @Override
    public Receipt receipt() {
      return client.receipt();
    }

    @Override
    public Request form() {
      return Request.of("SubmitSealed", client.input());
    }

    @Override
    public Request message(String id, String words) {
      return Request.of("AddSealedMessage", client.message(id, words));
    }

    @Override
    public Request enablePush(String token) {
      Map<String, Object> input = new HashMap<>(client.tokens(true));
      input.put("token", token);
      return Request.of("EnableSealedPush", input);
    }

    @Override
    public Request disablePush() {
      return Request.of("DisableSealedPush", client.tokens(true));
    }

    @Override
    public Request changeTo(Receipt next) {
      return Request.of("ChangeSealedReceipt", client.changeTo(next));
    }

    @Override
    public Request erase() {
      return Request.of("EraseSealedCase", client.tokens(true));
    }

    @Override
    public Request view() {
      return new Request("SealedCase", client.tokens(false));
    }

    @Override
    public Request proof() {
      return new Request("SealedCaseProof", client.tokens(false));
    }

    /// Takes the stored key over, as a client does after any answer.
    @Override
    public List<String> read(Answer view) throws TamperedException {
      return client.open(view);
    }
  }
}
