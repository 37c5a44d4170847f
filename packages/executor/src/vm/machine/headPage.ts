import { type CompactHead, joinWords, pageSize } from "@muniment/protocol";
import { wordOfBytes } from "./instructions/wordOfBytes.js";

/** A compact transaction's head as nine words, zeros behind them (spec/dispute.md, DISPUTE-39). */
export function headPage(head: CompactHead): Uint8Array {
  const [fee, tip = new Uint8Array(0)] = head.fees as [Uint8Array, Uint8Array?];
  const integers = [head.gasLimit, fee, tip, head.recipient, head.value].map(wordOfBytes);
  const page = new Uint8Array(pageSize);
  page.set(joinWords([head.form, wordOfBytes(head.r), wordOfBytes(head.s), head.nonce, ...integers]));
  return page;
}
