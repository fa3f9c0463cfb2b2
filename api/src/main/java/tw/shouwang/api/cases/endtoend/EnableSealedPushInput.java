package tw.shouwang.api.cases.endtoend;

import tw.shouwang.api.cases.sender.PushToken;

/// A device for a case, by the two parts of its receipt.
record EnableSealedPushInput(byte[] lookup, byte[] hand, @PushToken String token) {

  @Override
  public String toString() {
    return "EnableSealedPushInput[redacted]";
  }
}
