import { createMPT } from "@ethereumjs/mpt";
import { createAccount, KECCAK256_RLP } from "@ethereumjs/util";
import type { CaseAccount } from "@muniment/executor/reference";
import { fromHex, type Hex, keccak256, toHex } from "@muniment/protocol";
import { encodeRlp, toBeArray } from "ethers";

/** Ethereum's state root of these accounts, built by `@ethereumjs/mpt` from nothing. */
export async function stateHash(accounts: ReadonlyMap<Hex, CaseAccount>): Promise<Hex> {
  const trie = await createMPT({ useKeyHashing: true });
  for (const [address, { nonce, balance, code, storage }] of accounts) {
    const [storageRoot, codeHash] = [await storageHash(storage), fromHex(keccak256(code))];
    const account = createAccount({ nonce, balance, storageRoot, codeHash });
    await trie.put(fromHex(address), account.serialize());
  }
  return toHex(trie.root());
}

/** Most accounts of a test are the same in all its cases, so the roots of the last few storages are kept. */
const kept = new Map<string, Uint8Array>();

async function storageHash(storage: ReadonlyMap<bigint, bigint>): Promise<Uint8Array> {
  if (storage.size === 0) return KECCAK256_RLP;
  const key = [...storage].map(([slot, value]) => `${slot.toString(16)}=${value.toString(16)}`).join();
  let root = kept.get(key);
  if (root === undefined) {
    const trie = await createMPT({ useKeyHashing: true });
    for (const [slot, value] of storage) {
      await trie.put(
        fromHex(`0x${slot.toString(16).padStart(64, "0")}`),
        fromHex(encodeRlp(toBeArray(value))),
      );
    }
    root = trie.root();
    if (kept.size >= 1_000) kept.clear();
    kept.set(key, root);
  }
  return root;
}
