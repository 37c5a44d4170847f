import type { Hex, TradingInput } from "@muniment/protocol";

import type { TradingTermsStruct } from "../contracts/structs.js";
import { asciiBytes } from "./asciiBytes.js";

/** The trading terms of a trading file. @param agreement Hash of the admission agreement. */
export function toTradingTerms(trading: TradingInput, agreement: Hex): TradingTermsStruct {
  return { venue: asciiBytes(trading.venue, 4), navPerUnit: trading.navPerUnit.millionths, agreement };
}
