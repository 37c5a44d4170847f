/**
 * The parts of the TypeScript tree and the parts each may import besides itself and npm packages: architecture.md's
 * table for packages/, then the leaves, which nothing imports but what is named here. `*` means anything.
 */
export const typescriptLayers: Readonly<Record<string, readonly string[]>> = {
  "packages/protocol": [],
  "packages/executor": ["packages/protocol"],
  "packages/sdk": ["packages/protocol", "typechain-types"],
  "packages/node": ["packages/protocol", "packages/executor", "packages/sdk", "packages/derivation"],
  "packages/derivation": ["packages/protocol", "packages/sdk"],
  "packages/prover": ["packages/protocol", "packages/executor", "packages/sdk", "packages/derivation"],
  "packages/challenger": ["packages/protocol", "packages/executor", "packages/sdk", "packages/derivation"],
  "packages/attester": ["packages/protocol", "packages/sdk"],
  "packages/console": ["packages/protocol", "packages/sdk"],
  "typechain-types": [],
  ignition: [],
  setup: [],
  spec: ["packages/*"],
  tasks: ["packages/*", "typechain-types", "ignition"],
  examples: ["packages/*", "typechain-types", "ignition", "tasks"],
  scripts: ["packages/*", "typechain-types", "ignition", "tasks", "examples"],
  bench: ["packages/*", "typechain-types", "ignition", "tasks", "examples"],
  checks: ["setup"],
  "hardhat.config.ts": ["setup", "tasks", "checks"],
  "eslint.config.js": ["checks"],
  test: ["*"],
};
