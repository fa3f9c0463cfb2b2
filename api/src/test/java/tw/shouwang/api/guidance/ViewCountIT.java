package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.OwnerSql;

/// G11: views of the guide and of the three steps were not counted (KPI 1-2-3 and 1-2-4).
@MicronautTest(transactional = false)
class ViewCountIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject OwnerSql owner;
  @Inject ViewCounter.Keeper keeper;

  @Test
  void countsByMonthWhatIsAskedAndNothingOfWho() throws SQLException {
    for (String area : List.of("63000030", "65000010", "64000120")) {
      app.ask("ChannelGuide", Map.of("situation", Map.of("suicidalThoughts", true, "area", area)));
      app.ask("ChannelGuide", Map.of("situation", Map.of("unemployment", true, "area", area)));
    }
    for (String language : List.of("en", "vi")) {
      app.ask("HelpingSteps", Map.of(), language);
    }
    keeper.keep();
    assertThat(views("GUIDE")).isEqualTo(6);
    assertThat(views("SUICIDE_PREVENTION")).isEqualTo(3);
    assertThat(views("HELPING_STEPS")).isEqualTo(2);

    app.ask("ChannelGuide", Map.of("situation", Map.of("violence", true)));
    keeper.keep();
    keeper.keep();
    assertThat(views("GUIDE")).isEqualTo(7);
    assertThat(
            owner.ask(
                "select string_agg(column_name, ' ' order by column_name) from"
                    + " information_schema.columns where table_name = 'view_count'"))
        .isEqualTo("month view views");
    assertThat(owner.ask("select extract(day from max(month)) from directory.view_count"))
        .isEqualTo("1");
  }

  private long views(String view) throws SQLException {
    return owner.count(
        "select coalesce(sum(views), 0) from directory.view_count where view = '" + view + "'");
  }
}
