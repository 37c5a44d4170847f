import type { Fork } from "@muniment/executor";
import type {
  Case,
  CaseAccount,
  CaseEnvironment,
  CaseTransaction,
  Rules,
} from "@muniment/executor/reference";
import { fromHex, type Hex, keccak256, utf8 } from "@muniment/protocol";
import type { Fragment } from "./Code.js";
import { edgeWord } from "./edges.js";
import { Random } from "./Random.js";
import { authorities, randomAuthorizations } from "./randomAuthorizations.js";
import type { RandomCase } from "./layOut.js";
import { randomContract } from "./randomContract.js";
import { world } from "./World.js";

export const fuzzEnvironment: CaseEnvironment = {
  chainId: 1n,
  number: 1000n,
  timestamp: 1_750_000_000n,
  coinbase: world.coinbase,
  gasLimit: 30_000_000n,
  baseFee: 7n,
  prevRandao: 0x1234_5678_9abc_def0_1234_5678_9abc_def0_1234_5678_9abc_def0_1234_5678_9abc_def0n,
  blobBaseFee: 1n,
};

const blockHashes = new Map(
  Array.from({ length: 256 }, (_, i) => {
    const number = 999n - BigInt(i);
    return [number, BigInt(keccak256(utf8(number.toString())))] as const;
  }),
);

/** Mostly the first, which calls the others. */
const firstContracts = [...world.contracts.slice(0, 2), world.contracts[0], world.contracts[0]];

const noCode = new Uint8Array(0);
const noStorage: ReadonlyMap<bigint, bigint> = new Map();

/** Program number `index` of a run: one transaction among four contracts. */
export function randomCase(seed: number, index: number): RandomCase {
  const random = new Random(seed, index);
  const fork = random.weighted({ cancun: 20, prague: 20, osaka: 60 });
  const rules: Rules = { kind: "ethereum", fork };
  const contracts = new Map<Hex, Fragment[]>();
  for (const [i, address] of world.contracts.entries()) {
    const scope = { callees: world.contracts.slice(i + 1), hasClz: fork === "osaka" };
    contracts.set(address, randomContract(random, scope));
  }
  const transaction = randomTransaction(random, fork);
  const accounts = randomAccounts(random, transaction.nonce);
  const given: Case = { rules, environment: fuzzEnvironment, accounts, blockHashes, transaction };
  return { given, contracts };
}

function randomAccounts(random: Random, nonce: bigint): Map<Hex, CaseAccount> {
  const accounts = new Map<Hex, CaseAccount>();
  accounts.set(world.sender, { nonce, balance: 10n ** 20n, code: noCode, storage: noStorage });
  for (const address of world.contracts) {
    const storage = new Map<bigint, bigint>();
    for (let slot = 0n; slot < 4n; slot++) {
      if (random.chance(40)) storage.set(slot, random.chance(70) ? 1n : edgeWord(random) || 1n);
    }
    accounts.set(address, { nonce: 1n, balance: BigInt(random.below(3) * 1000), code: noCode, storage });
  }
  if (random.chance(70)) {
    accounts.set(world.person, { nonce: 0n, balance: 5n, code: noCode, storage: noStorage });
  }
  if (random.chance(10)) {
    // An authority that has delegated before.
    const code = fromHex(`0xef0100${random.pick(world.contracts).slice(2)}`);
    accounts.set(authorities[0]!, { nonce: BigInt(random.below(2)), balance: 3n, code, storage: noStorage });
  }
  return accounts;
}

export function randomTransaction(random: Random, fork: Fork): CaseTransaction {
  const kinds = { legacy: 35, listed: 15, dynamic: 35, blob: 5, delegating: fork === "cancun" ? 0 : 12 };
  const kind = random.weighted(kinds);
  const type = ({ legacy: 0, listed: 1, dynamic: 2, blob: 3, delegating: 4 } as const)[kind];
  const isCreation = type < 3 && random.chance(6);
  const to = type === 4 && random.chance(50) ? random.pick(authorities) : random.pick(firstContracts);
  const maxFeePerGas = BigInt(random.pick([7, 8, 10, 100]));
  const tip = type < 2 ? maxFeePerGas : BigInt(random.pick([0, 1, 2, 7]));
  return {
    type,
    sender: world.sender,
    ...(isCreation ? {} : { to }),
    nonce: BigInt(random.below(2) * 5),
    gasLimit: gasLimit(random, type),
    maxFeePerGas,
    maxPriorityFeePerGas: tip,
    value: random.chance(70)
      ? 0n
      : random.pick([1n, 1n, 1000n, 1000n, 10n ** 18n, 10n ** 18n, 10n ** 19n, 10n ** 21n]),
    data: random.chance(30) ? noCode : data(random, isCreation),
    accessList: type === 0 || random.chance(40) ? [] : accessList(random),
    authorizations: type === 4 ? randomAuthorizations(random) : [],
    maxFeePerBlobGas: type === 3 ? BigInt(random.pick([1, 1, 5])) : 0n,
    blobHashes: type === 3 ? blobHashes(random) : [],
  };
}

/** Low, so that a program that loops is over soon; just above and below what a transaction costs in any case, too. */
function gasLimit(random: Random, type: number): bigint {
  const kind = random.weighted({ usual: 83, large: 12, edge: 4, below: 1 });
  const extra = type === 4 ? 75_000 : 0;
  if (kind === "usual") return BigInt(extra + random.between(60_000, 300_000));
  if (kind === "large") return BigInt(extra + random.between(300_000, 900_000));
  if (kind === "edge") return BigInt(extra + random.between(21_000, 26_000));
  return BigInt(random.between(0, 21_000));
}

function data(random: Random, isCreation: boolean): Uint8Array {
  if (!isCreation) return random.bytes(random.pick([1, 4, 31, 32, 36, 68, 96, 128]));
  // MSTORE8 a code of one byte and return it: STOP, or a byte that EIP-3541 refuses.
  const byte = random.pick([0x00, 0x00, 0xfe, 0xef]);
  return random.chance(80)
    ? Uint8Array.of(0x60, byte, 0x5f, 0x53, 0x60, 0x01, 0x5f, 0xf3)
    : random.bytes(random.between(1, 60));
}

function accessList(random: Random): { address: Hex; storageKeys: bigint[] }[] {
  return Array.from({ length: random.between(1, 3) }, () => ({
    address: random.pick([...world.contracts, world.person, world.absent]),
    storageKeys: Array.from({ length: random.below(3) }, () => BigInt(random.below(4))),
  }));
}

function blobHashes(random: Random): bigint[] {
  const version = random.chance(95) ? 1n : 2n;
  return Array.from({ length: random.between(1, 3) }, () => (version << 248n) | random.bigint(248));
}
