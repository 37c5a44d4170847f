import { computeAddress } from "ethers";

import { longestDispute } from "../dispute/longestDispute.js";
import { developmentAccount } from "./developmentAccount.js";
import type { RollupParameters } from "./rollupParametersSchema.js";
import type { FieldProblem } from "./rollupProblems.js";
import { unsafeSettlement } from "./settlement/settlementProblems.js";
import { simulatedKey } from "./simulatedKey.js";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Of each side in a dispute: for all its moves, and for any of them at the worst moment. */
const LEAST_CLOCK = DAY;
const LEAST_REPLY = HOUR;
/** Between the longest dispute and the escape. */
const AFTER_DISPUTE = 7 * DAY;
/** So many accounts of the words that development networks use are known to us; they use ten to forty. */
const KNOWN_ACCOUNTS = 100;
/** Simulated keys of our own development parameters. */
const KNOWN_NAMES = [
  ...["governance", "council", "guardian", "operator", "registrar", "keeper", "treasury"],
  ...["committer", "sequencer", "fee-oracle", "defender", "attester-1", "attester-2", "attester-3"],
  ...["prover", "settlement-registrar-1", "settlement-registrar-2", "settlement-registrar-3"],
];
/** Two epochs: what L1 has finalized when nothing is wrong. */
const LEAST_DEPTH = 64;

/** What production refuses (spec/deployment.md, DEPLOY-3, DEPLOY-4). */
export function* checkProduction(parameters: RollupParameters): Generator<FieldProblem> {
  yield* timeProblems(parameters);
  const { attestation, bonds, committer, genesis, l1ChainId } = parameters;
  if (l1ChainId === undefined) yield { field: "l1ChainId", problem: "production names its L1" };
  if (attestation.simulated.length > 0) {
    yield { field: "attestation.simulated", problem: "production takes no SIMULATED attester" };
  }
  if (attestation.quorum < 2) {
    yield { field: "attestation.quorum", problem: "one key alone would be a quorum" };
  }
  if (bonds.batchGwei === 0) yield { field: "bonds.batchGwei", problem: "a batch would lock nothing" };
  if (BigInt(committer.bond) < BigInt(bonds.batchGwei) * 1_000_000_000n) {
    yield { field: "committer.bond", problem: "it is not enough for one batch" };
  }
  if (BigInt(parameters.queue.gasPrice) === 0n) {
    yield { field: "queue.gasPrice", problem: "items would cost nothing" };
  }
  if (BigInt(parameters.limits.ethPerDay) === 0n) {
    yield { field: "limits.ethPerDay", problem: "nothing could leave" };
  }
  if (genesis.developmentAccounts !== undefined) {
    yield { field: "genesis.developmentAccounts", problem: "everybody has their keys" };
  }
  yield* unsafeSettlement(parameters);
  yield* keyProblems(parameters);
}

function* timeProblems(parameters: RollupParameters) {
  const { delays, finality, disputes, queue, attestation, l1Depth } = parameters;
  const least: readonly (readonly [string, number, number])[] = [
    ["delays.escape", delays.escape, 23 * DAY],
    ["finality.window", finality.window, 7 * DAY],
    ["disputes.clock", disputes.clock, LEAST_CLOCK],
    ["disputes.replyTime", disputes.replyTime, LEAST_REPLY],
    ["queue.deadline", queue.deadline, HOUR],
    ["attestation.activationDelay", attestation.activationDelay, HOUR],
  ];
  for (const [field, actual, wanted] of least) {
    if (actual >= wanted) continue;
    yield { field, problem: `${actual.toString()} seconds are less than ${wanted.toString()}` };
  }
  yield* clockProblems(parameters);
  if (l1Depth < LEAST_DEPTH) {
    yield {
      field: "l1Depth",
      problem: `${l1Depth.toString()} blocks of L1 are less than ${LEAST_DEPTH.toString()}`,
    };
  }
}

/** What is committed, disputed and lost a week before holders leave, leaves nobody behind. */
function* clockProblems({ delays, finality, disputes }: RollupParameters): Generator<FieldProblem> {
  const { clock, replyTime } = disputes;
  const longest = longestDispute({ clock: BigInt(clock), replyTime: BigInt(replyTime) });
  const needed = BigInt(finality.window) + longest + BigInt(AFTER_DISPUTE);
  if (needed <= BigInt(delays.escape)) return;
  const problem = `window, longest dispute and a week are ${needed.toString()} seconds, more than the escape delay`;
  yield { field: "disputes.clock", problem };
}

/** Accounts whose keys everybody has, or which are not said. */
function* keyProblems({ accounts }: RollupParameters): Generator<FieldProblem> {
  const known = knownAddresses();
  for (const [name, account] of Object.entries(accounts)) {
    const field = `accounts.${name}`;
    if (typeof account === "number") yield { field, problem: "production names addresses" };
    else if (account.startsWith("simulated:")) yield { field, problem: "anybody can make a simulated key" };
    else if (known.has(account.toLowerCase())) yield { field, problem: "everybody has its key" };
    else if (BigInt(account) === 0n) yield { field, problem: "it is the zero address" };
  }
}

let addresses: ReadonlySet<string> | undefined;

/** Made once: a hundred keys take a third of a second. */
function knownAddresses(): ReadonlySet<string> {
  if (addresses !== undefined) return addresses;
  const known = new Set<string>();
  for (let index = 0; index < KNOWN_ACCOUNTS; index++) known.add(developmentAccount(index).toLowerCase());
  for (const name of KNOWN_NAMES) known.add(computeAddress(simulatedKey(name)).toLowerCase());
  addresses = known;
  return known;
}
