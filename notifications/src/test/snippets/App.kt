import android.app.PendingIntent
import android.content.Context
import androidx.core.app.NotificationCompat
import androidx.core.app.NotificationManagerCompat
import com.google.firebase.messaging.FirebaseMessagingService
import com.google.firebase.messaging.RemoteMessage

object R {
  object drawable {
    const val ic_dot = 1
  }

  object string {
    const val shouwang_news_title = 2
    const val shouwang_news_body = 3
  }
}

@Suppress("UNUSED_PARAMETER")
fun openApp(context: Context) = PendingIntent()

@Suppress("UNUSED_PARAMETER")
fun enablePushAgain(token: String) {}

