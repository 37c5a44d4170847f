import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

/** Who acts in the cases; both suites have the same people. */
export interface People {
  readonly owner: HardhatEthersSigner;
  readonly agent: HardhatEthersSigner;
  /** Signs the claims and attestations. */
  readonly issuerKey: HardhatEthersSigner;
  readonly sender: HardhatEthersSigner;
  readonly receiver: HardhatEthersSigner;
  /** Spends an allowance of the sender. */
  readonly spender: HardhatEthersSigner;
  /** Has evidence but is not registered. */
  readonly newcomer: HardhatEthersSigner;
  /** The wallet that replaces the sender's. */
  readonly successor: HardhatEthersSigner;
  /** A wallet nobody knows. */
  readonly stranger: HardhatEthersSigner;
  /** Its identity is the exchange of the exchange rules. */
  readonly exchange: HardhatEthersSigner;
  /** The twenty receivers of a batch, holders all. */
  readonly crowd: readonly HardhatEthersSigner[];
}
