package androidx.core.app

import android.app.Notification
import android.app.PendingIntent
import android.content.Context

@Suppress("UNUSED_PARAMETER")
class NotificationCompat {
  companion object {
    const val VISIBILITY_PRIVATE = 0
  }

  class Builder(context: Context, channel: String) {
    fun setSmallIcon(icon: Int) = this

    fun setContentTitle(title: CharSequence) = this

    fun setContentText(text: CharSequence) = this

    fun setVisibility(visibility: Int) = this

    fun setAutoCancel(cancel: Boolean) = this

    fun setContentIntent(intent: PendingIntent) = this

    fun build() = Notification()
  }
}

@Suppress("UNUSED_PARAMETER")
class NotificationManagerCompat {
  companion object {
    fun from(context: Context) = NotificationManagerCompat()
  }

  fun notify(id: Int, notification: Notification) {}
}
