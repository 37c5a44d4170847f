import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";
import { plugin as house } from "./setup/hardhat/plugin.js";
import { developmentAccounts } from "./tasks/devnet/developmentAccounts.js";
import { tasks } from "./tasks/index.js";

// The compiler ships in the npm package `solc`; nothing is downloaded at build time.
const solcPath = createRequire(import.meta.url).resolve("solc/soljson.js");
const solc = (settings: Record<string, unknown> = {}) => ({
  version: "0.8.37",
  path: solcPath,
  settings: {
    evmVersion: "osaka",
    optimizer: { enabled: true, runs: 200 },
    // The layout snapshot (`npm run check`) reads `storageLayout`.
    outputSelection: { "*": { "*": ["storageLayout"] } },
    ...settings,
  },
});

/** Generated verifiers, with which the IR pipeline does not come to terms. */
const verifiers = ["Insecure", ""].flatMap((kind) =>
  ["Batch2", "Batch8", "Batch24", "Exit"].map(
    (name) => `contracts/L1/proofs/settlement/${kind}${name}Verifier.sol`,
  ),
);

/**
 * Contracts in which every opcode counts and whose loops go through function pointers: the IR pipeline makes switches of
 * these, which cost twice as much gas.
 */
const withoutIR = [
  "contracts/L1/dispute/machine/run/RunFamily.sol",
  "contracts/L1/dispute/machine/frames/StateFamily.sol",
  "contracts/L1/dispute/machine/frames/CallFamily.sol",
  "contracts/L1/dispute/machine/frames/PassageFamily.sol",
  "contracts/L1/dispute/machine/frames/PrecompileFamily.sol",
  "contracts/L1/dispute/machine/StepVerifier.sol",
];

export default defineConfig({
  plugins: [toolbox, house],
  tasks,
  solidity: {
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/governance/TimelockController.sol",
    ],
    profiles: {
      default: solc(),
      production: {
        compilers: [solc({ viaIR: true })],
        overrides: Object.fromEntries([...withoutIR, ...verifiers].map((path) => [path, solc()])),
      },
    },
  },
  paths: { tests: { solidity: "./test", mocha: "./test" } },
  typechain: { outDir: "./typechain-types" },
  test: {
    mocha: { timeout: 300_000, forbidOnly: true, forbidPending: true },
    solidity: { fuzz: { runs: 256 }, invariant: { runs: 256, depth: 64, failOnRevert: true } },
  },
  networks: {
    l1: {
      type: "edr-simulated",
      chainType: "l1",
      chainId: 31337,
      hardfork: "osaka",
      accounts: { count: 40 },
    },
    l2: {
      type: "edr-simulated",
      chainType: "l1",
      chainId: 424242,
      hardfork: "osaka",
      accounts: { count: 40 },
    },
    localhost: {
      type: "http",
      chainType: "l1",
      url: process.env["MUNIMENT_RPC_URL"] ?? "http://127.0.0.1:8545",
      // A node of ours keeps no keys for anybody.
      accounts: developmentAccounts,
    },
    sepolia: {
      type: "http",
      chainType: "l1",
      url: configVariable("SEPOLIA_RPC_URL"),
      accounts: [configVariable("SEPOLIA_KEY")],
    },
  },
});
