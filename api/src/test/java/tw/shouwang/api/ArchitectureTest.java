package tw.shouwang.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows of the house. Modules are held apart by the build; this holds the slices of `api`
/// apart, and what each kind of class may know.
class ArchitectureTest {

  private static final String ROOT = "tw.shouwang.api.";

  /// What every slice may use: the process, the database it runs on, its key files, its rate
  /// limits, how its words are served. They use no slice.
  private static final List<String> FOUNDATIONS =
      List.of("process", "database", "keys", "words", "ratelimits");

  /// Which slices a slice may call. What is not here is forbidden.
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.of(
              "directory", List.of(),
              "devices", List.of(),
              "guidance", List.of("directory"),
              "cases", List.of("devices", "guidance", "directory"),
              "concerns", List.of("cases", "guidance", "directory"),
              "helprequests", List.of("cases", "guidance", "directory"),
              "intake", List.of("cases", "devices", "directory")));

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
