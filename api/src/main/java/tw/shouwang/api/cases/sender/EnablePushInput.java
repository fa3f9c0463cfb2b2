package tw.shouwang.api.cases.sender;

import tw.shouwang.api.cases.envelope.Receipt;

/// The case, and the device to push to.
record EnablePushInput(Receipt receipt, @PushToken String token) {

  @Override
  public String toString() {
    return "EnablePushInput[redacted]";
  }
}
