package tw.shouwang.api.directory.understanding;

/// The bytes of a model cannot be used; the message says why, without the bytes.
final class UnsoundModelException extends Exception {

  private static final long serialVersionUID = 1L;

  UnsoundModelException(String why) {
    super(why);
  }
}
