package tw.shouwang.api.process;

import io.micronaut.context.env.Environment;

/// The parts of the service that a command may use. Each is made on first use, so that help, and
/// commands that need only files, answer at once and leave nothing behind.
public interface ServiceParts {

  /// The settings, as the service reads them. Makes no part of the service.
  ///
  /// @throws StartRefused for a mistyped setting, as at the service's start; outside `prod` a
  ///   warning is logged. [#get] and [#afterSetUp] do the same
  Environment settings();

  /// The same for a command that reports itself what is wrong. If a command calls this first, no
  /// later part migrates the database or sets it up.
  Environment settingsToCheck();

  /// A part of the service, which works on the database as it is; the connections open with the
  /// first statement.
  ///
  /// @throws StartRefused for a part of a role that this process does not have
  <T> T get(Class<T> type);

  /// A part of the service, after the database was set up as at the service's start: the directory
  /// imported and read, the published keys read.
  <T> T afterSetUp(Class<T> type);
}
