import type { FieldProblem } from "../rollupProblems.js";
import type { RollupParameters } from "../rollupParametersSchema.js";

/** Gas of an item that brings a shield (SETTLE-76). */
const SHIELD_GAS = 2_000_000;
const HOUR = 3_600;

/** Values of the settlement lane that do not fit one another or the rollup's (spec/deployment.md, DEPLOY-15). */
export function* settlementProblems({
  settlement,
  lane,
  delays,
  bonds,
}: RollupParameters): Generator<FieldProblem> {
  if (settlement === undefined) return;
  const { registrars, quorum, queue, assets, bond } = settlement;
  if (settlement.lane === lane) yield { field: "settlement.lane", problem: "it is that of the EVM lane" };
  if (new Set(registrars).size !== registrars.length) {
    yield { field: "settlement.registrars", problem: "one is named twice" };
  }
  if (registrars.length < quorum) {
    yield { field: "settlement.quorum", problem: "there are fewer registrars" };
  }
  if (BigInt(queue.gasPrice) >= 1n << 64n) {
    yield { field: "settlement.queue.gasPrice", problem: "it is beyond 64 bits" };
  }
  if (2 * queue.deadline >= delays.escape) {
    const problem = "twice the deadline is not shorter than the escape delay";
    yield { field: "settlement.queue.deadline", problem };
  }
  if (queue.gasLimit < SHIELD_GAS) {
    const problem = `a shield takes ${SHIELD_GAS.toString()}`;
    yield { field: "settlement.queue.gasLimit", problem };
  }
  if (BigInt(bond.amount) < BigInt(bonds.batchGwei) * 1_000_000_000n) {
    yield { field: "settlement.bond.amount", problem: "it is not enough for one batch" };
  }
  if (new Set(assets.map(({ asset }) => asset)).size !== assets.length) {
    yield { field: "settlement.assets", problem: "two have one number" };
  }
  const tokens = assets.map(({ token }) => token.toLowerCase()).filter((token) => token !== "testcash");
  if (new Set(tokens).size !== tokens.length) {
    yield { field: "settlement.assets", problem: "two have one token" };
  }
}

/** What production refuses of a settlement lane (spec/deployment.md, DEPLOY-16). */
export function* unsafeSettlement({ settlement }: RollupParameters): Generator<FieldProblem> {
  if (settlement === undefined) return;
  const { verifiers, quorum, queue, assets } = settlement;
  if (verifiers === "insecure") {
    const problem = "with the development SRS anybody proves anything";
    yield { field: "settlement.verifiers", problem };
  }
  if (quorum < 2) yield { field: "settlement.quorum", problem: "one key alone would be a quorum" };
  if (queue.deadline < HOUR) {
    const problem = `${queue.deadline.toString()} seconds are less than ${HOUR.toString()}`;
    yield { field: "settlement.queue.deadline", problem };
  }
  if (BigInt(queue.gasPrice) === 0n) {
    yield { field: "settlement.queue.gasPrice", problem: "items would cost nothing" };
  }
  for (const [index, { token }] of assets.entries()) {
    if (token !== "TestCash") continue;
    yield { field: `settlement.assets.${index.toString()}.token`, problem: "anybody creates it" };
  }
}
