package tw.shouwang.api.directory.understanding;

/// The bytes of a model cannot be used. The message says why and does not repeat the bytes.
final class UnsoundModelException extends Exception {

  private static final long serialVersionUID = 1L;

  UnsoundModelException(String why) {
    super(why);
  }
}
