package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.envelope.Sealing;

/// The service without sealing, for the control run: a search that finds nothing proves something
/// only if it finds unsealed text.
@Factory
@Requires(property = "test.sealing", pattern = "off|none")
final class UnsealedBeans {

  @Singleton
  @Replaces(bean = Sealing.class, factory = EnvelopeBeans.class)
  Sealing sealing() {
    return new Sealing() {
      @Override
      public byte[] seal(
          DataKey key,
          Binding binding,
          UUID entry,
          Direction direction,
          byte[] content,
          int least) {
        return Arrays.copyOf(content, content.length <= 4_124 ? 4_124 : 16_412);
      }

      @Override
      public byte[] open(
          DataKey key, Binding binding, UUID entry, Direction direction, byte[] sealed) {
        int end = sealed.length;
        while (sealed[end - 1] == 0) {
          end--;
        }
        return Arrays.copyOf(sealed, end);
      }
    };
  }

  @Singleton
  @Replaces(bean = ReceiptHash.class, factory = EnvelopeBeans.class)
  ReceiptHash receiptHash() {
    return new ReceiptHash() {
      @Override
      public byte[] of(Credential credential) {
        return credential instanceof Receipt receipt
            ? Arrays.copyOf(receipt.text().getBytes(StandardCharsets.UTF_8), 32)
            : credential.lookup();
      }

      @Override
      public byte[] hand(byte[] handCheck) {
        return handCheck;
      }

      @Override
      public byte[] fingerprint(byte[] fingerprint) {
        return fingerprint;
      }
    };
  }
}
