/** Circuits of the settlement lane. */
export const SETTLEMENT_CIRCUITS = ["batch2", "batch8", "batch24", "exit"] as const;

/** Name of a circuit. */
export type SettlementCircuit = (typeof SETTLEMENT_CIRCUITS)[number];

/** What a lane's circuits are verified with: "insecure" for a reference string whose secret everybody has. */
export type VerifierKind = "insecure" | "production";

/** Generated verifiers (`npm run verifiers`), by the circuit. */
export const circuitVerifiers = {
  insecure: {
    batch2: "InsecureBatch2Verifier",
    batch8: "InsecureBatch8Verifier",
    batch24: "InsecureBatch24Verifier",
    exit: "InsecureExitVerifier",
  },
  production: {
    batch2: "Batch2Verifier",
    batch8: "Batch8Verifier",
    batch24: "Batch24Verifier",
    exit: "ExitVerifier",
  },
} as const satisfies Readonly<Record<VerifierKind, Readonly<Record<SettlementCircuit, string>>>>;

/** Name of a generated verifier. */
export type CircuitVerifierName = (typeof circuitVerifiers)[VerifierKind][SettlementCircuit];
