import { decodeRevert } from "../../calls/decodeRevert.js";
import type { SettlementContracts } from "./SettlementContracts.js";

/** Behind every block's time. */
const end = (1n << 64n) - 1n;

/** Number and time of the newest roots that L1 has (SETTLE-63); undefined until registrars have signed some. */
export async function newestRoots({
  SettlementRegistry,
}: Pick<SettlementContracts, "SettlementRegistry">): Promise<
  { readonly number: bigint; readonly time: bigint } | undefined
> {
  try {
    const { number, time } = await SettlementRegistry.rootsAt(end);
    return { number, time };
  } catch (error) {
    if (decodeRevert(error)?.name === "RootsUnknown") return undefined;
    throw error;
  }
}
