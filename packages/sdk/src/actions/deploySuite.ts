import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Parameters of {@link deploySuite}. */
export interface DeploySuiteParameters {
  readonly name: string;
  readonly symbol: string;
  /** Decimals of the structured terms. */
  readonly decimals: number;
  /** ISO 3166-1 numeric codes whose residents may hold. */
  readonly countries: readonly number[];
  /** Most base units one identity may hold; 0 for no limit. */
  readonly maxBalance: bigint;
  /** Days units stay locked after their issue; 0 for none. */
  readonly lockupDays: number;
  /** Account that freezes wallets and units and registers investors. */
  readonly transferAgent: string;
  /** 32 bytes the sender has not used before. */
  readonly salt: string;
}

const FREE = {
  disableMint: false,
  disableBurn: false,
  disablePartialFreeze: false,
  disableAddressFreeze: false,
  disableRecovery: false,
  disableForceTransfer: false,
  disablePause: false,
};

const NONE = {
  disableMint: true,
  disableBurn: true,
  disablePartialFreeze: true,
  disableAddressFreeze: true,
  disableRecovery: true,
  disableForceTransfer: true,
  disablePause: true,
};

interface Rules {
  readonly modules: string[];
  readonly settings: string[][];
}

function rulesOf(contracts: Contracts, parameters: DeploySuiteParameters): Rules {
  const { LifecycleGateModule, CountryAllowModule, MaxBalanceModule, InitialLockupPeriodModule } = contracts;
  const { countries, maxBalance, lockupDays } = parameters;
  const rules: Rules = { modules: [], settings: [] };
  const add = (module: { target: unknown }, setting: string): void => {
    rules.modules.push(module.target as string);
    rules.settings.push([setting]);
  };
  add(
    LifecycleGateModule,
    LifecycleGateModule.interface.encodeFunctionData("setGate", [contracts.AssetGate.target]),
  );
  add(
    CountryAllowModule,
    CountryAllowModule.interface.encodeFunctionData("batchAllowCountries", [[...countries]]),
  );
  if (maxBalance > 0n) {
    add(MaxBalanceModule, MaxBalanceModule.interface.encodeFunctionData("setMaxBalance", [maxBalance]));
  }
  if (lockupDays > 0) {
    const setting = InitialLockupPeriodModule.interface.encodeFunctionData("setLockupPeriod", [lockupDays]);
    add(InitialLockupPeriodModule, setting);
  }
  return rules;
}

/**
 * Deploys a token with identity registry and compliance, ready to be submitted for an asset: owned by the access manager,
 * gated by the lifecycle, each serving contract an agent with no more rights than it needs. Sender: a tokenization agent
 * that may bind registries to the identity storage.
 */
export function deploySuite(contracts: Contracts, parameters: DeploySuiteParameters): Call {
  const { name, symbol, decimals, transferAgent, salt } = parameters;
  const { modules, settings } = rulesOf(contracts, parameters);
  const agents = [
    { account: contracts.Issuance.target, restrictions: { ...NONE, disableMint: false } },
    {
      account: contracts.Trading.target,
      restrictions: {
        ...NONE,
        disableForceTransfer: false,
        disableRecovery: false,
        disablePartialFreeze: false,
      },
    },
    { account: contracts.Servicing.target, restrictions: NONE },
    { account: contracts.Redemption.target, restrictions: { ...NONE, disableBurn: false } },
    {
      account: transferAgent,
      restrictions: {
        ...FREE,
        disableMint: true,
        disableBurn: true,
        disableForceTransfer: true,
        disableRecovery: true,
      },
    },
  ];
  return buildCall(contracts.RwaTokenFactory, "RwaTokenFactory", "deploySuite", [
    {
      owner: contracts.AccessManager.target,
      name,
      symbol,
      decimals,
      onchainID: "0x0000000000000000000000000000000000000000",
      identityStorage: contracts.IdentityRegistryStorage.target,
      trustedIssuers: contracts.TrustedIssuersRegistry.target,
      claimTopics: contracts.ClaimTopicsRegistry.target,
      modules,
      moduleSettings: settings,
      tokenAgents: agents.map(({ account }) => account),
      restrictions: agents.map(({ restrictions }) => restrictions),
      identityAgents: [transferAgent],
      unpaused: true,
      salt,
    },
  ]);
}
