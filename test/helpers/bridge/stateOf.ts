import {
  accountKey,
  accountValueHash,
  encodeStateProof,
  type Hex,
  referenceStateProof,
  referenceStateRoot,
  slotKey,
  type StateLeaf,
  toHex,
} from "@muniment/protocol";
import { AbiCoder, keccak256, ZeroAddress } from "ethers";

/** keccak256 of no bytes. */
export const noCode = keccak256("0x");

/** An account as a state has it. */
export interface StateAccount {
  readonly address: string;
  readonly nonce?: bigint;
  readonly balance?: bigint;
  readonly codeHash?: string;
}

/** A slot as a state has it. */
export interface StateSlot {
  readonly address: string;
  readonly slot: string;
  readonly value: bigint;
}

const lower = (text: string): Hex => text.toLowerCase() as Hex;

/** A number as 32 bytes. */
function wordOf(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

/** Slot of a key in a mapping at a slot. */
export function mappingSlot(key: string, slot: bigint, type = "address"): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode([type, "uint256"], [key, slot]));
}

/** A state of some accounts and slots: its root, and proofs as the escape takes them. */
export function stateOf(accounts: readonly StateAccount[], slots: readonly StateSlot[] = []) {
  const fieldsOf = ({ nonce = 0n, balance = 0n, codeHash = noCode }: Partial<StateAccount>) => ({
    nonce,
    balance,
    codeHash: codeHash as Hex,
  });
  const leaves: StateLeaf[] = [
    ...accounts.map((account) => ({
      key: accountKey(lower(account.address)),
      valueHash: accountValueHash(fieldsOf(account)),
    })),
    ...slots.map(({ address, slot, value }) => ({
      key: slotKey(lower(address), lower(slot)),
      valueHash: wordOf(value),
    })),
  ];
  const prove = (key: Hex): string => toHex(encodeStateProof(referenceStateProof(leaves, key)));
  const slotProof = (address: string, slot: string): string => prove(slotKey(lower(address), lower(slot)));
  /** What the escape is shown of an account. */
  const accountProof = (
    address: string,
    more: { readonly delegate?: string; readonly owner?: string; readonly ownerProof?: string } = {},
  ) => ({
    account: address,
    ...fieldsOf(accounts.find((account) => lower(account.address) === lower(address)) ?? {}),
    delegate: ZeroAddress,
    proof: prove(accountKey(lower(address))),
    owner: ZeroAddress,
    ownerProof: "0x",
    ...more,
  });
  return { root: referenceStateRoot(leaves), slotProof, accountProof };
}
