package tw.shouwang.api.intake.handover;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;

/// A FHIR R4 bundle by the ministry's draft guide (TWSS Base 0.0.1): a ServiceRequest for the
/// report (個案通報), others for the referral (轉介) and the transition to another centre (轉案), and a
/// Task for the intake's assessment (受理評估).
///
/// The guide allows a Patient as subject. We have no name, so the Patient is contained and its name
/// is masked. The library HAPI is loaded on the first FHIR export, and never in a public process.
final class FhirWriter implements ExportWriter {

  /// The fields for which R4 has no element, by the names of the other formats.
  private static final List<String> DETAILS =
      List.of(
          "form", "childInvolved", "neighbour", "mergedInto", "claimedBy", "dueBy", "withdrawnOn");

  private static final String SNOMED = "http://snomed.info/sct";
  private static final String NOTIFICATIONS = "185087000";
  private static final String REFERRAL = "306206005";
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  /// The code by which FHIR marks data of an exercise.
  private static final String TEST = "HTEST";

  private static final String PERSON = "person";

  private static final Comparator<Map.Entry<String, String>> WORDS_FIRST =
      Comparator.<Map.Entry<String, String>, Boolean>comparing(
              field -> !field.getKey().equals("words"))
          .thenComparing(Map.Entry.comparingByKey());

  /// Loaded on first use, because it takes a second and some memory.
  private static final class Loaded {
    private static final FhirContext CONTEXT = FhirContext.forR4();
  }

  /// Whether an entry was written: FHIR allows no empty list.
  private boolean begun;

  @Override
  public byte[] head() {
    return bytes("{\"resourceType\":\"Bundle\",\"type\":\"collection\"");
  }

  @Override
  public byte[] write(
      ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words, boolean first) {
    StringBuilder entries = new StringBuilder();
    for (Resource resource : resources(exported, words)) {
      if (exported.exercise()) {
        resource.getMeta().addSecurity().setSystem(REASONS).setCode(TEST);
      }
      entries
          .append(begun ? ",\n" : ",\"entry\":[\n")
          .append("{\"fullUrl\":\"urn:uuid:")
          .append(resource.getIdPart())
          .append("\",\"resource\":")
          .append(Loaded.CONTEXT.newJsonParser().encodeResourceToString(resource))
          .append('}');
      begun = true;
    }
    return bytes(entries.toString());
  }

  @Override
  public byte[] foot() {
    return bytes(begun ? "\n]}\n" : "}\n");
  }

  private static List<Resource> resources(
      ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words) {
    List<Resource> resources = new ArrayList<>();
    resources.add(report(exported, words));
    resources.add(assessment(exported));
    LocalDate referredOn = exported.referredOn();
    if (referredOn != null) {
      ServiceRequest referral = following(exported, "referral", "轉介", referredOn);
      referral.getCategoryFirstRep().addCoding().setSystem(SNOMED).setCode(REFERRAL);
      ExportedCase.listed(exported.referredResources())
          .forEach(key -> referral.addPerformer(new Reference().setDisplay(key)));
      resources.add(referral);
    }
    LocalDate transferredOn = exported.transferredOn();
    if (transferredOn != null) {
      ServiceRequest transition = following(exported, "transition", "轉案", transferredOn);
      transition.addPerformer(new Reference().setDisplay(exported.centre()));
      resources.add(transition);
    }
    return resources;
  }

