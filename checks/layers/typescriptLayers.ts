/**
 * The parts of the TypeScript tree and the parts each may import besides itself and npm packages: architecture.md's
 * table for packages/, then the leaves, which nothing imports but what is named here. `*` means anything.
 */
export const typescriptLayers: Readonly<Record<string, readonly string[]>> = {
  "packages/protocol": [],
  "packages/executor": ["packages/protocol"],
  // Tests and benchmarks only: no other part names it, and it may use what the root declares for development.
  "packages/executor/src/vm/reference": ["packages/protocol", "packages/executor"],
  "packages/sdk": ["packages/protocol", "typechain-types"],
  "packages/node": ["packages/protocol", "packages/executor", "packages/sdk", "packages/derivation"],
  "packages/derivation": ["packages/protocol", "packages/sdk"],
  "packages/prover": ["packages/protocol", "packages/executor", "packages/sdk", "packages/derivation"],
  "packages/challenger": ["packages/protocol", "packages/executor", "packages/sdk", "packages/derivation"],
  "packages/attester": ["packages/protocol", "packages/sdk"],
  "packages/console": ["packages/protocol", "packages/sdk"],
  "typechain-types": [],
  circuits: ["packages/*"],
  ignition: [],
  setup: [],
  spec: ["packages/*"],
  tasks: ["packages/*", "typechain-types", "ignition"],
  examples: ["packages/*", "typechain-types", "ignition", "tasks"],
  scripts: ["packages/*", "typechain-types", "ignition", "tasks", "examples"],
  bench: ["packages/*", "typechain-types", "ignition", "tasks", "examples"],
  checks: ["setup", "circuits"],
  "hardhat.config.ts": ["setup", "tasks", "checks"],
  "eslint.config.js": ["checks"],
  test: ["*"],
};

/** Entries of packages that lead into a part of their own. */
export const layerOfEntry: Readonly<Record<string, string>> = {
  "@muniment/executor/reference": "packages/executor/src/vm/reference",
};
