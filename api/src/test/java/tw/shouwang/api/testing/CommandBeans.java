package tw.shouwang.api.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.retention.RestoreCommand;
import tw.shouwang.api.cases.retention.RetentionCommand;
import tw.shouwang.api.cases.sealing.CentresCommand;
import tw.shouwang.api.cases.sealing.KeysCommand;
import tw.shouwang.api.directory.editing.DirectoryCommand;
import tw.shouwang.api.intake.audit.AuditCommand;
import tw.shouwang.api.process.ServiceParts;

/// Commands that a test runs inside its own node, with the node's parts.
@Factory
final class CommandBeans {

  @Singleton
  ServiceParts running(ApplicationContext context) {
    return new ServiceParts() {
      @Override
      public Environment settings() {
        return context.getEnvironment();
      }

      @Override
      public Environment settingsToCheck() {
        return context.getEnvironment();
      }

      @Override
      public <T> T get(Class<T> type) {
        return context.getBean(type);
      }

      @Override
      public <T> T afterSetUp(Class<T> type) {
        return context.getBean(type);
      }
    };
  }

  @Prototype
  AuditCommand audit(ServiceParts parts) {
    return new AuditCommand(parts);
  }

  @Prototype
  CentresCommand centres(ServiceParts parts) {
    return new CentresCommand(parts);
  }

  @Prototype
  DirectoryCommand directory(ServiceParts parts) {
    return new DirectoryCommand(parts);
  }

  @Prototype
  KeysCommand keys(ServiceParts parts) {
    return new KeysCommand(parts);
  }

  @Prototype
  RestoreCommand restore(ServiceParts parts) {
    return new RestoreCommand(parts);
  }

  @Prototype
  RetentionCommand retention(ServiceParts parts) {
    return new RetentionCommand(parts);
  }
}
