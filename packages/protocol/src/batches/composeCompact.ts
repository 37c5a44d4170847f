import { encodeRlp } from "../rlp/encodeRlp.js";
import type { RlpItem } from "../rlp/RlpItem.js";
import { compactForm } from "./batchLayout.js";
import type { CompactHead } from "./readCompactHead.js";

/** The raw transaction that a compact one stands for (spec/batches.md, BATCH-6, BATCH-10). */
export function composeCompact(head: CompactHead, data: Uint8Array, chain: number): Uint8Array {
  const { form, r, s, fees, gasLimit, recipient, value } = head;
  const nonce = BigInt(head.nonce);
  const chainId = BigInt(chain);
  const yParity = BigInt(form & compactForm.yParity);
  if ((form & compactForm.legacy) !== 0) {
    const v = 35n + 2n * chainId + yParity;
    return encodeRlp([nonce, ...fees, gasLimit, recipient, value, data, v, r, s]);
  }
  const [fee, tip] = fees as [Uint8Array, Uint8Array];
  const common: RlpItem[] = [chainId, nonce, tip, fee, gasLimit, recipient, value, data, []];
  const list = encodeRlp([...common, yParity, r, s]);
  const raw = new Uint8Array(1 + list.length);
  raw[0] = 2;
  raw.set(list, 1);
  return raw;
}
