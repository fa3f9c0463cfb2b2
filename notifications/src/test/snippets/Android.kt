package android.app

class Notification

class PendingIntent
