import type { CaseAuthorization } from "@muniment/executor/reference";
import { fromHex, type Hex, keccak256 } from "@muniment/protocol";
import { encodeRlp, SigningKey, toBeArray } from "ethers";
import type { Random } from "./Random.js";
import { precompiles, world } from "./World.js";

const keys = [1, 2, 3].map((n) => new SigningKey(Uint8Array.from({ length: 32 }, () => n)));

/** Accounts that sign authorizations. */
export const authorities: readonly Hex[] = keys.map(addressOf);

/** Signing takes a millisecond, so what was signed once is kept. */
const signed = new Map<string, CaseAuthorization>();

/** A few authorizations: of contracts, of nobody, of precompiles; now and then with a wrong chain, nonce or signature. */
export function randomAuthorizations(random: Random): CaseAuthorization[] {
  return Array.from({ length: random.between(1, 3) }, () => {
    const address = random.chance(75)
      ? random.pick(world.contracts)
      : random.pick([zero, world.person, authorities[0]!, toAddress(random.pick(precompiles.slice(0, 2)))]);
    const chainId = random.pick([0n, 1n, 1n, 2n]);
    const nonce = random.pick([0n, 0n, 0n, 1n]);
    const authorization = sign(random.below(keys.length), { chainId, address, nonce });
    const kind = random.weighted({ good: 90, parity: 5, high: 5 });
    if (kind === "good") return authorization;
    const { authority: _unsigned, ...rest } = authorization;
    return kind === "parity" ? { ...rest, yParity: 2n } : { ...rest, s: order - rest.s };
  });
}

const zero = `0x${"00".repeat(20)}` as const;
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

function sign(key: number, message: { chainId: bigint; address: Hex; nonce: bigint }): CaseAuthorization {
  const name = `${key} ${message.chainId} ${message.address} ${message.nonce}`;
  let authorization = signed.get(name);
  if (authorization === undefined) {
    const { chainId, address, nonce } = message;
    const fields = [chainId, nonce].map((value) => toBeArray(value));
    const encoded = fromHex(encodeRlp([fields[0]!, address, fields[1]!]));
    const { r, s, yParity } = keys[key]!.sign(keccak256(Uint8Array.of(5), encoded));
    const signature = { yParity: BigInt(yParity), r: BigInt(r), s: BigInt(s) };
    authorization = { chainId, address, nonce, ...signature, authority: authorities[key]! };
    signed.set(name, authorization);
  }
  return authorization;
}

function addressOf(key: SigningKey): Hex {
  return `0x${keccak256(fromHex(key.publicKey).subarray(1)).slice(26)}`;
}

function toAddress(word: bigint): Hex {
  return `0x${word.toString(16).padStart(40, "0")}`;
}
