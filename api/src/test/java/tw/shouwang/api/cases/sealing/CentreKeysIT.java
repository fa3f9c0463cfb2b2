package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.Ed25519Sign;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CentreWrapRow;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.foundation.TaiwanTime;

@MicronautTest(transactional = false)
class CentreKeysIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject CentreGenerations generations;
  @Inject CentreKeyring keyring;
  @Inject CentreKeysetRepository published;
  @Inject CentreWrapRepository wraps;

  @Test
  void movesKeptCasesToTheNextGeneration() throws Exception {
    UUID id = submit();
    int before = wraps.findByCaseId(id).orElseThrow().generation();
    assertThat(generations.rotate("tpe").cases()).isPositive();

    CentreWrapRow moved = wraps.findByCaseId(id).orElseThrow();
    assertThat(moved.generation()).isEqualTo(before + 1);
    assertThat(desk.open(id)).hasSize(1);
    keyring.refreshQuietly();
    assertThat(keyring.newest("tpe").orElseThrow().generation()).isEqualTo(before + 1);
    assertThat(generations.destroy("tpe", before))
        .isInstanceOf(CentreGenerations.Destruction.TooEarly.class);
  }

  @Test
  void aCaseThatSomebodyTamperedWithKeepsNoOtherFromBeingMoved() throws Exception {
    List<UUID> ids = List.of(submit(), submit(), submit());
    UUID first = ids.stream().min(Comparator.comparing(UUID::toString)).orElseThrow();
    CentreWrapRow wrap = wraps.findByCaseId(first).orElseThrow();
    byte[] tampered = wrap.wrap().clone();
    tampered[tampered.length - 1] ^= 1;
    wraps.replace(first, wrap.generation(), tampered);

    assertThat(generations.rotate("tpe").unopened()).isEqualTo(1);
    int newest = generations.list("tpe").getLast().generation();
    for (UUID id : ids) {
      assertThat(wraps.findByCaseId(id).orElseThrow().generation())
          .isEqualTo(id.equals(first) ? wrap.generation() : newest);
    }
    wraps.replace(first, wrap.generation(), wrap.wrap());
    assertThat(generations.rotate("tpe").unopened()).isZero();
    keyring.refreshQuietly();
  }

  @Test
  void wrapsToNobodyWhoOnlyWroteTheTable() throws Exception {
    int newest = keyring.newest("ntpc").orElseThrow().generation();
    LocalDate today = LocalDate.now(TaiwanTime.ZONE);
    CentreKey forged =
        CentreKey.signed(
            "ntpc",
            newest + 1,
            today,
            today.plusDays(7),
            CentreWrap.KeyPair.generate().publicKey(),
            Ed25519Sign.KeyPair.newKeyPair().getPrivateKey());
    published.save(CentreKeysetRow.of(forged));
    keyring.refreshQuietly();
    assertThat(keyring.newest("ntpc").orElseThrow().generation()).isEqualTo(newest);
    published.remove("ntpc", newest + 1);
  }

  private UUID submit() {
    Receipt receipt = Receipt.random(new SecureRandom());
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt", receipt.text(),
            "topic", "OTHER",
            "urgency", "ROUTINE",
            "words", "樓上一直有哭聲",
            "area", "63000030"));
    return views.find(receipt).orElseThrow().row().id();
  }
}
