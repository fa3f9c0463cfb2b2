/// Sends messages to pagers and neighbour systems over HTTP: signed, at least once, with an id by
/// which a receiver recognizes a repeated message. The format is that of standardwebhooks.com.
@NullMarked
package tw.shouwang.api.intake.webhooks;

import org.jspecify.annotations.NullMarked;
