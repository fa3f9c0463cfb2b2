package tw.shouwang.notifications.firebase;

import com.google.firebase.FirebaseApp;
import com.google.firebase.ThreadManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// One daemon thread for the background work of Firebase's library, which would otherwise create
/// any number of threads. Our own sends run in the caller's thread.
final class FewThreads extends ThreadManager {

  @Override
  protected ExecutorService getExecutor(FirebaseApp app) {
    return Executors.newFixedThreadPool(1, getThreadFactory());
  }

  @Override
  protected void releaseExecutor(FirebaseApp app, ExecutorService executor) {
    executor.shutdownNow();
  }

  @Override
  protected ThreadFactory getThreadFactory() {
    return Thread.ofPlatform().daemon().name("firebase-", 0).factory();
  }
}
