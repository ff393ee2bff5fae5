/** One transition of a release, for people and programs that want to know. */
export interface Notification {
  /** The same whenever the same transition is told again: receivers drop what they know. */
  id: string;
  releaseId: string;
  /** `shift`, `ask`, `promote`, `roll_back`, … */
  transition: string;
  /** A sentence or two. */
  text: string;
  runUrl: string | undefined;
}

export interface Notifications {
  /** To a URL that takes `{"text": …}`, as chat services do. @throws ReleaseError HOST_UNREACHABLE */
  toWebhook(url: string, notification: Notification): Promise<void>;
  /** To `projects/P/topics/T` of Pub/Sub. @throws ReleaseError */
  toTopic(topic: string, notification: Notification): Promise<void>;
}
