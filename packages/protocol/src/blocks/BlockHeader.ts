import type { Hex } from "../bytes/Hex.js";

/** A block's header in the shape Ethereum has had since Prague; what is constant since the merge is left out. */
export interface BlockHeader {
  readonly parentHash: Hex;
  /** Who receives the fees. */
  readonly beneficiary: Hex;
  readonly stateRoot: Hex;
  readonly transactionsRoot: Hex;
  readonly receiptsRoot: Hex;
  /** 256 bytes. */
  readonly logsBloom: Hex;
  readonly number: bigint;
  readonly gasLimit: bigint;
  readonly gasUsed: bigint;
  /** Seconds since 1970. */
  readonly timestamp: bigint;
  /** At most 32 bytes. */
  readonly extraData: Hex;
  readonly prevRandao: Hex;
  /** Wei per gas. */
  readonly baseFeePerGas: bigint;
  readonly withdrawalsRoot: Hex;
  readonly blobGasUsed: bigint;
  readonly excessBlobGas: bigint;
  readonly parentBeaconBlockRoot: Hex;
  readonly requestsHash: Hex;
}
