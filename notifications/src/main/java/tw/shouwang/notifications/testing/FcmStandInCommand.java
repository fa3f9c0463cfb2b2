package tw.shouwang.notifications.testing;

import java.util.Random;

/// Runs an [FcmStandIn] as a program of its own; the README has the command.
final class FcmStandInCommand {

  private FcmStandInCommand() {}

  /// @param arguments a port (8089 if none is given), then a seed to answer at random
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8089;
    try (FcmStandIn standIn = FcmStandIn.start(port)) {
      if (arguments.length > 1) {
        standIn.answerAtRandom(new Random(Long.parseLong(arguments[1])));
      }
      IO.println(
          "FCM stand-in at " + standIn.uri() + "; what arrived: " + standIn.uri() + "/pushes");
      Thread.currentThread().join();
    }
  }
}
