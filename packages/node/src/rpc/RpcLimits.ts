/** What requests may come to at most (NODE-3). */
export interface RpcLimits {
  /** Bytes of a request. */
  readonly body: number;
  /** Requests in a batch. */
  readonly batch: number;
  /** Bytes of the answers of a batch; beyond it the rest is refused. */
  readonly answer: number;
  /** Blocks and logs of one getLogs. */
  readonly logBlocks: bigint;
  readonly logs: number;
  /** Filters at a time, and milliseconds after which one that nobody asks for is gone. */
  readonly filters: number;
  readonly filterLife: number;
  /** Connections and subscriptions of one, over WebSocket. */
  readonly connections: number;
  readonly subscriptions: number;
  /** Bytes that wait to be sent to a subscriber before it is cut off. */
  readonly backlog: number;
  /** Blocks of one feeHistory. */
  readonly feeBlocks: number;
  /** Bytes of a trace, about. */
  readonly trace: number;
  /** Slots of one proof. */
  readonly proofSlots: number;
}
