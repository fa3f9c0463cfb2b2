package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffText;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The texts from which a centre's replies start. A centre that has saved none has those that come
/// with the service; every saved version is kept.
@Singleton
@Requires(condition = InStaffProcess.class)
class ReplyTemplates {

  static final int LONGEST_TEXT = 3_000;

  private static final int MOST = 30;
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}");
  private static final List<String> SUPPLIED =
      List.of("thanks", "onTheWay", "moreDetails", "referred", "emergency", "suicidal", "closed");

  private final Messages messages = Messages.of("intake");
  private final ReplyTemplateRepository saved;
  private final AuditTrail trail;
  private final SharedLimits limits;
  private final JsonMapper json;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  ReplyTemplates(
      ReplyTemplateRepository saved,
      AuditTrail trail,
      SharedLimits limits,
      JsonMapper json,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.saved = saved;
    this.trail = trail;
    this.limits = limits;
    this.json = json;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// A centre's templates. The schema's type of the same name.
  ///
  /// @param version 0 for those that come with the service; they have no author
  record ReplyTemplateSet(
      int version,
      @Nullable String savedBy,
      @Nullable Instant savedAt,
      List<CentreTemplate> templates) {

    ReplyTemplateSet {
      templates = List.copyOf(templates);
    }
  }

  /// A text in several languages, one of them Chinese.
  @Serdeable
  record CentreTemplate(String code, List<TemplateText> texts) {

    CentreTemplate {
      texts = List.copyOf(texts);
    }

    /// The text for a sender's language, or the Chinese one.
    TemplateText in(Language sender) {
      return find(sender).or(() -> find(Language.ZH_TW)).orElseThrow();
    }

    private Optional<TemplateText> find(Language language) {
      return texts.stream().filter(text -> text.language() == language).findFirst();
    }
  }

  @Serdeable
  record TemplateText(Language language, String text) {}

  /// A text from which a worker can start a reply.
  ///
  /// @param language that of the text: Chinese where the centre has none in the sender's
  record Template(String code, String text, Language language) {}

  /// The result of a change.
  sealed interface Saving {
    record Saved(ReplyTemplateSet set) implements Saving {}

    record Conflict(int version) implements Saving {}

    /// Too many in a short time.
    record TryLater() implements Saving {}

    /// @param problems one sentence each, with the template's code
    record Unsound(StaffRefusalCode code, List<String> problems) implements Saving {
      public Unsound {
        problems = List.copyOf(problems);
      }
    }
  }

  /// In the sender's language, because the sender will read the reply.
  List<Template> of(String centre, Language sender) {
    return newest(centre).templates().stream()
        .map(template -> {
          TemplateText text = template.in(sender);
          return new Template(template.code(), text.text(), text.language());
        })
        .toList();
  }

  /// Empty for a version that was never saved.
  Optional<ReplyTemplateSet> find(StaffMember member, @Nullable Integer version) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    if (version == null) {
      return Optional.of(newest(centre));
    }
    return version == 0 ? Optional.of(supplied()) : saved.version(centre, version).map(this::read);
  }

  /// @param expectedVersion the version on which the change is based
  Saving save(
      StaffMember member, int expectedVersion, List<CentreTemplate> templates, Language language) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    if (!limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero()) {
      return new Saving.TryLater();
    }
    Optional<Saving.Unsound> unsound = unsound(templates, language);
    if (unsound.isPresent()) {
      return unsound.get();
    }
    ReplyTemplateSet before = newest(centre);
    if (before.version() != expectedVersion) {
      return new Saving.Conflict(before.version());
    }
    if (!limits.takeAsCentre(RateLimit.KEPT_VERSIONS, centre).isZero()) {
      return new Saving.TryLater();
    }
    Instant now = clock.instant();
    ReplyTemplateSet next =
        new ReplyTemplateSet(expectedVersion + 1, member.name(), now, templates);
    boolean isFirst =
        transactions.executeWrite(transaction -> {
          if (saved.add(centre, next.version(), member.name(), now, write(templates)) == 0) {
            return false;
          }
          trail.record(member.subject(), centre, AuditAction.TEMPLATES_SAVED, null);
          return true;
        });
    return isFirst ? new Saving.Saved(next) : new Saving.Conflict(newest(centre).version());
  }

  private Optional<Saving.Unsound> unsound(List<CentreTemplate> templates, Language language) {
    if (templates.isEmpty() || templates.size() > MOST) {
      return Optional.of(
          new Saving.Unsound(
              templates.isEmpty() ? StaffRefusalCode.EMPTY : StaffRefusalCode.TOO_LONG, List.of()));
    }
    List<String> problems = new ArrayList<>();
    StaffRefusalCode code = StaffRefusalCode.INVALID;
    Set<String> codes = new HashSet<>();
    for (int number = 0; number < templates.size(); number++) {
      CentreTemplate template = templates.get(number);
      String name = "templates[%d]".formatted(number);
      if (!CODE.matcher(template.code()).matches() || !codes.add(template.code())) {
        problems.add(name + ": " + messages.text(language, "templates.code"));
      }
      long languages = template.texts().stream().map(TemplateText::language).distinct().count();
      if (languages != template.texts().size()
          || template.texts().stream().noneMatch(text -> text.language() == Language.ZH_TW)) {
        problems.add(name + ": " + messages.text(language, "templates.languages"));
      }
      for (TemplateText text : template.texts()) {
        Optional<StaffRefusalCode> problem = StaffText.problem(text.text(), LONGEST_TEXT);
        if (problem.isPresent()) {
          code = problem.get();
          problems.add(
              "%s, %s: %s"
                  .formatted(
                      name,
                      text.language().tag(),
                      messages.text(language, "refusal." + problem.get())));
        }
      }
    }
    return problems.isEmpty() ? Optional.empty() : Optional.of(new Saving.Unsound(code, problems));
  }

  private ReplyTemplateSet newest(String centre) {
    return saved.newest(centre).map(this::read).orElseGet(this::supplied);
  }

  private ReplyTemplateSet supplied() {
    return new ReplyTemplateSet(
        0,
        null,
        null,
        SUPPLIED.stream()
            .map(code ->
                new CentreTemplate(
                    code,
                    Arrays.stream(Language.values())
                        .map(language ->
                            new TemplateText(language, messages.text(language, "template." + code)))
                        .toList()))
            .toList());
  }

  private ReplyTemplateSet read(ReplyTemplateRow row) {
    try {
      return new ReplyTemplateSet(
          row.version(),
          row.savedBy(),
          row.savedAt(),
          Objects.requireNonNull(
              json.readValue(row.templates(), Argument.listOf(CentreTemplate.class))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(List<CentreTemplate> templates) {
    try {
      return json.writeValueAsString(templates);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
