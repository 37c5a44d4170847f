import type { Hex } from "@muniment/protocol";

/** What a GeneralStateTests file says of one transaction of the test: by which of its data, gas and value. */
export interface Expectation {
  readonly hash: Hex;
  readonly logs: Hex;
  readonly indexes: { readonly data: number; readonly gas: number; readonly value: number };
  /** The transaction is not valid, and why. */
  readonly expectException?: string;
  readonly txbytes: Hex;
}

/** The parts of a test of a GeneralStateTests file that the harness reads. Quantities are hexadecimal. */
export interface StateTest {
  readonly env: {
    readonly currentBaseFee: Hex;
    readonly currentCoinbase: Hex;
    readonly currentExcessBlobGas: Hex;
    readonly currentGasLimit: Hex;
    readonly currentNumber: Hex;
    readonly currentRandom: Hex;
    readonly currentTimestamp: Hex;
  };
  readonly pre: Readonly<
    Record<Hex, { nonce: Hex; balance: Hex; code: Hex; storage: Readonly<Record<Hex, Hex>> }>
  >;
  readonly transaction: {
    readonly sender: Hex;
    readonly secretKey: Hex;
    readonly to: Hex | "";
    readonly nonce: Hex;
    readonly gasLimit: readonly Hex[];
    readonly value: readonly Hex[];
    readonly data: readonly Hex[];
    readonly gasPrice?: Hex;
    readonly maxFeePerGas?: Hex;
    readonly maxPriorityFeePerGas?: Hex;
    readonly maxFeePerBlobGas?: Hex;
    readonly blobVersionedHashes?: readonly Hex[];
    readonly accessLists?: readonly (readonly { address: Hex; storageKeys: readonly Hex[] }[] | null)[];
  };
  readonly post: { readonly Cancun?: readonly Expectation[] };
}
