import { Wallet, ZeroAddress, id } from "ethers";
import type { BatchHeader } from "@muniment/protocol";
import { encodeBatchHeader, SettlementState } from "@muniment/protocol";
import { batchTime } from "../../../helpers/settlement/SettlementWorld.js";
import { hexWord } from "./hexWord.js";
import type { L1, L1Connection } from "../deployL1.js";
import { evidence } from "../deployL1.js";
import { genesisHeader, hashOf } from "../headers.js";
import type { L1Parameters } from "../l1Parameters.js";
import { setUpL1 } from "../setUpL1.js";

/** The settlement lane of the tests. */
export const settlementLane = 2n;
/** Name of the rules that its headers carry. */
export const settlementRules = hashOf("muniment.settlement");
/** Networks of these tests begin here, so that batches can be of the time of the off-chain world. */
export const settlementNetwork = {
  network: "l1",
  chainType: "l1",
  override: { initialDate: new Date(Number(batchTime - 600n) * 1000).toISOString() },
} as const;
/** Keys of registrars, in ascending order of their addresses. */
export const registrars = [1, 2, 3, 4]
  .map((number) => new Wallet(id(`registrar ${number}`)))
  .sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));

/** What a test may have different. */
export interface SettlementOptions {
  readonly parameters?: L1Parameters;
  /** Whether the verifiers of circuits say that they are for production. */
  readonly isProduction?: boolean;
  /** Whether proofs go to generated verifiers, those of the development SRS, and not to mocks; or those of exits alone. */
  readonly generated?: boolean | "exit";
  /** Operators of the portal besides the actor of that name. */
  readonly operators?: readonly string[];
  readonly tokenGateway?: (l1: L1) => Promise<{ getAddress(): Promise<string> }>;
}

/** L1 with an EVM lane and a settlement lane behind its own set of contracts; the generated verifiers are mocks. */
export async function setUpSettlement(
  connection: Pick<L1Connection, "ethers">,
  {
    parameters,
    isProduction = false,
    generated = false,
    operators = [],
    tokenGateway,
  }: SettlementOptions = {},
) {
  const parts: { lane?: Awaited<ReturnType<typeof deploySettlement>>; genesis?: BatchHeader } = {};
  const l1 = await setUpL1(
    connection,
    parameters,
    async (bare) => {
      parts.lane = await deploySettlement(
        bare,
        { isProduction, generated, operators },
        await tokenGateway?.(bare),
      );
    },
    async (open) => {
      const stateRoot = hexWord(new SettlementState().root);
      const header = await genesisHeader(open, settlementLane);
      parts.genesis = { ...header, rules: settlementRules, stateRoot };
      await open.rollup.openLane(encodeBatchHeader(parts.genesis), open.parameters.bondGwei);
    },
  );
  const lane = parts.lane!;
  const { rollup, actors } = l1;
  await rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), lane.portal);
  await lane.portal.connect(actors.other).fundBond({ value: l1.parameters.bondGwei * 10n ** 10n });
  return { ...l1, ...lane, settlementGenesis: parts.genesis! };
}

/** L1 with a settlement lane. */
export type SettlementL1 = Awaited<ReturnType<typeof setUpSettlement>>;

async function deploySettlement(
  l1: L1,
  {
    isProduction,
    generated,
    operators,
  }: Required<Pick<SettlementOptions, "isProduction" | "generated" | "operators">>,
  tokenGateway: { getAddress(): Promise<string> } | undefined,
) {
  const { timelock, policy, rollup, guardian, queue, actors, parameters, connection } = l1;
  const { ethers } = connection;
  const leastDelay = await policy.leastDelay();
  const lane = settlementLane;
  const place = { rollup, guardian, lane };
  const roots = await ethers.deployContract("SettlementRegistry", [
    timelock,
    { leastDelay, rollup, lane, quorum: 2 },
    registrars.slice(0, 3).map(({ address }) => address),
    [actors.council.address],
  ]);
  const gateway = await ethers.deployContract("SettlementGateway", [
    timelock,
    leastDelay,
    place,
    { queue, tokenGateway: tokenGateway ?? ZeroAddress },
  ]);
  const mock = (name: string) => ethers.deployContract("ConformanceVerifierMock", [id(name), isProduction]);
  const circuits = { 2: await mock("batch2"), 8: await mock("batch8"), 24: await mock("batch24") } as const;
  const exitCircuit =
    generated !== false ? await ethers.deployContract("InsecureExitVerifier") : await mock("exit");
  const verifier = await ethers.deployContract("SettlementVerifier", [
    {
      ...{ rollup, lane, registry: roots, gateway },
      circuits: generated === true ? await generatedVerifiers(l1) : [circuits[2], circuits[8], circuits[24]],
    },
  ]);
  const portal = await ethers.deployContract("SettlementPortal", [
    timelock,
    leastDelay,
    { policy, rollup, guardian, lane, gateway },
    [actors.operator.address, ...operators],
  ]);
  const exit = await ethers.deployContract("SettlementExit", [
    place,
    { policy, gateway, registry: roots, verifier: exitCircuit },
  ]);
  const [bond, cash] = [await ethers.deployContract("TestCash"), await ethers.deployContract("TestCash")];
  await gateway.addAsset(1n, bond);
  await gateway.addAsset(2n, cash);
  await gateway.connectExit(exit);
  for (const contract of [roots, gateway, portal]) await contract.seal();
  await policy.setVerifier(lane, evidence.proven, verifier);
  await policy.setGame(lane, portal);
  await policy.setLaneRule(lane, { evidence: evidence.proven, window: 0n });
  const { gasPrice, deadline } = parameters;
  await queue.setTerms(lane, { gasPrice, deadline, gasLimit: 16_777_216n });
  return { roots, gateway, circuits, exitCircuit, verifier, portal, exit, bond, cash };
}

async function generatedVerifiers({ connection: { ethers } }: L1) {
  return [
    await ethers.deployContract("InsecureBatch2Verifier"),
    await ethers.deployContract("InsecureBatch8Verifier"),
    await ethers.deployContract("InsecureBatch24Verifier"),
  ];
}
