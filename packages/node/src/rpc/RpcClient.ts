/** A connection that lasts: what it subscribed to, and the way to tell it. */
export interface RpcClient {
  /** What each subscription is ended by, by its id. */
  readonly subscriptions: Map<string, () => void>;
  /** Sends a notification. */
  readonly notify: (subscription: string, result: unknown) => void;
}
