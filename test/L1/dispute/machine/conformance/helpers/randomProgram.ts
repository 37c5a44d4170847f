import { toHex32 } from "@muniment/executor/reference";
import { encodeTransaction, fromHex, type Hex, toHex } from "@muniment/protocol";
import { Signature, Transaction, Wallet } from "ethers";
import { layOut } from "../../../../../executor/fuzz/helpers/layOut.js";
import { Random } from "../../../../../executor/fuzz/helpers/Random.js";
import { randomCase, randomTransaction } from "../../../../../executor/fuzz/helpers/randomCase.js";
import { world } from "../../../../../executor/fuzz/helpers/World.js";
import type { GivenTransaction } from "../../../../../executor/machine/helpers/compareTransaction.js";

const wallet = new Wallet(`0x${"11".repeat(32)}`);
const sender = wallet.address.toLowerCase() as Hex;
type Program = ReturnType<typeof randomTransaction>;

/** Program number `index` of a seed: a transaction or a deposit among four contracts that call one another. */
export function randomProgram(seed: number, index: number): GivenTransaction {
  const { environment, accounts, blockHashes } = layOut(randomCase(seed, index));
  const random = new Random(seed, -1 - index);
  const all = new Map(accounts);
  all.set(sender, { nonce: 0n, balance: 10n ** 24n, code: new Uint8Array(0), storage: new Map() });
  const isDeposit = random.chance(12);
  const raw = isDeposit ? randomDeposit(random) : signedOf(random);
  const { number, timestamp: time, baseFee } = environment;
  return { chainId: 1, number, time, baseFee, accounts: all, blockHashes, raw, isDeposit };
}

function randomDeposit(random: Random): Uint8Array {
  return encodeTransaction({
    ...{ type: 0x7e, sourceHash: toHex32(random.bigint(200)), from: random.pick([world.person, sender]) },
    ...{ to: random.chance(90) ? random.pick(world.contracts) : undefined, mint: BigInt(random.below(1000)) },
    value: BigInt(random.below(1200)),
    gasLimit: BigInt(random.pick([20_000, 30_000, 100_000, 400_000])),
    data: toHex(random.bytes(random.below(70))),
  });
}

/** A transaction by chance, of a type that the chain has and in a form that can be signed. */
function signedOf(random: Random): Uint8Array {
  for (;;) {
    const given = randomTransaction(random, "osaka");
    if (given.type === 3) continue;
    try {
      return sign(given);
    } catch {
      // ethers refuses to encode what is not well formed.
    }
  }
}

function sign({ type, to, gasLimit, value, data, ...rest }: Program): Uint8Array {
  const { maxFeePerGas, maxPriorityFeePerGas, accessList, authorizations } = rest;
  const list = accessList.map((entry) => ({ ...entry, storageKeys: entry.storageKeys.map(toHex32) }));
  const transaction = Transaction.from({
    ...{ type, nonce: 0, gasLimit, chainId: 1n, data: toHex(data), to: to ?? null, value },
    ...(type < 2 ? { gasPrice: maxFeePerGas } : { maxFeePerGas, maxPriorityFeePerGas }),
    ...(type > 0 ? { accessList: list } : {}),
    ...(type === 4 ? { authorizationList: authorizations.map(toEthers) } : {}),
  });
  transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
  return fromHex(transaction.serialized);
}

function toEthers({ address, chainId, nonce, r, s, yParity }: Program["authorizations"][number]) {
  const signature = Signature.from({ r: toHex32(r), s: toHex32(s), yParity: Number(yParity) as 0 | 1 });
  return { address, chainId, nonce, signature };
}
