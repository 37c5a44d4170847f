import { parseUnits } from "ethers";

const hour = 3_600n;
const day = 24n * hour;

/** What a deployment on L1 is made with; times in seconds. */
export interface L1Parameters {
  readonly isProduction: boolean;
  readonly escapeDelay: bigint;
  readonly timelockDelay: bigint;
  readonly window: bigint;
  readonly deadline: bigint;
  readonly greatestAge: bigint;
  readonly activationDelay: bigint;
  readonly bondGwei: bigint;
  readonly gasPrice: bigint;
  readonly quorum: number;
}

/** Parameters for a development chain. */
export const developmentParameters: L1Parameters = {
  isProduction: false,
  escapeDelay: 3n * hour,
  timelockDelay: 4n * hour,
  window: hour,
  deadline: 600n,
  greatestAge: 365n * day,
  activationDelay: 0n,
  bondGwei: parseUnits("1", "gwei"),
  gasPrice: 1_000n,
  quorum: 2,
};

/** The least that production takes. */
export const productionParameters: L1Parameters = {
  ...developmentParameters,
  isProduction: true,
  escapeDelay: 23n * day,
  timelockDelay: 37n * day + 1n,
  window: 7n * day,
  deadline: day,
  activationDelay: day,
};
