package tw.shouwang.api.intake.clocks;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.FirstLook;
import tw.shouwang.api.cases.notes.NoteLook;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

/// How many arrivals a second the first look opens and writes, and what a worker's inbox takes
/// meanwhile. The service's own job looks at the same arrivals, as a second node would. Run by
/// `bench/look/run`.
@MicronautTest(transactional = false)
class FirstLookBench implements EmbeddedTest {

  private static final int ARRIVALS = Integer.getInteger("arrivals", 2_000);
  private static final int SENDERS = 4;

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject FirstLook look;
  @Inject NoteLook notes;
  @Inject CaseCourse course;
  @Inject Directory directory;
  @Inject AuditTrail trail;

  private Instant now = Instant.now();

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void measure() throws Exception {
    FirstLookJob job = new FirstLookJob(look, notes, course, directory, trail, () -> now);
    submit(200, "三樓的阿嬤好幾天沒有出門了");
    job.look();
    String token = provider.token("w1", "tpe", "SUPERVISOR");
    inboxBeside(token, () -> Thread.sleep(2_000));

    System.out.println("| what | how many | a second | inbox p50 | inbox p99 meanwhile |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    row("nothing", 0, token, () -> Thread.sleep(5_000));
    submit(ARRIVALS, "三樓的阿嬤好幾天沒有出門了");
    row("looking at what is no danger", ARRIVALS, token, job::look);
    now = now.plus(Duration.ofMinutes(10));
    row("writing what was found", ARRIVALS, token, job::look);
    submit(ARRIVALS / 4, "救命，他拿刀要殺我，現在就在門口");
    row("looking at danger and telling of it", ARRIVALS / 4, token, job::look);
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void row(String name, int count, String token, Work work) throws Exception {
    long began = System.nanoTime();
    List<Double> inbox = inboxBeside(token, work);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "| %s | %d | %.0f | %.0f ms | %.0f ms |%n",
        name,
        count,
        count / seconds,
        inbox.get(inbox.size() / 2),
        inbox.get(inbox.size() * 99 / 100));
  }

  /// What the inbox took meanwhile, in milliseconds, the shortest first.
  private List<Double> inboxBeside(String token, Work work) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Double>> worker =
          threads.submit(() -> {
            List<Double> took = new ArrayList<>();
            do {
              long began = System.nanoTime();
              staff.ask(token, "{ inbox(first: 20) { nodes { id } counts { total } } }");
              took.add((System.nanoTime() - began) / 1e6);
              Thread.sleep(20);
            } while (over.getCount() > 0);
            return took;
          });
      try {
        work.run();
      } finally {
        over.countDown();
      }
      List<Double> took = worker.get();
      Collections.sort(took);
      return took;
    }
  }

  private void submit(int count, String words) throws Exception {
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(
            senders.submit(() -> {
              Map<String, Object> form = Forms.concern(Forms.receipt(), "ROUTINE");
              form.put("words", words);
              app.input("SubmitConcern", form);
            }));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }
  }
}
