package tw.shouwang.api.cases.sender;

import tw.shouwang.api.cases.envelope.Receipt;

/// Which case, and where to push.
record EnablePushInput(Receipt receipt, @PushToken String token) {

  @Override
  public String toString() {
    return "EnablePushInput[redacted]";
  }
}
