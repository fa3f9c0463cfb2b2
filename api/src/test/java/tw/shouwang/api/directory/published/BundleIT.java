package tw.shouwang.api.directory.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.process.PackedBytes;

@MicronautTest(transactional = false)
class BundleIT implements EmbeddedTest {

  @Inject Bundle bundle;
  @Inject JsonMapper json;

  /// Thousands of copies of the same revision ask after each change.
  @Test
  void makesTheChangesSinceARevisionOnce() throws Exception {
    Map<String, Object> whole = read(bundle.current());
    String version = Objects.requireNonNull((String) whole.get("version"));
    String common = (String) whole.get("common");
    PackedBytes unknown = bundle.since(version, null);
    PackedBytes known = bundle.since(version, common);
    assertThat(unknown).isNotSameAs(bundle.current()).isNotSameAs(known);
    assertThat(bundle.since(version, "x")).isSameAs(unknown);
    assertThat(bundle.since(version, common)).isSameAs(known);
    assertThat(bundle.since(version.replaceFirst("\\.(\\d+)$", ".+000$1"), common)).isSameAs(known);
    assertThat(read(known)).containsEntry("since", version).doesNotContainKey("areas");
    assertThat(read(unknown)).containsEntry("since", version).containsKey("areas");
  }

  private Map<String, Object> read(PackedBytes file) throws IOException {
    return json.readValue(file.plain(), Argument.mapOf(String.class, Object.class));
  }
}