  private static ServiceRequest report(
      ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words) {
    ServiceRequest report = request(exported.id(), "個案通報", exported.receivedOn());
    report.getCategoryFirstRep().addCoding().setSystem(SNOMED).setCode(NOTIFICATIONS);
    report.addIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + exported.id());
    report.setStatus(requestStatus(exported));
    report.setPriority(priority(exported.grade()));
    report.setCode(text(exported.topic()));
    Map<String, @Nullable Object> fields = exported.fields();
    for (String name : DETAILS) {
      Object value = fields.get(name);
      if (value != null) {
        report.addOrderDetail(text(name + ": " + value));
      }
    }
    ExportedCase.listed(exported.otherTopics()).forEach(topic -> report.addReasonCode(text(topic)));
    ExportedCase.listed(exported.indicators())
        .forEach(indicator -> report.addReasonCode(text(indicator)));
    report.setRequester(new Reference().setDisplay(exported.senderGroup()));
    report.addPerformer(new Reference().setDisplay(exported.centre()));
    report.addLocationCode(text(exported.area()));
    for (OpenedCase.OpenedEntry each : words == null ? List.<OpenedCase.OpenedEntry>of() : words) {
      each.fields().entrySet().stream()
          .filter(field -> !field.getValue().isBlank())
          .sorted(WORDS_FIRST)
          .forEach(field -> report.addNote(note(each, field.getKey(), field.getValue())));
    }
    return report;
  }

  private static ServiceRequest.ServiceRequestStatus requestStatus(ExportedCase exported) {
    return exported.status() == CaseStatus.CLOSED
        ? ServiceRequest.ServiceRequestStatus.COMPLETED
        : ServiceRequest.ServiceRequestStatus.ACTIVE;
  }

  private static Annotation note(OpenedCase.OpenedEntry written, String field, String said) {
    Annotation note = new Annotation();
    note.setAuthor(new StringType(written.fromStaff() ? "staff" : "sender"));
    note.setTimeElement(new DateTimeType(written.on().toString()));
    note.setText(field.equals("words") ? said : field + ": " + said);
    return note;
  }

  private static ServiceRequest following(
      ExportedCase exported, String name, String category, LocalDate on) {
    ServiceRequest request = request(derived(exported.id(), name), category, on);
    request.setStatus(requestStatus(exported));
    request.addBasedOn(new Reference("urn:uuid:" + exported.id()));
    return request;
  }

  private static ServiceRequest request(UUID id, String category, LocalDate on) {
    ServiceRequest request = new ServiceRequest();
    request.setId(id.toString());
    request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    request.addCategory().setText(category);
    request.setAuthoredOnElement(new DateTimeType(on.toString()));
    request.addContained(nobody());
    request.setSubject(new Reference("#" + PERSON));
    return request;
  }

  private static Task assessment(ExportedCase exported) {
    Task task = new Task();
    task.setId(derived(exported.id(), "assessment").toString());
    task.setIntent(Task.TaskIntent.ORDER);
    task.setCode(text("受理評估"));
    task.setStatus(status(exported));
    task.setFocus(new Reference("urn:uuid:" + exported.id()));
    task.setAuthoredOnElement(new DateTimeType(exported.receivedOn().toString()));
    LocalDate triagedOn = exported.triagedOn();
    if (triagedOn != null) {
      task.setLastModifiedElement(new DateTimeType(triagedOn.toString()));
    }
    output(task, "分級", exported.triageLevel());
    output(task, "分類", exported.triageCategory());
    output(task, "分流", exported.route());
    output(task, "結案", exported.outcome());
    return task;
  }

  private static Task.TaskStatus status(ExportedCase exported) {
    return switch (exported.status()) {
      case RECEIVED -> Task.TaskStatus.REQUESTED;
      case SEEN -> Task.TaskStatus.INPROGRESS;
      case TRIAGED, REFERRED, CLOSED -> Task.TaskStatus.COMPLETED;
    };
  }

  private static void output(Task task, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      task.addOutput().setType(text(name)).setValue(new StringType(value));
    }
  }

  private static Patient nobody() {
    Patient patient = new Patient();
    patient.setId(PERSON);
    patient.addName().addExtension(ABSENT, new CodeType("masked"));
    return patient;
  }

  private static ServiceRequest.ServiceRequestPriority priority(Urgency urgency) {
    return switch (urgency) {
      case IMMEDIATE_DANGER -> ServiceRequest.ServiceRequestPriority.STAT;
      case URGENT -> ServiceRequest.ServiceRequestPriority.URGENT;
      case ROUTINE -> ServiceRequest.ServiceRequestPriority.ROUTINE;
    };
  }

  private static UUID derived(UUID caseId, String name) {
    return UUID.nameUUIDFromBytes((caseId + " " + name).getBytes(StandardCharsets.UTF_8));
  }

  private static CodeableConcept text(String text) {
    return new CodeableConcept().setText(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
