package tw.shouwang.api.guidance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.i18n.Language;

/// Recommends channels to the sender of a form: the guide's rules for the topic's signs, then the
/// lines that only the topic has.
@Singleton
public class Guidance {

  private final ChannelGuide guide;
  private final Directory directory;

  Guidance(ChannelGuide guide, Directory directory) {
    this.guide = guide;
    this.directory = directory;
  }

  /// The channels for one case; those that the law obliges to report to come first.
  ///
  /// @param kind the capacity of a reporter; null for a person who asks for themselves
  public List<ChannelAdvice> advice(
      Topic topic,
      @Nullable Boolean childInvolved,
      Asker asker,
      @Nullable GatekeeperKind kind,
      @Nullable String areaCode,
      Language language) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    signs.addAll(TopicTable.signs(topic));
    if (Boolean.TRUE.equals(childInvolved)) {
      signs.add(Sign.CHILD_INVOLVED);
    }
    AskedSituation situation = new AskedSituation(signs, areaCode, kind, asker);
    List<String> spoken = List.of(language.tag());
    List<ChannelAdvice> advice = new ArrayList<>(guide.rows(situation, spoken));
    TopicTable.row(topic).ifPresent(row -> advice.add(guide.advice(row, situation, spoken)));
    advice.addAll(guide.inYourLanguage(situation, spoken));
    return advice;
  }

  /// The channels for areas where this service has no centre.
  public List<ChannelAdvice> whereNotServed() {
    return List.of(
        new ChannelAdvice(
            "not-served",
            Asker.NOT_SAID,
            false,
            false,
            null,
            directory.resources(List.of("tw.hotline.113", "tw.hotline.1957"), null)));
  }

  /// Whether the emergency numbers come first for this topic, whatever the stated urgency.
  public boolean concernsSafety(Topic topic) {
    return switch (topic) {
      case CHILD_PROTECTION,
          DOMESTIC_VIOLENCE,
          SEXUAL_ASSAULT,
          ELDER_PROTECTION,
          MENTAL_SUBSTANCE_SUICIDE,
          COMMUNITY_SAFETY ->
          true;
      case ECONOMIC,
          CARE_ARRANGEMENT,
          PARENTING,
          SCHOOLING,
          EMPLOYMENT,
          YOUTH_BEHAVIOUR,
          CARE_BURDEN,
          OTHER ->
          false;
    };
  }
}
