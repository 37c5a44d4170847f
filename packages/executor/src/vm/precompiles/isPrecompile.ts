import type { Fork } from "../../rules/Fork.js";

const LAST = { cancun: 0x0a, prague: 0x11, osaka: 0x11 };
const P256_VERIFY = 0x100;

/** Whether a fork has a precompiled contract at an address, given as a number. */
export function isPrecompile(address: number, fork: Fork): boolean {
  return (address >= 1 && address <= LAST[fork]) || (address === P256_VERIFY && fork === "osaka");
}
