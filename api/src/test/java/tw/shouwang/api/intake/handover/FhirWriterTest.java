package tw.shouwang.api.intake.handover;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;

/// Checks the bundles with HAPI's validator and the R4 definitions.
class FhirWriterTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final FhirContext CONTEXT = FhirContext.forR4();
  private static final FhirValidator VALIDATOR = validator();

  @Test
  void everyKindOfCaseIsValidR4() throws IOException {
    for (Urgency urgency : Urgency.values()) {
      for (CaseStatus status : CaseStatus.values()) {
        boolean done = status == CaseStatus.CLOSED;
        String bundle = bundle(List.of(exported(urgency, status, done ? DAY : null)), said());
        assertThat(errors(bundle)).as("%s %s:%n%s", urgency, status, bundle).isEmpty();
      }
    }
  }

  @Test
  void aRangeIsOneBundleOfAllAndAnEmptyOneIsValidToo() throws IOException {
    ExportedCase one = exported(Urgency.ROUTINE, CaseStatus.REFERRED, DAY);
    ExportedCase other = exported(Urgency.URGENT, CaseStatus.SEEN, null);
    String bundle = bundle(List.of(one, other), null);
    assertThat(errors(bundle)).isEmpty();
    assertThat(parsed(bundle).getEntry()).hasSize(4 + 2);
    assertThat(bundle).doesNotContain("哭聲");
  }

  @Test
  void saysReportReferralTransitionAndAssessmentAsTheMinistrysDraftDoes() throws IOException {
    Bundle bundle =
        parsed(bundle(List.of(exported(Urgency.ROUTINE, CaseStatus.REFERRED, DAY)), said()));
    List<ServiceRequest> requests =
        bundle.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(ServiceRequest.class::isInstance)
            .map(ServiceRequest.class::cast)
            .toList();
    assertThat(requests)
        .extracting(request -> request.getCategoryFirstRep().getText())
        .containsExactly("個案通報", "轉介", "轉案");
    assertThat(requests.getFirst().getCategoryFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("185087000");
    assertThat(requests.get(1).getCategoryFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("306206005");
    assertThat(requests.getFirst().getPriority())
        .as("as graded, not as the sender said")
        .isEqualTo(ServiceRequest.ServiceRequestPriority.URGENT);
    assertThat(requests.getFirst().getNoteFirstRep().getText()).contains("哭聲");
    assertThat(requests.getFirst().getContained()).as("nobody is named").hasSize(1);
    Task task =
        (Task)
            bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Task.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(task.getFocus().getReference()).isEqualTo(bundle.getEntryFirstRep().getFullUrl());
  }

  /// I11: no empty list, the form and whether a child is involved, a day for each message, and no
  /// follow-up that is active after a close.
  @Test
  void saysWhatWasMissing() throws IOException {
    String empty = bundle(List.of(), null);
    assertThat(errors(empty)).isEmpty();
    assertThat(empty).doesNotContain("entry");
    String closed = bundle(List.of(exported(Urgency.URGENT, CaseStatus.CLOSED, DAY)), said());
    assertThat(closed)
        .contains("form: CONCERN", "childInvolved: true", "\"time\":\"2026-11-22\"")
        .doesNotContain("\"active\"");
  }

  @Test
  void theValidatorFindsMistakes() throws IOException {
    String bundle = bundle(List.of(exported(Urgency.ROUTINE, CaseStatus.SEEN, null)), null);
    assertThat(errors(bundle.replace("\"intent\":\"order\"", "\"intent\":\"wish\""))).isNotEmpty();
    assertThat(errors(bundle.replace("2026-11-22", "22 November"))).isNotEmpty();
  }

  private static List<String> errors(String bundle) {
    ValidationResult result = VALIDATOR.validateWithResult(bundle);
    return result.getMessages().stream()
        .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
        .map(SingleValidationMessage::toString)
        .toList();
  }

  private static Bundle parsed(String bundle) {
    return CONTEXT.newJsonParser().parseResource(Bundle.class, bundle);
  }

  private static String bundle(
      List<ExportedCase> cases, @Nullable List<OpenedCase.OpenedEntry> words) throws IOException {
    ExportWriter writer = new FhirWriter();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(writer.head());
    boolean first = true;
    for (ExportedCase each : cases) {
      bytes.write(writer.write(each, words, first));
      first = false;
    }
    bytes.write(writer.foot());
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<OpenedCase.OpenedEntry> said() {
    return List.of(
        new OpenedCase.OpenedEntry(
            UUID.randomUUID(), false, DAY, true, true, Map.of("words", "樓上一直有哭聲", "place", "三樓")),
        new OpenedCase.OpenedEntry(
            UUID.randomUUID(), true, DAY, true, true, Map.of("words", "謝謝您，我們會去看看")));
  }

  static ExportedCase exported(Urgency urgency, CaseStatus status, @Nullable LocalDate later) {
    return new ExportedCase(
        UUID.randomUUID(),
        "CONCERN",
        "CHILD_PROTECTION",
        "ECONOMIC,SCHOOLING",
        "HARM_ACT",
        true,
        urgency,
        "63000030",
        "COMMUNITY_POINT",
        "tpe",
        status,
        later == null ? null : "URGENT",
        later == null ? null : "PROTECTION",
        null,
        null,
        later == null ? "" : "tw.hotline.113",
        Instant.parse("2026-11-22T01:00:00Z"),
        DAY,
        DAY,
        later,
        later,
        later,
        status == CaseStatus.CLOSED ? later : null,
        "PROTECTION",
        null,
        null,
        DAY,
        null,
        false);
  }

  private static FhirValidator validator() {
    ValidationSupportChain support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(CONTEXT),
            new CommonCodeSystemsTerminologyService(CONTEXT),
            new InMemoryTerminologyServerValidationSupport(CONTEXT));
    return CONTEXT.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
  }
}
