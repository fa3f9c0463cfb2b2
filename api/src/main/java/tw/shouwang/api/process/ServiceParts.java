package tw.shouwang.api.process;

import io.micronaut.context.env.Environment;

/// What a command may use of the service. Nothing is made before a command asks for it, so that
/// help, and commands that need files alone, answer at once and leave nothing behind.
public interface ServiceParts {

  /// The settings, as the service reads them. Makes no part of the service.
  ///
  /// @throws StartRefused for a mistyped one, as the service's start; outside `prod` a warning is
  ///   logged. So do the methods that make a part
  Environment settings();

  /// The same for a command that says itself what is wrong, with the settings and with the rest.
  /// Asked first, no part of the service migrates the database or sets it up.
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
