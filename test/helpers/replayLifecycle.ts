import type { Lifecycle } from "../../typechain-types/index.js";
import { AbiCoder, concat, keccak256, ZeroAddress, ZeroHash } from "ethers";

import { STAGE } from "./evidence.js";

const CHECKPOINT =
  "tuple(bytes32 previous, bytes32 asset, uint64 index, uint8 from, uint8 to, address actor, bytes32 basis, bytes32 evidenceRoot, uint32 policyVersion, uint64 time)";

type Submission = [string, string, string, bigint, bigint, boolean];

/** What the events alone say of an asset, in the order of `ILifecycle.Asset`. */
export interface ReplayedAsset {
  state: [bigint, bigint, bigint, boolean, string, string, string, string, bigint];
  submissions: Map<number, Submission>;
  appointed: Map<string, boolean>;
  /** Every checkpoint with the hash recomputed from its members. */
  chain: { members: unknown[]; evidence: string[]; stated: string; recomputed: string; root: string }[];
}

/** Rebuilds assets, submissions, appointments and tokens from the logs of `Lifecycle`, calling no view. */
export async function replayLifecycle(lifecycle: Lifecycle): Promise<{
  assets: Map<string, ReplayedAsset>;
  tokens: Map<string, string>;
}> {
  const assets = new Map<string, ReplayedAsset>();
  const tokens = new Map<string, string>();
  const logs = await lifecycle.queryFilter("*" as never);
  for (const { fragment, args } of logs as unknown as {
    fragment: { name: string };
    args: unknown[];
  }[]) {
    const key = args[0] as string;
    if (fragment.name === "AssetOpened") {
      const [, issuer, assetClass] = args as [string, string, string];
      assets.set(key, {
        state: [0n, 0n, 0n, false, issuer, assetClass, ZeroAddress, ZeroHash, 0n],
        submissions: new Map(),
        appointed: new Map(),
        chain: [],
      });
      continue;
    }
    const asset = assets.get(key);
    if (asset) apply({ asset, tokens, name: fragment.name, args });
  }
  return { assets, tokens };
}

interface Step {
  readonly asset: ReplayedAsset;
  readonly tokens: Map<string, string>;
  readonly name: string;
  readonly args: unknown[];
}

function apply({ asset, tokens, name, args }: Step): void {
  if (name === "ProposerAppointed")
    asset.appointed.set(`${String(args[1])} ${String(args[2])}`, args[3] as boolean);
  if (name === "SubmissionProposed") {
    const [, stage, hash, proposer, revision, record] = args as [
      string,
      bigint,
      string,
      string,
      bigint,
      string,
    ];
    asset.submissions.set(Number(stage), [hash, record, proposer, revision, 0n, false]);
  }
  if (name === "ChangesRequested") asset.submissions.get(Number(args[1]))![5] = true;
  if (name === "OfferHeld") asset.state[3] = args[1] as boolean;
  if (name === "TokenLinked") {
    asset.state[6] = args[1] as string;
    tokens.set(args[1] as string, args[0] as string);
  }
  if (name === "TokenUnlinked") {
    asset.state[6] = ZeroAddress;
    tokens.delete(args[1] as string);
  }
  if (name === "StageAdvanced") advance(asset, args);
}

function advance({ state, submissions, chain }: ReplayedAsset, args: unknown[]): void {
  const [, from, to, checkpoint, evidence, stated] = args as [
    string,
    bigint,
    bigint,
    unknown[],
    string[],
    string,
  ];
  const members = [...checkpoint];
  const recomputed = keccak256(AbiCoder.defaultAbiCoder().encode([CHECKPOINT], [members]));
  const root = evidence.length === 0 ? ZeroHash : keccak256(concat([...evidence]));
  chain.push({ members, evidence: [...evidence], stated, recomputed, root });

  const [left, entered] = [Number(from), Number(to)];
  if (entered === STAGE.Suspended && left !== STAGE.Defaulted) state[1] = from;
  if (entered === STAGE.Defaulted) state[2] = from;
  if (left === STAGE.Suspended && entered < STAGE.Suspended) state[1] = 0n;
  if (left === STAGE.Defaulted && entered !== STAGE.Redeemed) state[2] = 0n;
  const isRollback = entered === left - 1 && left <= STAGE.Tokenized;
  if (isRollback) {
    for (const stage of [left, left + 1]) {
      const submission = submissions.get(stage);
      if (submission) submission[0] = ZeroHash;
    }
  } else if (entered <= STAGE.Trading && left < entered) {
    submissions.get(entered)![4] = members[8] as bigint;
  }
  state[0] = to;
  state[7] = recomputed;
  state[8] = BigInt(chain.length);
}
