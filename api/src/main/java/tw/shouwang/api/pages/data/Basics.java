package tw.shouwang.api.pages.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every page's document selects.
public interface Basics {

  /// The notice that the texts in this language are drafts; null for reviewed languages.
  @Nullable String draftNotice();

  /// The emergency numbers at the top of every page.
  List<Card> emergencyNumbers();
}
