import { factKinds, formatAmount } from "@muniment/protocol";
import type { FactName } from "@muniment/protocol";
import type { RecordFact } from "./RecordFact.js";

/** A fact's value as people write it: "CNY 128000000.00", "60 %". */
export function showFact(fact: FactName, { value, currency = "" }: RecordFact): string {
  if (!/^\d+$/.test(value)) return value;
  const short = (decimals: number, least: number) =>
    formatAmount(BigInt(value), decimals).replace(
      new RegExp(String.raw`0{0,${String(decimals - least)}}$`),
      "",
    );
  if (factKinds[fact] === "money") return `${currency} ${short(6, 2)}`;
  if (factKinds[fact] === "rate") return `${short(4, 0).replace(/\.$/, "")} %`;
  return value;
}
