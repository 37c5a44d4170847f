import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { prepareAttestation, recordFactsOf, signAttestation } from "@muniment/attester";
import {
  attestationDomain,
  attestationId,
  documentHash,
  parseInputs,
  ProtocolError,
  stages,
  topics,
  type AssetInputs,
  type EvidenceEntry,
  type GatedStageName,
  type Hex,
  type InvestorInput,
} from "@muniment/protocol";
import { checkSubmitted, recordAttestation } from "@muniment/sdk";
import { hexlify, randomBytes } from "ethers";

import { action, type Run } from "../context/action.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { perform } from "../context/perform.js";
import { saltSecret } from "../context/saltSecret.js";

/** Parameters of {@link attest}. */
export interface AttestParameters {
  readonly asset: Hex;
  readonly stage: GatedStageName;
  /** Folder of the asset's input files. */
  readonly folder: string;
  /** Only this topic. */
  readonly topic?: string;
}

/** One document to attest, about the issuer or one investor. */
interface Statement {
  readonly entry: EvidenceEntry;
  readonly document: string;
  readonly subject: Hex;
  readonly investor?: InvestorInput;
}

function statementsOf(
  context: Context,
  inputs: AssetInputs,
  issuer: Hex,
  parameters: AttestParameters,
): Statement[] {
  const allotted = new Set<string>(inputs.allocations.map(({ lei }) => lei));
  return inputs.evidence[parameters.stage]
    .filter(({ topic }) => parameters.topic === undefined || topic === parameters.topic)
    .flatMap((entry): Statement[] => {
      if (entry.subject === "issuer") return [{ entry, document: entry.document, subject: issuer }];
      return inputs.investors
        .filter(({ lei }) => allotted.has(lei))
        .map((investor) => ({
          entry,
          document: entry.document.replaceAll("{lei}", investor.lei),
          subject: context.addressOf(`investor${String(investor.wallet)}`) as Hex,
          investor,
        }));
    });
}

async function keepFields(context: Context, id: Hex, fields: unknown): Promise<void> {
  const folder = join(context.privateFolder, "fields");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${id}.json`), `${JSON.stringify(fields, undefined, 2)}\n`, { mode: 0o600 });
}

type Prepared = Awaited<ReturnType<typeof prepareAttestation>>;

async function prepareOne(
  context: Context,
  inputs: AssetInputs,
  statement: Statement,
  { asset, stage, folder }: AttestParameters,
): Promise<Prepared> {
  const { entry, document, subject, investor } = statement;
  const { contracts, provider } = context;
  const files = new InputFolder(folder);
  const bytes = await files.bytes(document);
  const block = await provider.getBlock("latest");
  const { hash: submission } = await contracts.Lifecycle.submissionOf(asset, stages[stage]);
  return prepareAttestation({
    entry,
    document: { name: document, bytes, submittedHash: documentHash(bytes) },
    record: recordFactsOf(inputs, stage, investor),
    chain: {
      asset,
      stage,
      submission: submission as Hex,
      subject,
      attester: context.addressOf(entry.attester) as Hex,
      now: BigInt(block?.timestamp ?? 0),
      nonce: BigInt(hexlify(randomBytes(16))),
    },
    secret: await saltSecret(context.privateFolder, entry.attester),
  });
}

async function recordOne(
  context: Context,
  { entry, document }: Statement,
  prepared: Prepared,
): Promise<{ topic: string; document: string; attester: string; facts: number; id: Hex }> {
  const { contracts, manifest } = context;
  const domain = attestationDomain(manifest.chainId, contracts.AttestationRegistry.target as Hex);
  const id = attestationId(domain, prepared.attestation);
  const signature = await signAttestation(
    await context.signerOf(entry.attester),
    domain,
    prepared.attestation,
  );
  await keepFields(context, id, prepared.fields);
  await perform(context, entry.attester, [recordAttestation(contracts, prepared.attestation, signature)]);
  return { topic: entry.topic, document, attester: entry.attester, facts: prepared.facts.length, id };
}

/**
 * Attests a stage's evidence: checks that the files are those submitted on chain, for every document recomputes the hash,
 * extracts the facts and refuses any that contradicts the asset record; when all agree, and only then, records the
 * attesters' signed statements.
 * @throws DOCUMENT_FACT_MISMATCH, DOCUMENT_FACT_MISSING, DOCUMENT_HASH_MISMATCH, POLICY_REFUSED
 */
export async function attest(context: Context, parameters: AttestParameters): Promise<void> {
  const { asset, stage, folder } = parameters;
  const files = new InputFolder(folder);
  const inputs = parseInputs((file) => files.textSync(file));
  const hashOf = (file: string): Promise<Hex> => files.hash(file);
  await checkSubmitted({ contracts: context.contracts, asset: parameters.asset, inputs, hashOf }, stage);
  const issuer = (await context.contracts.Lifecycle.issuerOf(asset)) as Hex;
  const statements = statementsOf(context, inputs, issuer, parameters);
  if (statements.length === 0) {
    const [value, expected] = [parameters.topic ?? "", topics[stage].join(", ")];
    throw new ProtocolError("ARGUMENT_INVALID", { option: "--topic", value, expected });
  }
  const pairs: (readonly [Statement, Prepared])[] = [];
  for (const statement of statements) {
    context.output.progress(`${stage}: ${statement.entry.topic} by ${statement.entry.attester}`);
    pairs.push([statement, await prepareOne(context, inputs, statement, parameters)]);
  }
  const rows = [];
  for (const [statement, prepared] of pairs) rows.push(await recordOne(context, statement, prepared));
  context.output.table(
    "attestations",
    rows.map((row) => ({ ...row, id: `${row.id.slice(0, 18)}…` })),
  );
}

function stageOf(name: string): GatedStageName {
  if (name in topics) return name as GatedStageName;
  const expected = Object.keys(topics).join(", ");
  throw new ProtocolError("ARGUMENT_INVALID", { option: "--stage", value: name, expected });
}

/** Checks documents against the asset record and records the attestations of a stage. */
export const run: Run = async (context, args) => {
  const topic = args.optional("topic");
  await attest(context, {
    asset: args.id("asset"),
    stage: stageOf(args.text("stage")),
    folder: args.text("folder"),
    ...(topic === undefined ? {} : { topic }),
  });
};

export default action(run);
