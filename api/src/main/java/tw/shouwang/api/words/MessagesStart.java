package tw.shouwang.api.words;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import tw.shouwang.api.process.Environments;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Messages;

/// Decides at boot, before anything is served, how drafts of crisis messages are served.
@Context
final class MessagesStart {

  MessagesStart(Environment environment, MessagesSettings settings) {
    boolean production = environment.getActiveNames().contains(Environments.PROD);
    Messages.serve(settings.crisisDrafts(production));
    DraftNotice.correctionsTo(settings.correctionsTo());
  }
}
