package tw.shouwang.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The dependency rules of the project. The build separates modules; this test separates the slices
/// of `api`, and checks what each kind of class may depend on.
class ArchitectureTest {

  private static final String ROOT = "tw.shouwang.api.";

  private static final int LARGEST_PACKAGE = 35;

  private static final Set<String> ROLE_CONDITIONS =
      Set.of("InPublicProcess", "InStaffProcess", "PublicIsServed");

  /// Slices that every slice may use: the process, its database, its key files, its rate limits,
  /// its messages, watches, QR codes, and whose certificates it trusts. They use no other slice.
  private static final List<String> FOUNDATIONS =
      List.of(
          "process",
          "database",
          "keys",
          "words",
          "ratelimits",
          "watches",
          "operators",
          "qr",
          "trust");

  /// Which slices a slice may use. Everything else is forbidden.
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.of(
              "directory", List.of(),
              "devices", List.of(),
              "guidance", List.of("directory"),
              "forms", List.of("guidance", "directory"),
              "cases", List.of("devices", "forms", "guidance", "directory"),
              "concerns", List.of("cases", "forms", "guidance", "directory"),
              "helprequests", List.of("cases", "forms", "guidance", "directory"),
              "intake", List.of("cases", "devices", "directory"),
              "figures", List.of("directory"),
              // Only what a page stands for: pages ask the schema.
              "pages", List.of("directory")));

  /// Which rooms a room may use. A room is a package inside a slice; a slice without rooms stands
  /// for itself. Everything else is forbidden.
  private static final Map<String, List<String>> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("directory.entries", List.of()),
              Map.entry("directory.hours", List.of("directory.entries")),
              Map.entry("directory.understanding", List.of("directory.entries")),
              Map.entry(
                  "directory.document",
                  List.of("directory.entries", "directory.hours", "directory.understanding")),
              Map.entry("directory.text", List.of("directory.entries")),
              Map.entry(
                  "directory.snapshot",
                  List.of(
                      "directory.document",
                      "directory.entries",
                      "directory.hours",
                      "directory.text",
                      "directory.understanding")),
              Map.entry(
                  "directory.view",
                  List.of("directory.entries", "directory.hours", "directory.snapshot")),
              Map.entry(
                  "directory.search",
                  List.of(
                      "directory.entries",
                      "directory.hours",
                      "directory.snapshot",
                      "directory.text",
                      "directory.understanding",
                      "directory.view")),
              Map.entry(
                  "directory.storage",
                  List.of(
                      "directory.document",
                      "directory.entries",
                      "directory.snapshot",
                      "directory.understanding")),
              Map.entry(
                  "directory.editing",
                  List.of(
                      "directory.document",
                      "directory.entries",
                      "directory.hours",
                      "directory.snapshot",
                      "directory.storage",
                      "directory.understanding",
                      "directory.view")),
              Map.entry(
                  "directory.published",
                  List.of(
                      "directory.document",
                      "directory.entries",
                      "directory.hours",
                      "directory.snapshot",
                      "directory.text",
                      "directory.understanding",
                      "directory.view")),
              Map.entry(
                  "directory",
                  List.of(
                      "directory.document",
                      "directory.entries",
                      "directory.hours",
                      "directory.published",
                      "directory.search",
                      "directory.snapshot",
                      "directory.understanding",
                      "directory.view")),
              Map.entry("figures", List.of("directory", "directory.entries")),
              Map.entry("pages.data", List.of()),
              Map.entry("pages.assets", List.of()),
              Map.entry("pages.integrity", List.of("pages.assets")),
              Map.entry("pages", List.of("directory.published", "pages.assets", "pages.data")),
              Map.entry("cases.envelope", List.of()),
              Map.entry("cases.records", List.of("cases.envelope", "directory.entries")),
              Map.entry(
                  "cases.sealing",
                  List.of(
                      "cases.envelope",
                      "cases.records",
                      "devices",
                      "directory",
                      "directory.editing",
                      "directory.entries",
                      "directory.view")),
              Map.entry(
                  "cases.admission",
                  List.of("cases.envelope", "cases.records", "cases.sealing", "forms")),
              Map.entry("cases.hours", List.of("directory")),
              Map.entry(
                  "cases.news",
                  List.of("cases.admission", "cases.envelope", "cases.records", "cases.sealing")),
              Map.entry(
                  "cases.sites",
                  List.of(
                      "cases.envelope",
                      "cases.records",
                      "cases.sealing",
                      "directory",
                      "directory.entries",
                      "guidance")),
              Map.entry("cases.handovers", List.of("cases.records", "devices")),
              Map.entry(
                  "cases.retention",
                  List.of(
                      "cases.envelope",
                      "cases.handovers",
                      "cases.records",
                      "cases.sealing",
                      "devices",
                      "directory",
                      "directory.entries")),
              Map.entry(
                  "cases.desk",
                  List.of(
                      "cases.handovers",
                      "cases.envelope",
                      "cases.records",
                      "cases.sealing",
                      "cases.sites",
                      "devices",
                      "directory.entries")),
              Map.entry(
                  "cases.notes",
                  List.of("cases.desk", "cases.envelope", "cases.records", "cases.sealing")),
              Map.entry(
                  "cases.sender",
                  List.of(
                      "cases.handovers",
                      "cases.admission",
                      "cases.envelope",
                      "cases.hours",
                      "cases.news",
                      "cases.records",
                      "cases.retention",
                      "cases.sealing",
                      "cases.sites",
                      "devices",
                      "directory",
                      "directory.entries",
                      "directory.view",
                      "forms",
                      "guidance")),
              Map.entry(
                  "cases.submissions",
                  List.of(
                      "cases.admission",
                      "cases.envelope",
                      "cases.records",
                      "cases.sealing",
                      "cases.sender",
                      "directory",
                      "directory.entries",
                      "directory.view",
                      "forms",
                      "guidance")),
              Map.entry(
                  "cases.endtoend",
                  List.of(
                      "cases.sites",
                      "cases.admission",
                      "cases.envelope",
                      "cases.news",
                      "cases.records",
                      "cases.sealing",
                      "cases.sender",
                      "cases.submissions",
                      "directory.entries",
                      "forms",
                      "guidance")),
              Map.entry("guidance", List.of("directory", "directory.entries", "directory.view")),
              Map.entry(
                  "forms", List.of("directory", "directory.entries", "directory.view", "guidance")),
              Map.entry(
                  "intake.answers",
                  List.of(
                      "cases.desk",
                      "cases.handovers",
                      "cases.records",
                      "directory.entries",
                      "intake.login")),
              Map.entry("intake.login", List.of("directory", "directory.entries")),
              Map.entry(
                  "intake.webhooks", List.of("cases.envelope", "directory", "intake.answers")),
              Map.entry("intake.audit", List.of("cases.envelope", "intake.login")),
              Map.entry(
                  "intake.jobs",
                  List.of("cases.sealing", "directory", "directory.entries", "intake.audit")),
              Map.entry(
                  "intake.figures", List.of("directory", "directory.entries", "intake.login")),
              Map.entry(
                  "intake.routing",
                  List.of(
                      "cases.desk",
                      "directory",
                      "directory.entries",
                      "directory.view",
                      "intake.answers",
                      "intake.audit",
                      "intake.login")),
              Map.entry(
                  "intake.alerts",
                  List.of(
                      "cases.desk",
                      "cases.hours",
                      "cases.records",
                      "cases.sealing",
                      "devices",
                      "directory",
                      "intake.answers",
                      "intake.login",
                      "intake.webhooks")),
              Map.entry(
                  "intake.clocks",
                  List.of(
                      "cases.desk",
                      "cases.notes",
                      "cases.records",
                      "directory",
                      "directory.entries",
                      "directory.view",
                      "intake.alerts",
                      "intake.answers",
                      "intake.audit",
                      "intake.jobs",
                      "intake.login",
                      "intake.webhooks")),
              Map.entry(
                  "intake.conferences",
                  List.of("cases.desk", "intake.answers", "intake.audit", "intake.login")),
              Map.entry(
                  "intake.editors",
                  List.of(
                      "cases.sites",
                      "directory",
                      "directory.editing",
                      "directory.entries",
                      "directory.view",
                      "intake.answers",
                      "intake.audit",
                      "intake.login")),
              Map.entry(
                  "intake.work",
                  List.of(
                      "cases.handovers",
                      "cases.desk",
                      "cases.envelope",
                      "cases.notes",
                      "cases.records",
                      "cases.sites",
                      "directory",
                      "directory.entries",
                      "directory.view",
                      "intake.alerts",
                      "intake.answers",
                      "intake.audit",
                      "intake.clocks",
                      "intake.login",
                      "intake.routing",
                      "intake.webhooks")),
              Map.entry(
                  "intake.handover",
                  List.of(
                      "cases.handovers",
                      "cases.desk",
                      "cases.records",
                      "intake.alerts",
                      "intake.answers",
                      "intake.audit",
                      "intake.clocks",
                      "intake.login",
                      "intake.webhooks"))));

  /// The types of a room that other slices may use. All other types are internal to the slice, even
  /// if public. A slice without an entry here is open where it is public.
  private static final Map<String, List<String>> DOORS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "directory.entries",
                  List.of(
                      "Area",
                      "Centre",
                      "ContactKind",
                      "Network",
                      "ResourceKind",
                      "Source",
                      "Topic")),
              Map.entry("directory.view", List.of("Answering", "Resource")),
              Map.entry("directory.published", List.of("LinePage")),
              Map.entry(
                  "directory.editing",
                  List.of(
                      "AgencyLinks",
                      "CentreRegister",
                      "DirectoryEdit",
                      "DirectoryEditing",
                      "ResourceProblems")),
              Map.entry("directory", List.of("Directory")),
              Map.entry(
                  "cases.envelope",
                  List.of("Content", "Derivation", "Fingerprint", "Receipt", "TamperedException")),
              Map.entry(
                  "cases.records",
                  List.of(
                      "CaseEventKind",
                      "CaseStatus",
                      "CoarseTime",
                      "ContactMeans",
                      "Form",
                      "Happening",
                      "HappeningRow",
                      "Reference",
                      "SafeTimes",
                      "SealedState",
                      "SenderGroup",
                      "Urgency")),
              Map.entry(
                  "cases.handovers",
                  List.of(
                      "HandoverReason",
                      "HandoverReport",
                      "HandoverRow",
                      "HandoverState",
                      "Handovers")),
              Map.entry("cases.sealing", List.of("CentreKeySchedule", "ProofCommand")),
              Map.entry(
                  "cases.admission",
                  List.of("Origin", "StorageDeadline", "Stored", "WorkSolution")),
              Map.entry("cases.sender", List.of("CaseReceived")),
              Map.entry("cases.hours", List.of("CentreHours", "CentreHoursRow")),
              Map.entry("cases.sites", List.of("PosterState", "Site", "SiteCodes")),
              Map.entry("cases.notes", List.of("CaseNotes", "NoteLook")),
              Map.entry(
                  "cases.desk",
                  List.of(
                      "Arrival",
                      "CallAttempt",
                      "CaseCalls",
                      "CaseDetails",
                      "CaseReading",
                      "CaseStep",
                      "CaseSteps",
                      "ClaimedCases",
                      "DeskCase",
                      "DueCall",
                      "DuplicateTagger",
                      "Finding",
                      "FirstLook",
                      "Happenings",
                      "InboxCounts",
                      "InboxPosition",
                      "InboxQueries",
                      "InboxQuery",
                      "NeighbourReading",
                      "OpenedCase",
                      "OpenedConversation",
                      "OverdueNotices",
                      "PlannedCall",
                      "StepOutcome",
                      "StepRequest")),
              Map.entry(
                  "cases.submissions",
                  List.of(
                      "ClearFields", "SealedFields", "SenderGroups", "Submission", "Submitting")),
              Map.entry(
                  "guidance",
                  List.of(
                      "AdviceRequest",
                      "Asker",
                      "ChannelAdvice",
                      "GatekeeperKind",
                      "Guidance",
                      "ReportIndicator")),
              Map.entry(
                  "forms",
                  List.of(
                      "InputCheck",
                      "InvalidInput",
                      "Outcome",
                      "PlainText",
                      "RefusalCode",
                      "Refusals",
                      "ServedArea",
                      "SubmissionRefused",
                      "WorkChallenge"))));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("tw.shouwang");

  @TestFactory
  Stream<DynamicTest> aSliceCallsOnlyTheSlicesItsArrowsPointTo() {
    return ARROWS.keySet().stream()
        .map(slice ->
            DynamicTest.dynamicTest(
                slice,
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage(ROOT + slice + "..")
                        .should()
                        .dependOnClassesThat(
                            resideInAnyPackage(forbiddenTo(slice))
                                .as("slices without an arrow from " + slice))
                        .allowEmptyShould(true)
                        .check(HOUSE)));
  }

  @Test
  void everyPackageOfTheApiIsASliceOrAFoundation() {
    List<String> known = new ArrayList<>(FOUNDATIONS);
    known.addAll(ARROWS.keySet());
    classes()
        .that()
        .resideInAPackage("tw.shouwang.api..")
        .should()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of("tw.shouwang.api"), known.stream().map(name -> ROOT + name + ".."))
                .toArray(String[]::new))
        .check(HOUSE);
  }

  @Test
  void theFoundationsUseNoSlice() {
    noClasses()
        .that()
        .resideInAnyPackage(
            FOUNDATIONS.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ARROWS.keySet().stream().map(name -> ROOT + name + "..").toArray(String[]::new))
        .check(HOUSE);
  }

  @Test
  void slicesFormNoCycle() {
    slices().matching("tw.shouwang.api.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void packagesAtAnyDepthFormNoCycle() {
    slices().matching("tw.shouwang.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @TestFactory
  Stream<DynamicTest> aRoomUsesOnlyTheRoomsItsArrowsPointTo() {
    return ROOMS.keySet().stream()
        .map(room ->
            DynamicTest.dynamicTest(
                room,
                () ->
                    classes()
                        .that(areIn(room))
                        .should(
                            use(
                                "only " + ROOMS.get(room),
                                (own, used) ->
                                    !ROOMS.containsKey(used)
                                        || used.equals(own)
                                        || ROOMS.getOrDefault(own, List.of()).contains(used)))
                        .check(HOUSE)));
  }

  @Test
  void everyPackageOfASliceWithRoomsIsARoom() {
    Set<String> slicesWithRooms =
        ROOMS.keySet().stream().map(ArchitectureTest::sliceOf).collect(toSet());
    Set<String> unknown =
        HOUSE.stream()
            .map(type -> room(type))
            .filter(room -> slicesWithRooms.contains(sliceOf(room)))
            .filter(room -> !ROOMS.containsKey(room) && !slicesWithRooms.contains(room))
            .collect(toCollection(TreeSet::new));
    assertThat(unknown).isEmpty();
  }

  @Test
  void otherSlicesComeInByTheDoorsOnly() {
    classes()
        .that()
        .resideInAPackage(ROOT + "*..")
        .should(
            new ArchCondition<JavaClass>("use other slices by their doors only") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String from = sliceOf(room(type));
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                  JavaClass target = outermost(dependency.getTargetClass());
                  String room = room(target);
                  boolean walled =
                      DOORS.keySet().stream().anyMatch(door -> sliceOf(door).equals(sliceOf(room)));
                  if (walled
                      && !sliceOf(room).equals(from)
                      && !DOORS.getOrDefault(room, List.of()).contains(target.getSimpleName())) {
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                  }
                }
              }
            })
        .check(HOUSE);
  }

  @Test
  void everyDoorIsAPublicTypeThatIsThere() {
    DOORS.forEach((room, names) ->
        names.forEach(name ->
            assertThat(HOUSE.get(ROOT + room + "." + name).getModifiers())
                .as(room + "." + name)
                .contains(JavaModifier.PUBLIC)));
  }

  /// A repository is used only in its own room; those of a storage room also from the other rooms
  /// of the slice.
  @Test
  void repositoriesStayInTheirRoom() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Repository")
        .and()
        .resideInAPackage(ROOT + "*..")
        .should(
            new ArchCondition<JavaClass>(
                "be used from their own room, or slice where they are what it stores") {
              @Override
              public void check(JavaClass repository, ConditionEvents events) {
                String home = room(repository);
                boolean stored = home.endsWith(".records") || home.endsWith(".storage");
                for (Dependency dependency : repository.getDirectDependenciesToSelf()) {
                  String user = room(dependency.getOriginClass());
                  if (!user.equals(home) && !(stored && sliceOf(user).equals(sliceOf(home)))) {
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                  }
                }
              }
            })
        .check(HOUSE);
  }

  /// A process serves the public, the staff, or both. So each class that answers requests must
  /// declare which role it belongs to, or that it belongs to both.
  @Test
  void whateverAnswersARequestSaysWhichRoleServesIt() {
    classes()
        .that()
        .areAnnotatedWith(Controller.class)
        .or()
        .areAnnotatedWith(ServerWebSocket.class)
        .should(
            new ArchCondition<JavaClass>("carry a condition on the role of the process") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean says =
                    Stream.of(type.reflect().getAnnotationsByType(Requires.class))
                        .anyMatch(
                            each -> ROLE_CONDITIONS.contains(each.condition().getSimpleName()));
                if (!says) {
                  events.add(SimpleConditionEvent.violated(type, type.getName() + " says no role"));
                }
              }
            })
        .check(HOUSE);
  }

  /// A package above this size should be split.
  @Test
  void noPackageIsTooLargeToKnow() {
    Map<String, Long> sizes =
        HOUSE.stream()
            .filter(type -> written(type))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(sizes.entrySet().stream().filter(entry -> entry.getValue() > LARGEST_PACKAGE))
        .isEmpty();
  }

  @Test
  void graphqlAndNotificationsKnowNoFeatureAndNotEachOther() {
    noClasses()
        .that()
        .resideInAPackage("tw.shouwang.graphql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tw.shouwang.api..", "tw.shouwang.notifications..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("tw.shouwang.notifications..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tw.shouwang.api..", "tw.shouwang.graphql..")
        .check(HOUSE);
  }

  /// `-Pdist` packages the modules without their `testing` packages, so nothing else may need them.
  @Test
  void whatAServerRunsDoesWithoutStandIns() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..testing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tw.shouwang..testing..")
        .check(HOUSE);
  }

  @Test
  void wordsForPeopleKnowNothingOfTheHouse() {
    noClasses()
        .that()
        .resideInAPackage("tw.shouwang.i18n..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("tw.shouwang..")
                .and(not(resideInAnyPackage("tw.shouwang.i18n..", "tw.shouwang.foundation.."))))
        .check(HOUSE);
  }

  @Test
  void theGroundKnowsNothingOfTheHouse() {
    noClasses()
        .that()
        .resideInAPackage("tw.shouwang.foundation..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("tw.shouwang..")
                .and(not(resideInAPackage("tw.shouwang.foundation.."))))
        .check(HOUSE);
  }

  /// W1, W12: a method that blocks an event loop delays all requests, also for the emergency
  /// numbers.
  @Test
  void everyRouteIsAFutureOrNamesItsThreads() {
    methods()
        .that()
        .areMetaAnnotatedWith(HttpMethodMapping.class)
        .and()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Controller.class)
        .should(leaveTheEventLoop())
        .check(HOUSE);
  }

  private static ArchCondition<JavaMethod> leaveTheEventLoop() {
    return new ArchCondition<>("return a future, or say on which threads they run") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean leaves =
            method.getRawReturnType().isAssignableTo(CompletionStage.class)
                || method.isAnnotatedWith(ExecuteOn.class)
                || method.getOwner().isAnnotatedWith(ExecuteOn.class);
        events.add(new SimpleConditionEvent(method, leaves, method.getFullName()));
      }
    };
  }

  @Test
  void onlyRepositoriesAndTheDatabaseSpeakSql() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Fetchers")
        .or()
        .haveSimpleNameEndingWith("Service")
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void fetchersAreHidden() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Fetchers")
        .should()
        .notBePublic()
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void nothingIsCommonOrUtil() {
    noClasses()
        .should()
        .resideInAnyPackage("..common..", "..util..", "..utils..", "..helper..", "..misc..")
        .check(HOUSE);
  }

  @Test
  void namesSayARoleAndNotAPattern() {
    noClasses()
        .that(not(generated()))
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Abstract[A-Z].*)$")
        .check(HOUSE);
  }

  /// A nested type is read with the name of its outer type. So two nested types may share a name,
  /// but no nested type may share one with a top-level type.
  @Test
  void noTwoTypesShareASimpleName() {
    Map<String, List<String>> named =
        HOUSE.stream()
            .filter(type -> type.getPackageName().startsWith(ROOT))
            .filter(type -> !generated().test(type) && !type.isAnonymousClass())
            .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));

    assertThat(named.values())
        .noneMatch(types ->
            types.size() > 1
                && types.stream()
                    .anyMatch(name -> !name.contains("$") && !name.endsWith("package-info")));
  }

  private static DescribedPredicate<JavaClass> areIn(String room) {
    return DescribedPredicate.describe("are in " + room, type -> room(type).equals(room));
  }

  private static ArchCondition<JavaClass> use(String what, BiPredicate<String, String> allowed) {
    return new ArchCondition<>("use " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (!allowed.test(room(type), room(dependency.getTargetClass()))) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  /// Whether the type is a hand-written top-level type.
  private static boolean written(JavaClass type) {
    return !type.getName().contains("$") && !type.getSimpleName().equals("package-info");
  }

  /// The package below the root, for example `cases.desk`; empty for classes outside api.
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }

  private static String sliceOf(String room) {
    return room.replaceFirst("\\..*", "");
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static String[] forbiddenTo(String slice) {
    return ARROWS.keySet().stream()
        .filter(other -> !other.equals(slice))
        .filter(other -> !ARROWS.getOrDefault(slice, List.of()).contains(other))
        .map(other -> ROOT + other + "..")
        .toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> generated() {
    return DescribedPredicate.describe(
        "generated", type -> type.getSimpleName().startsWith("$") || type.getName().contains("$$"));
  }
}
