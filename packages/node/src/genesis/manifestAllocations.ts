import type { Allocation } from "@muniment/executor";
import { fromHex, type Hex, toHex } from "@muniment/protocol";
import type { RollupManifest } from "@muniment/sdk";

type Written = RollupManifest["genesis"]["allocations"];

/** Allocations as a manifest writes them, in order of addresses and slots. */
export function writeAllocations(allocations: ReadonlyMap<Hex, Allocation>): Written {
  return [...allocations]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([address, { balance = 0n, nonce = 0n, code = new Uint8Array(), storage }]) => ({
      ...{ address, balance: balance.toString(), nonce: nonce.toString(), code: toHex(code) },
      storage: Object.fromEntries(
        [...(storage ?? [])]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([slot, value]) => [word(slot), word(value)]),
      ),
    }));
}

/** Allocations that a manifest has. */
export function readAllocations(written: Written): Map<Hex, Allocation> {
  return new Map(
    written.map(({ address, balance, nonce, code, storage }) => [
      address.toLowerCase() as Hex,
      {
        ...{ balance: BigInt(balance), nonce: BigInt(nonce), code: fromHex(code) },
        storage: new Map(Object.entries(storage).map(([slot, value]) => [BigInt(slot), BigInt(value)])),
      },
    ]),
  );
}

function word(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}
