import type { RollupParameters } from "./rollupParametersSchema.js";

/** Every field that names an account, with the name. */
export function* accountFields(parameters: RollupParameters): Generator<{ field: string; account: string }> {
  for (const [role, members] of Object.entries(parameters.roles)) {
    for (const [index, account] of members.entries())
      yield { field: `roles.${role}.${index.toString()}`, account };
  }
  for (const [index, account] of parameters.attestation.simulated.entries()) {
    yield { field: `attestation.simulated.${index.toString()}`, account };
  }
  yield { field: "committer.account", account: parameters.committer.account };
  const { defender } = parameters.committer;
  if (defender !== undefined) yield { field: "committer.defender", account: defender };
  yield { field: "sequencer.account", account: parameters.sequencer.account };
  yield { field: "genesis.feeOracle", account: parameters.genesis.feeOracle };
  yield { field: "genesis.feeRecipient", account: parameters.genesis.feeRecipient };
  for (const [index, { account }] of parameters.genesis.allocations.entries()) {
    yield { field: `genesis.allocations.${index.toString()}.account`, account };
  }
  yield* settlementFields(parameters);
}

function* settlementFields({ settlement }: RollupParameters): Generator<{ field: string; account: string }> {
  if (settlement === undefined) return;
  const { registrars, operators, bond } = settlement;
  for (const [role, members] of Object.entries({ registrars, operators })) {
    for (const [index, account] of members.entries())
      yield { field: `settlement.${role}.${index.toString()}`, account };
  }
  yield { field: "settlement.bond.account", account: bond.account };
}
