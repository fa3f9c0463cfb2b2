package tw.shouwang.api.cases.sealing;

import jakarta.inject.Singleton;
import tw.shouwang.api.cases.envelope.KnownWrap;

/// Whether this process can open wraps at all: a fault of the opener must not look like a fault of
/// what people sent.
@Singleton
public class OpenerCheck {

  public boolean opens() {
    return KnownWrap.opens();
  }
}
