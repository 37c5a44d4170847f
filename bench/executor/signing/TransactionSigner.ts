import { Keccak } from "@muniment/executor";
import { encodeRlp, fromHex } from "@muniment/protocol";
import type { RlpItem } from "@muniment/protocol";
import { benchChain } from "../chain/benchChain.js";
import { secp256k1 } from "../people/secp256k1.js";
import { senderKey } from "../people/senderKey.js";
import type { Intent } from "../workloads/Intent.js";

const type = 2;
const half = 32;

/** Signs the senders' transactions as EIP-1559 has them. */
export class TransactionSigner {
  readonly #keys = new Map<number, Uint8Array>();
  readonly #keccak = new Keccak();
  readonly #hash = new Uint8Array(half);
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The raw transaction. */
  sign({ sender, to, value, data, gasLimit }: Intent, nonce: bigint): Uint8Array {
    const { chainId, maxFeePerGas, maxPriorityFeePerGas } = benchChain;
    const fees = [BigInt(chainId), nonce, maxPriorityFeePerGas, maxFeePerGas];
    const fields: RlpItem[] = [...fees, gasLimit, fromHex(to, 20), value, data, []];
    const payload = typed(fields);
    this.#keccak.message(payload.length).set(payload);
    this.#keccak.digest(payload.length, this.#hash, 0);
    const { signature, recid } = secp256k1.ecdsaSign(this.#hash, this.#keyOf(sender));
    const [r, s] = [signature.subarray(0, half), signature.subarray(half)];
    return typed([...fields, BigInt(recid), integer(r), integer(s)]);
  }

  #keyOf(sender: number): Uint8Array {
    let key = this.#keys.get(sender);
    if (key === undefined) this.#keys.set(sender, (key = senderKey(this.#seed, sender)));
    return key;
  }
}

function typed(fields: RlpItem[]): Uint8Array {
  const list = encodeRlp(fields);
  const raw = new Uint8Array(1 + list.length);
  raw[0] = type;
  raw.set(list, 1);
  return raw;
}

/** An integer's bytes without leading zeros. */
function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(first);
}
