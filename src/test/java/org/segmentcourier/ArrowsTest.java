package org.segmentcourier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.camel.CamelConfiguration;

/** Arrows between the rooms point down. */
@AnalyzeClasses(
    packages = "org.segmentcourier",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {

  private static final String ROOT = "org.segmentcourier";

  @ArchTest static final ArchRule textKnowsNobody = room("text");

  @ArchTest static final ArchRule jmxKnowsNobody = room("jmx");

  @ArchTest static final ArchRule logKnowsNobody = room("log");

  @ArchTest static final ArchRule settingsKnowsOnlyText = room("settings", "text");

  @ArchTest static final ArchRule awsKnowsOnlySettingsAndLog = room("aws", "settings", "log");

  @ArchTest static final ArchRule eventKnowsOnlyAws = room("event", "aws", "settings");

  @ArchTest static final ArchRule workKnowsOnlySettings = room("work", "settings");

  @ArchTest static final ArchRule segmentKnowsOnlyAws = room("segment", "aws", "settings");

  @ArchTest
  static final ArchRule branchKnowsNothingOfDeliveries =
      room("branch", "endpoint", "aws", "settings", "text", "jmx", "log");

  @ArchTest
  static final ArchRule checkingKnowsNothingOfLiveChange =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".branch.check..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".branch.live..");

  @ArchTest
  static final ArchRule deliveryKnowsWhatItDelivers =
      room(
          "delivery",
          "segment",
          "endpoint",
          "branch",
          "aws",
          "settings",
          "notification",
          "event",
          "text",
          "work",
          "jmx");

  /** Its parts, from the bottom up. */
  @ArchTest static final ArchRule ledgerKnowsNoOtherPartOfADelivery = part("delivery", "ledger");

  @ArchTest static final ArchRule orderKnowsNoOtherPartOfADelivery = part("delivery", "order");

  @ArchTest
  static final ArchRule recordsKnowWhatWasOrderedAndCounted =
      part("delivery", "records", "ledger", "order", "exclusion");

  @ArchTest
  static final ArchRule buildingKnowsNothingOfPublishing =
      part("delivery", "build", "records", "ledger", "order", "exclusion");

  @ArchTest
  static final ArchRule whoIsLeftOutKnowsOnlyWhatWasOrdered =
      part("delivery", "exclusion", "order");

  @ArchTest
  static final ArchRule publishingKnowsNothingOfBuilding =
      part("delivery", "publish", "records", "order");

  @ArchTest
  static final ArchRule whatIsShownIsNoPartOfWhatIsDone =
      part("delivery", "watch", "build", "records", "ledger", "order", "exclusion");

  /** What a training config says is right or wrong by itself, whatever a run makes of it. */
  @ArchTest static final ArchRule trainingConfigKnowsOnlyText = room("training.config", "text");

  @ArchTest
  static final ArchRule whoChangesPersonalizeKnowsNeitherRunNorConfig =
      room("training.personalize", "event", "aws", "settings");

  @ArchTest
  static final ArchRule nobodyLooksAtOperation =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT, ROOT + ".operation..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".operation..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheRootKnowsARoomsConfiguration =
      classes()
          .that()
          .implement(CamelConfiguration.class)
          .should()
          .onlyHaveDependentClassesThat(
              JavaClass.Predicates.resideInAnyPackage(ROOT)
                  .or(JavaClass.Predicates.assignableTo(CamelConfiguration.class)));

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  /** A part of a room looks into no other part of it than these. */
  private static ArchRule part(String room, String name, String... known) {
    var allowed = new String[known.length + 1];
    allowed[0] = ROOT + "." + room + "." + name;
    for (int i = 0; i < known.length; i++) {
      allowed[i + 1] = ROOT + "." + room + "." + known[i];
    }
    return noClasses()
        .that()
        .resideInAPackage(allowed[0])
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ROOT + "." + room + "..")
                .and(not(JavaClass.Predicates.resideInAnyPackage(allowed))));
  }

  /** A room looks into no other room of ours than these. */
  private static ArchRule room(String name, String... known) {
    var allowed = new String[known.length + 1];
    allowed[0] = ROOT + "." + name + "..";
    for (int i = 0; i < known.length; i++) {
      allowed[i + 1] = ROOT + "." + known[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ROOT + "..")
                .and(not(JavaClass.Predicates.resideInAnyPackage(allowed))))
        .allowEmptyShould(true);
  }
}
