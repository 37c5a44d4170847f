import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to deploying a rollup and making a lane's genesis. */
export const deploymentErrors = {
  ROLLUP_PARAMETERS_INVALID: {
    doc: "A file of a rollup's parameters is malformed, or its values do not fit one another.",
    sentence: "{path}, {field}: {problem}.",
    next: "Correct the field; spec/deployment.md says what fits.",
    exitCode: 1,
  },
  ROLLUP_PARAMETER_MISSING: {
    doc: "A file of a rollup's parameters has a placeholder that nobody has filled in.",
    sentence: "{path}, {field}: to be filled in: {wanted}.",
    next: "Write the value in place of the placeholder.",
    exitCode: 1,
  },
  ROLLUP_PARAMETER_UNSAFE: {
    doc: "Parameters for production have what only a development chain may have.",
    sentence: "{path}, {field}: {problem}.",
    next: "Correct the field, or deploy for development.",
    exitCode: 2,
  },
  ROLLUP_DEPLOYMENT_DIFFERS: {
    doc: "What stands on L1 was deployed with other parameters than those given now.",
    sentence: "{what} on L1 is {actual}, and the parameters say {expected}.",
    next: "Go on with the parameters of the beginning, or deploy another lane.",
    exitCode: 2,
  },
  SETTLEMENT_VERIFIERS_MISSING: {
    doc: "A settlement lane for production has no verifiers of the canonical SRS to be deployed with.",
    sentence: "There is no contract {verifier}.",
    next: "Generate them: npm run verifiers -- --crs FOLDER, with the canonical SRS; then npx hardhat build.",
    exitCode: 1,
  },
  ROLLUP_INCONSISTENT: {
    doc: "The contracts on L1 are not one consistent, sealed set.",
    sentence: "{problems} of {checks} checks failed; the first: {check} is {actual}, expected {expected}.",
    next: "Do not use this deployment; let checkRollup give all rows.",
    exitCode: 2,
  },
  PREDEPLOY_CREATION_FAILED: {
    doc: "The constructor of a contract of the genesis did not succeed.",
    sentence: "The constructor of {predeploy} came to {outcome}.",
    next: "Check the constructor's arguments.",
    exitCode: 1,
  },
  GENESIS_HEADER_WRONG: {
    doc: "A genesis header does not follow from the allocations beside it.",
    sentence: "The genesis header's {field} is {actual}; from the allocations follows {expected}.",
    next: "Get the manifest from who deployed the rollup, and compare it with L1.",
    exitCode: 1,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
