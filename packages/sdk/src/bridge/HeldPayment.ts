import type { PayingGateway } from "./PayingGateway.js";

/** Why what was claimed has not arrived yet, and what releases it. */
export interface HeldPayment {
  /** LIMIT: payHeld, when a period allows. IDENTITY: releaseHeld, when its recipient may hold it. OWED: collectOwed. */
  readonly reason: "LIMIT" | "IDENTITY" | "OWED";
  readonly gateway: PayingGateway;
  /** Token or form on L1; the zero address is ETH. */
  readonly asset: string;
  readonly recipient: string;
  /** Place in the line, or id in the list; absent for what is owed. */
  readonly place?: bigint;
  /** What is left of it, base units. */
  readonly amount: bigint;
}
