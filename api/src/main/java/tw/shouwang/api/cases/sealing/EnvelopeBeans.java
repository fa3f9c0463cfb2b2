package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import tw.shouwang.api.cases.envelope.AesGcm;
import tw.shouwang.api.cases.envelope.PaddedSealing;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.envelope.Sealing;
import tw.shouwang.api.keys.KeyFiles;

/// The envelope's parts as beans, so that one test can switch sealing off and show that the test
/// for leaks then fails.
@Factory
final class EnvelopeBeans {

  @Singleton
  AesGcm aesGcm(SecureRandom random) {
    return new AesGcm(random);
  }

  @Singleton
  Sealing sealing(AesGcm aes) {
    return new PaddedSealing(aes);
  }

  @Singleton
  ReceiptWrap receiptWrap(AesGcm aes) {
    return new ReceiptWrap(aes);
  }

  @Singleton
  WorkKey workKey(KeyFiles files) {
    return new WorkKey(files.secret("pepper.key"));
  }

  @Singleton
  ReceiptHash receiptHash(KeyFiles files) {
    return ReceiptHash.peppered(files.secret("pepper.key"));
  }
}
