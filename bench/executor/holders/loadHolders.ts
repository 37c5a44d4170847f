import { fromHex, keccak256 } from "@muniment/protocol";
import type { People } from "../people/People.js";
import type { Holding } from "./Holding.js";
import { RecordBatch } from "./RecordBatch.js";
import { SlotKeys, wordBytes } from "./SlotKeys.js";

// Change records (packages/executor/README.md).
const account = { kind: 1, size: 104, address: 8, balance: 40, codeHash: 72 } as const;
const slot = { kind: 2, size: 96, address: 8, key: 28, value: 60 } as const;
const codeHash = fromHex(keccak256(new Uint8Array(0)));
/** Wei that every holder has, and what every sender has for fees. */
const balance = wordBytes(10n ** 15n);
const senderBalance = wordBytes(10n ** 24n);

/** Takes change records into a state; has copied them when it returns. */
export type Load = (records: Uint8Array) => Promise<unknown>;

/** Gives every holder an account, as change records that a snapshot would hold. @param first Id of the first. */
export async function loadAccounts(load: Load, people: People, first: number): Promise<void> {
  const { holders, senders } = people.population;
  const batch = new RecordBatch(load);
  for (let index = 0; index < holders; index++) {
    if (batch.isFull) await batch.flush();
    const at = batch.begin(account.kind, first + index, account.size);
    people.writeAddress(index, batch.bytes, at + account.address);
    batch.bytes.set(index < senders ? senderBalance : balance, at + account.balance);
    batch.bytes.set(codeHash, at + account.codeHash);
  }
  await batch.flush();
}

/** Gives the holders their slots. @param given.first Id of the first. */
export async function loadHoldings(
  load: Load,
  people: People,
  given: { readonly holdings: readonly Holding[]; readonly first: number },
): Promise<void> {
  const { holders, senders } = people.population;
  const batch = new RecordBatch(load);
  let id = given.first;
  for (const holding of given.holdings) {
    const keys = new SlotKeys(holding);
    const contract = fromHex(holding.contract, 20);
    const value = wordBytes(holding.value);
    const address = new Uint8Array(20);
    const count = holding.sendersOnly === true ? senders : holders;
    for (let index = 0; index < count; index++) {
      if (batch.isFull) await batch.flush();
      const at = batch.begin(slot.kind, id++, slot.size);
      people.writeAddress(index, address, 0);
      batch.bytes.set(contract, at + slot.address);
      keys.write(address, 0, batch.bytes, at + slot.key);
      batch.bytes.set(value, at + slot.value);
      if (holding.withAddress === true) batch.bytes.set(address, at + slot.value + 12);
    }
  }
  await batch.flush();
}
