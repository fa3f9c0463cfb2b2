package tw.shouwang.graphql.toy;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tw.shouwang.graphql.deprecations.DeprecatedPart;
import tw.shouwang.graphql.deprecations.DeprecationWatch;
import tw.shouwang.graphql.deprecations.Deprecations;

/// Writes down what an operator would count.
@Singleton
public final class ToldUses implements DeprecationWatch {

  private final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void answered(String schema, Deprecations deprecations) {
    told.add(
        schema
            + " "
            + deprecations.document()
            + " "
            + deprecations.parts().stream().map(DeprecatedPart::at).toList());
  }

  /// What was told since the last call, as `<schema> <document or null> [<coordinates>]`.
  public List<String> take() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }
}
