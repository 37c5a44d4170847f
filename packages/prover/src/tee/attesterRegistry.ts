import type { L1Client } from "@muniment/derivation";
import type { Hex } from "@muniment/protocol";
import { attesterRegistryInterface } from "@muniment/sdk";
import type { Interface } from "ethers";

/** By name, as the views below ask. */
const methods: Interface = attesterRegistryInterface;

/** Views of a registry of attesters. */
export interface AttesterRegistryViews {
  isProduction(): Promise<boolean>;
  isSimulated(key: Hex): Promise<boolean>;
  isActive(key: Hex): Promise<boolean>;
  quorum(): Promise<number>;
}

/** The registry at an address; each view throws what L1Client.call does. */
export function attesterRegistry(address: Hex, l1: L1Client): AttesterRegistryViews {
  const view = async (name: keyof AttesterRegistryViews, ...values: string[]): Promise<unknown> => {
    const answer = await l1.call(address, methods.encodeFunctionData(name, values) as Hex);
    return methods.decodeFunctionResult(name, answer)[0] as unknown;
  };
  return {
    isProduction: async () => (await view("isProduction")) === true,
    isSimulated: async (key) => (await view("isSimulated", key)) === true,
    isActive: async (key) => (await view("isActive", key)) === true,
    quorum: async () => Number(await view("quorum")),
  };
}
