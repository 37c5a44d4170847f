import { longestDispute } from "../dispute/longestDispute.js";
import { accountFields } from "./accountFields.js";
import type { RollupParameters } from "./rollupParametersSchema.js";
import { settlementProblems } from "./settlement/settlementProblems.js";
import { simulatedName } from "./simulatedName.js";

/** What is wrong with a field. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

const DAY = 86_400;
/** What may be paused while a change waits (ROLLUP-36). */
const PRODUCTION_PAUSES = 14 * DAY;

/** Values that do not fit one another, whatever the chain is for. */
export function* rollupProblems(parameters: RollupParameters): Generator<FieldProblem> {
  const { accounts, delays, finality, queue, isProduction } = parameters;
  for (const { field, account } of accountFields(parameters)) {
    if (accounts[account] === undefined) yield { field, problem: `accounts has no ${account}` };
  }
  const leastTimelock = delays.escape + (isProduction ? PRODUCTION_PAUSES : 0);
  if (delays.timelock <= leastTimelock) {
    yield { field: "delays.timelock", problem: `it is not longer than ${leastTimelock.toString()} seconds` };
  }
  if (delays.sequencerLeave <= delays.escape) {
    yield { field: "delays.sequencerLeave", problem: "it is not longer than the escape delay" };
  }
  if (finality.window >= delays.escape) {
    yield { field: "finality.window", problem: "it is not shorter than the escape delay" };
  }
  if (2 * queue.deadline >= delays.escape) {
    yield { field: "queue.deadline", problem: "twice the deadline is not shorter than the escape delay" };
  }
  yield* disputeProblems(parameters);
  yield* evidenceProblems(parameters);
  yield* amountProblems(parameters);
  yield* attesterProblems(parameters);
  yield* settlementProblems(parameters);
}

/** What the game's constructor refuses. */
function* disputeProblems({ disputes, delays, finality }: RollupParameters): Generator<FieldProblem> {
  const { bond, clock, replyTime } = disputes;
  if (BigInt(bond) === 0n) yield { field: "disputes.bond", problem: "it is zero" };
  if (replyTime > clock) yield { field: "disputes.replyTime", problem: "it is longer than the clock" };
  const longest = longestDispute({ clock: BigInt(clock), replyTime: BigInt(replyTime) });
  if (longest >= BigInt(delays.escape)) {
    const problem = `a dispute of ${longest.toString()} seconds is not shorter than the escape delay`;
    yield { field: "disputes.clock", problem };
  } else if (BigInt(finality.window) + longest >= BigInt(delays.escape)) {
    const problem = `with a dispute of ${longest.toString()} seconds behind it, it is not shorter than the escape delay`;
    yield { field: "finality.window", problem };
  }
}

function* evidenceProblems({ finality }: RollupParameters): Generator<FieldProblem> {
  const named = { lane: finality.lane, ...finality.classes };
  for (const [name, evidence] of Object.entries(named)) {
    const field = name === "lane" ? "finality.lane" : `finality.classes.${name}`;
    if (evidence.includes("PROVEN")) yield { field, problem: "no verifier of validity proofs is deployed" };
  }
}

function* amountProblems({ bonds, queue, limits, sequencer }: RollupParameters): Generator<FieldProblem> {
  if (BigInt(queue.gasPrice) >= 1n << 64n) yield { field: "queue.gasPrice", problem: "it is beyond 64 bits" };
  if (BigInt(limits.ethPerDay) >= 1n << 96n)
    yield { field: "limits.ethPerDay", problem: "it is beyond 96 bits" };
  if (BigInt(bonds.sequencer) === 0n) yield { field: "bonds.sequencer", problem: "it is zero" };
  if (BigInt(sequencer.bond) < BigInt(bonds.sequencer)) {
    yield { field: "sequencer.bond", problem: "it is below the least bond of a sequencer" };
  }
}

function* attesterProblems({ attestation, accounts }: RollupParameters): Generator<FieldProblem> {
  const { simulated, quorum, measurements } = attestation;
  if (simulated.length !== 0 && simulated.length < quorum) {
    yield { field: "attestation.quorum", problem: "there are fewer attesters" };
  }
  for (const [index, account] of simulated.entries()) {
    if (simulatedName(accounts[account]) !== undefined) continue;
    yield { field: `attestation.simulated.${index.toString()}`, problem: `${account} is no simulated key` };
  }
  if (new Set(simulated).size !== simulated.length) {
    yield { field: "attestation.simulated", problem: "one is named twice" };
  }
  if (new Set(measurements).size !== measurements.length) {
    yield { field: "attestation.measurements", problem: "one is named twice" };
  }
  if (measurements.some((measurement) => BigInt(measurement) === 0n)) {
    yield { field: "attestation.measurements", problem: "one is zero" };
  }
}
