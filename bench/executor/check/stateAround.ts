import type { CaseAccount } from "@muniment/executor/reference";
import type { Hex } from "@muniment/protocol";
import type { Stage } from "../measure/openStage.js";
import type { Intent } from "../workloads/Intent.js";
import { StateReader } from "./StateReader.js";

/**
 * The part of a state that transactions can look at, as it is now: contracts, senders, receivers, and everything that
 * came into being since the holders were loaded. Of the holders' slots only those of people who take part.
 */
export function stateAround(stage: Stage, intents: readonly Intent[]): Map<Hex, CaseAccount> {
  const { producer, people, holdings } = stage;
  const { wasm } = producer.runtime;
  const { senders, holders } = people.population;
  const reader = new StateReader(producer.runtime);
  const parties = new Set<number>(Array.from({ length: senders }, (_, index) => index));
  for (const { receiver } of intents) if (receiver !== undefined) parties.add(receiver);

  const accounts = new Map<Hex, CaseAccount & { readonly storage: Map<bigint, bigint> }>();
  const addAccount = (id: number): void => {
    const found = reader.accountOfId(id);
    if (found === undefined) return;
    const { address, ...head } = found;
    accounts.set(address, { ...head, storage: new Map() });
  };
  const addSlot = (id: number): void => {
    const found = reader.slotOfId(id);
    if (found !== undefined) accounts.get(found.address)?.storage.set(found.key, found.value);
  };
  for (const party of parties) addAccount(stage.firstAccount + party);
  for (let id = 0; id < stage.firstAccount; id++) addAccount(id);
  for (let id = stage.firstAccount + holders; id < wasm.accountCount(); id++) addAccount(id);
  let first = stage.firstSlot;
  for (const { sendersOnly } of holdings) {
    const count = sendersOnly === true ? senders : holders;
    for (const party of parties) if (party < count) addSlot(first + party);
    first += count;
  }
  for (let id = 0; id < stage.firstSlot; id++) addSlot(id);
  for (let id = stage.endSlot; id < wasm.slotCount(); id++) addSlot(id);
  return accounts;
}
