import { dayCounts, finalityClasses, type Hex, type TermsInput } from "@muniment/protocol";
import { AbiCoder } from "ethers";

import type { StructureTermsStruct } from "../contracts/structs.js";
import { asciiBytes } from "./asciiBytes.js";

const BOND =
  "tuple(uint32 issueDay, uint32 maturityDay, uint32 couponRatePpm, uint8 frequency, uint8 dayCount)";
const NOTE =
  "tuple(uint32 firstPeriodEndDay, uint32 maturityDay, uint8 periodMonths, uint16 paymentDays, uint16 shareBps)";
const SECONDS_PER_DAY = 86_400n;

function instrumentOf(terms: TermsInput): { instrument: number; instrumentTerms: string } {
  const coder = AbiCoder.defaultAbiCoder();
  if (terms.instrument === "fixed-coupon-bond") {
    const bond = { ...terms.bond, dayCount: dayCounts[terms.bond.dayCount] };
    return { instrument: 1, instrumentTerms: coder.encode([BOND], [bond]) };
  }
  return { instrument: 2, instrumentTerms: coder.encode([NOTE], [terms.revenue]) };
}

/** The structure terms of a terms file. @param termSheet Hash of the term sheet. */
export function toStructureTerms(terms: TermsInput, termSheet: Hex): StructureTermsStruct {
  return {
    ...instrumentOf(terms),
    finality: finalityClasses[terms.finalityClass],
    decimals: terms.decimals,
    haircutBps: terms.haircutBps,
    currency: asciiBytes(terms.currency, 3),
    units: terms.units,
    unitValue: terms.unitValue.millionths,
    redemptionValue: terms.redemptionValue.millionths,
    gracePeriod: terms.gracePeriodDays * SECONDS_PER_DAY,
    isin: asciiBytes(terms.isin, 12),
    termSheet,
  };
}
