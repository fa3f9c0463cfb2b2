package tw.shouwang.api.directory.search;

import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.understanding.Understood;

/// What the search understands of a typed text, for tests of other rooms.
public final class AskedTexts {

  private AskedTexts() {}

  public static Understood understood(DirectorySnapshot snapshot, String typed) {
    return AskedText.of(snapshot, typed, "zh").understood();
  }
}
